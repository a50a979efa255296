/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.command.FakeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacroOptionsTest {

	@Test
	void readsWordsBracketsAndQuotes() {
		assertEquals("strength=0.5 sampler=Euler a slices=true model=a b prompt=a (red:1.2) [door]",
			read("  strength=.5  sampler=[euler a]\tslices=true model='a b' "
				+ "prompt=[a (red:1.2) [door]] "));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = {"", "   ", "\n"})
	void nothingGivesNothing(final String text) {
		assertTrue(MacroOptions.read(text, Key.of(FakeCommand.class)).isEmpty());
	}

	@Test
	void emptyValues() {
		assertEquals("prompt= negative=", read("prompt= negative=[]"));
		assertEquals("prompt=", read("prompt="));
	}

	@Test
	void keysInsideTextsAreText() {
		assertEquals("prompt=a seed=7 tree seed=42", read("prompt=[a seed=7 tree] seed=42"));
		assertEquals("prompt=seed=7", read("prompt=seed=7"));
	}

	@ParameterizedTest
	@CsvSource({"a ] b", "a [ b", "]", "[", "a]", "[a", "a ]] b [[ c", "a] negativ=b"})
	void unbalancedBracketsEndWhereItIsClear(final String prompt) {
		assertEquals("prompt=" + prompt + " negative=x", read("prompt=[" + prompt + "] negative=x"));
		assertEquals("prompt=" + prompt, read("prompt=[" + prompt + "]"));
	}

	@Test
	void apostrophesAreNoQuotes() {
		assertEquals("prompt='tis", read("prompt='tis"));
		assertEquals("prompt='tis negative=it's", read("prompt='tis negative=it's"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"Steps=5 | There is no key Steps; the keys are model, strength, steps,",
		"numsteps=5 | There is no key numsteps; the keys are model,",
		"=5 | There is no key ; the keys are", "steps | steps has no value: write steps=value",
		"slices | slices has no value: write slices=value, where the value is true or false.",
		"steps= | steps= is not possible: steps is a whole number from 1 to 150.",
		"steps =5 | steps has no value", "steps= 5 | steps= is not possible",
		"prompt=a tree | There is no key tree; write key=value, with [ ] around",
		"prompt=[a tree | prompt begins with [ that is never closed",
		"steps=5 steps=5 | steps is given twice; give it once.",
		"prompt=[a b] sed=7 | There is no key sed; the keys are",
		"steps=5,seed=7 | steps=5,seed=7 is not possible: steps is a whole number",
		"image=[x] | There is no key image; the keys are"})
	void refuses(final String text, final String sentence) {
		final Refusal refusal = assertThrows(Refusal.class, () -> read(text));
		assertTrue(refusal.getMessage().startsWith(sentence), refusal.getMessage());
	}

	private static String read(final String text) {
		final Map<Key, Object> values = MacroOptions.read(text, Key.of(FakeCommand.class));
		return values.entrySet().stream().map(e -> e.getKey().name() + "=" + Values.write(e.getValue()))
			.collect(Collectors.joining(" "));
	}
}
