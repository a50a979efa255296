/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.plugin.frame.Recorder;

import java.util.List;

import org.insaneres.command.FakeCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

	private static final List<Key> KEYS = Key.of(FakeCommand.class);

	private final FakeCommand command = new FakeCommand();

	@AfterEach
	void forget() {
		Recorder.resetCommandOptions();
	}

	@Test
	void everyShownKeyIsRecorded() {
		assertEquals("model= strength=0.3 steps=20 guidance=1 sampler=[DPM++ 2M] schedule=Automatic "
			+ "seed=-1 output=[New image] vae=Automatic precision=Full size=0 lock=1 slices=false deed=Invert prompt= negative=",
			recorded());
	}

	@Test
	void hiddenKeysAreRecordedWhereTheyAreNotTheDefault() {
		MacroOptions.read("clipskip=2 strength=0 slices=true", KEYS)
			.forEach((key, value) -> key.set(command, value));
		assertEquals("model= strength=0 steps=20 guidance=1 sampler=[DPM++ 2M] schedule=Automatic "
			+ "seed=-1 output=[New image] clipskip=2 vae=Automatic precision=Full size=0 lock=1 slices=true deed=Invert "
			+ "prompt= negative=", recorded());
	}

	@ParameterizedTest
	@ValueSource(
		strings = {"", "dog", "a dog", "[dog]", "[a dog]", "a [big] dog", "a ] b", "a [ b", "'tis",
			"'quoted'", "'two words'", "seed=7", "a seed=7 steps=9", "\"x\"", "back\\slash", "a\\[b",
			"grüße 猫",
			"tab\tbed", "[", "]", "a]", "[a", "(red:1.2)"})
	void whatIsRecordedIsReadAgain(final String text) {
		key("negative").set(command, text);
		final String line = unescape(recorded());
		final FakeCommand again = new FakeCommand();
		MacroOptions.read(line, KEYS).forEach((key, value) -> key.set(again, value));
		for (final Key key : KEYS) assertEquals(key.get(command), key.get(again), line);
	}

	private String recorded() {
		Recording.options(command, KEYS);
		return Recorder.getCommandOptions();
	}

	/** What a macro's string literal stands for. */
	private static String unescape(final String literal) {
		return literal.translateEscapes();
	}

	private static Key key(final String name) {
		return KEYS.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
	}
}
