/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.Macro;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.insaneres.Refusal;
import org.insaneres.command.FakeCommand;

class MacroOptionsPropertyTest {

	private static final List<Key> KEYS = Key.of(FakeCommand.class);

	@Property
	void anyTextWithBalancedBracketsSurvives(@ForAll("balanced") final String prompt,
		@ForAll("balanced") final String negative) {
		final String text = "seed=42 prompt=[" + prompt + "] negative=[" + negative + "]";
		assertEquals(Map.of("seed", 42L, "prompt", prompt, "negative", negative), read(text));
	}

	@Property
	void whatImageJReadsIsReadAlike(@ForAll("words") final List<String> words) {
		final String text = String.join(" ", words);
		final Map<String, Object> read = read(text);
		read.forEach((key, value) -> assertEquals(value.toString(),
			Values.read(key(key), Macro.getValue(text, key, null)).toString()));
	}

	@Property
	void anythingIsReadOrRefusedWithASentence(@ForAll final String text) {
		try {
			read(text);
		} catch (final Refusal refusal) {
			assertEquals('.', refusal.getMessage().charAt(refusal.getMessage().length() - 1));
		}
	}

	/** Texts with keys, spaces, quotes and brackets, balanced by construction. */
	@Provide
	Arbitrary<String> balanced() {
		final Arbitrary<String> leaf = Arbitraries.oneOf(
			Arbitraries.of("seed=7", "prompt=", " negative=x", " steps=abc ", "'", "\"", "\\", " ", "=",
				"(red:1.2)", "\n", "grüße", "猫", "a|b", ","),
			Arbitraries.strings().excludeChars('[', ']').ofMaxLength(5));
		return tree(leaf, 3);
	}

	private static Arbitrary<String> tree(final Arbitrary<String> leaf, final int depth) {
		if (depth == 0) return leaf;
		final Arbitrary<String> inner = tree(leaf, depth - 1);
		final Arbitrary<String> part = Arbitraries.oneOf(leaf, inner.map(text -> "[" + text + "]"));
		return part.list().ofMaxSize(4).map(parts -> String.join("", parts));
	}

	/** Options without the traps that ImageJ falls into. */
	@Provide
	Arbitrary<List<String>> words() {
		return Arbitraries.shuffle("strength=.5", "steps=7", "sampler=[Euler a]", "slices=true",
			"seed=-1", "model='my model'", "prompt=[a [b] (c:1.2)]", "negative=", "lock=1e-1");
	}

	private static Map<String, Object> read(final String text) {
		return MacroOptions.read(text, KEYS).entrySet().stream()
			.collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
	}

	private static Key key(final String name) {
		return KEYS.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
	}
}
