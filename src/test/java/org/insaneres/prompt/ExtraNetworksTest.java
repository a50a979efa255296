/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.insaneres.Refusal;
import org.insaneres.prompt.ExtraNetworks.Lora;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraNetworksTest {

	/** The first number is for both, as in A1111; names go before places. */
	@ParameterizedTest
	@CsvSource({"<lora:a>, 1, 1", "<lora:a:0.8>, 0.8, 0.8", "<lora:a:0.8:0.5>, 0.8, 0.5",
		"<lyco:a:-1.5>, -1.5, -1.5", "<lora:a:unet=0.3>, 1, 0.3", "<lora:a:te=0>, 0, 0",
		"<lora:a:te=0.2:unet=0.9>, 0.2, 0.9", "<lora:a:0.7:te=0.1>, 0.1, 0.1",
		"<LORA:a: 1e-1 :+.5>, 0.1, 0.5"})
	void readsStrengths(final String tag, final double text, final double unet) {
		final ExtraNetworks all = ExtraNetworks.parse("x " + tag + "y");
		assertEquals(new ExtraNetworks("x y", List.of(new Lora("a", text, unet)), List.of()), all);
	}

	@Test
	void takesOutAllOfThem() {
		assertEquals(
			new ExtraNetworks("a  cat [ in  rain:0.5] < 3 <b>",
				List.of(new Lora("my style v1.2", 0.5, 0.5), new Lora("b", 1, 1)),
				List.of("hypernet:h:1")),
			ExtraNetworks.parse("a <lora:my style v1.2:0.5> cat [<lora:b:1> in <hypernet:h:1> rain:0.5]"
				+ " < 3 <b>"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"<lora:a:b>", "<lora:a:1:2:3>", "<lora:a:dyn=4>", "<lora:a:te=x>",
		"<lora:a:>", "<lora:a:nan>"})
	void refusesWhatIsNoStrength(final String tag) {
		assertTrue(
			assertThrows(Refusal.class, () -> ExtraNetworks.parse(tag)).getMessage().contains(tag));
	}

	@Property(tries = 500, seed = "1")
	void anyTextIsReadOrRefused(@ForAll final String before, @ForAll final String inside,
		@ForAll final String after) {
		try {
			final String left = ExtraNetworks.parse(before + "<lora:" + inside + ">" + after).prompt();
			assertTrue(left.length() <= before.length() + inside.length() + after.length() + 7);
		} catch (final Refusal e) {
			assertTrue(e.getMessage().contains("strength") || e.getMessage().contains("set"));
		}
	}
}
