/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three rules side by side. */
class EmphasisTest {

	private static final float[] HIDDEN = {1, 2, 3, 4, 5, 6};
	private static final float[] EMPTY = {0, 1, 0, 1, 0, 1};
	private static final float[] WEIGHTS = {1, 2, 0};

	@Test
	void weightsKeepTheMean() {
		final float[] out = Emphasis.A1111.apply(HIDDEN, WEIGHTS, null);
		final float factor = 21f / 17;
		assertArrayEquals(
			new float[]{factor, 2 * factor, 6 * factor, 8 * factor, 0, 0}, out, 1e-5f);
	}

	@Test
	void aMeanOfZeroIsNotRestored() {
		assertArrayEquals(new float[]{0, 0}, Emphasis.A1111.apply(new float[]{1, 2}, new float[2],
			null));
	}

	@Test
	void weightsMultiply() {
		assertArrayEquals(new float[]{1, 2, 6, 8, 0, 0},
			Emphasis.NO_NORM.apply(HIDDEN, WEIGHTS, null));
	}

	@Test
	void weightsLeadAwayFromNothing() {
		assertArrayEquals(new float[]{1, 2, 6, 7, 0, 1},
			Emphasis.COMFYUI.apply(HIDDEN, WEIGHTS, EMPTY));
		assertTrue(Emphasis.COMFYUI.needsEmpty());
	}

	@Test
	void sizesMustFit() {
		assertThrows(IllegalArgumentException.class,
			() -> Emphasis.NO_NORM.apply(HIDDEN, new float[4], null));
		assertThrows(IllegalArgumentException.class,
			() -> Emphasis.COMFYUI.apply(HIDDEN, WEIGHTS, new float[2]));
	}

	@ParameterizedTest
	@CsvSource({"A1111, A1111", "no norm, NO_NORM", "' ComfyUI', COMFYUI"})
	void labels(final String label, final Emphasis emphasis) {
		assertSame(emphasis, Emphasis.of(label));
	}

	@Test
	void anUnknownLabelIsRefusedWithTheList() {
		final Refusal refusal = assertThrows(Refusal.class, () -> Emphasis.of("loud"));
		assertTrue(refusal.getMessage().contains("A1111, No norm, ComfyUI"), refusal::getMessage);
	}

	@Test
	void aBadNumberLeavesItsBracketAlone() {
		assertEquals(List.of(new Run("(a:1.2.3) ", 1), new Run("b", 1.3)),
			Emphasis.A1111.read("(a:1.2.3) (b:1.3)"));
	}

	/** Cases of ComfyUI's documentation among them. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {"foo; foo=1.0", "((foo)); foo=1.2100000000000002",
		"((foo):1.1); foo=1.2100000000000002", "((foo:1.1)); foo=1.1", "((foo:1.0):0.0); foo=1.0",
		"foo ((((lol (cat:666) attack:100)))) baz; foo =1.0|lol =100.0|cat=666.0| attack=100.0| baz=1.0",
		"[a] BREAK b; [a] BREAK b=1.0", "\\(a\\); (a)=1.0", "(a; (a=1.0", "a) (b:1.2); a) (b:1.2)=1.0",
		"((a); (a=1.1", "(a:nan); a:nan=1.1", "(:2); :2=1.1", "(a: 1.5 ); a=1.5",
		"\\{a\\|b\\}; {a|b}=1.0"})
	void comfy(final String text, final String expected) {
		final StringBuilder out = new StringBuilder();
		for (final Run run : Emphasis.COMFYUI.read(text)) {
			out.append(out.length() == 0 ? "" : "|").append(run.text()).append('=').append(run.weight());
		}
		assertEquals(expected, out.toString());
	}
}
