/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text at all is a prompt. */
class PromptPropertyTest {

	private static final int LENGTH = 77;

	@Provide
	Arbitrary<String> prompts() {
		final Arbitrary<String> grammar = Arbitraries.of("(", ")", "[", "]", ":", "|", "{", "}", "\\",
			",", " ", "\n", "BREAK", " AND ", ":1.3)", ":0.5]", ":99999999999999999999)", ":-3)", ":0)",
			"cat", "é", "１", "\uD83D\uDE00", "\uD83D", "<|endoftext|>", "'s");
		return Arbitraries.oneOf(grammar, Arbitraries.strings().ofMaxLength(6)).list().ofMaxSize(60)
			.map(pieces -> String.join("", pieces));
	}

	@Property(tries = 500, seed = "42")
	void anyTextBecomesChunks(@ForAll("prompts") final String text, @ForAll final Emphasis emphasis,
		@ForAll @IntRange(min = -1, max = 0) final int padding, @ForAll final long seed) {
		check(text, seed, Chunker.of(Goldens.CLIP, LENGTH, padding).with(emphasis));
	}

	@Property(tries = 300, seed = "42")
	void emphasisLosesNoPlainText(@ForAll("prompts") final String text) {
		final String plain = text.replaceAll("[^a-z]", "").replace("s", "");
		for (final Emphasis emphasis : Emphasis.values()) {
			final StringBuilder all = new StringBuilder();
			emphasis.read(text).forEach(run -> all.append(run.text()));
			assertEquals(plain, all.toString().replaceAll("[^a-z]", "").replace("s", ""));
		}
	}

	@Property(tries = 300, seed = "42")
	void theLastStretchEndsTheRun(@ForAll("prompts") final String text,
		@ForAll @IntRange(min = 1, max = 60) final int steps) {
		int last = 0;
		for (final Schedule.Stretch stretch : Schedule.parse(text, Clock.of(steps)).stretches()) {
			assertTrue(stretch.until() > last);
			last = stretch.until();
		}
		assertEquals(steps, last);
	}

	@ParameterizedTest
	@ValueSource(strings = {"(", "[", ")", "(a", "[a", "(a:", "[a:", "[a|", "{a|", "((a)", "a:1", ":",
		"1", ": ", "\\", " BREAK", "BREAK", "AND ", " ", "a", "é", "中", "a,", "(a:1.2.3)", "[a:b:0.5]",
		"[a|b]", "{a|b}", "e\u0301", "\uD83D\uDE00"})
	void longTextsTakeLittleTime(final String piece) {
		final String text = piece.repeat(50_000 / piece.length());
		final List<String> texts = List.of(text, text + "x", text + close(text));
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (final String each : texts) {
				for (final Emphasis emphasis : Emphasis.values()) {
					check(each, 1, Chunker.of(Goldens.CLIP, LENGTH, 0).with(emphasis));
				}
			}
		});
	}

	/** What would close each opening bracket. */
	private static String close(final String text) {
		final StringBuilder out = new StringBuilder();
		for (int i = text.length() - 1; i >= 0; i--) {
			switch (text.charAt(i)) {
				case '(' -> out.append(')');
				case '[' -> out.append(":0.5]");
				case '{' -> out.append('}');
				default -> {
				}
			}
		}
		return out.toString();
	}

	private static void check(final String text, final long seed, final Chunker chunker) {
		for (final Prompt.Part part : Prompt.parse(Wildcards.choose(text, seed)).parts()) {
			assertTrue(Double.isFinite(part.weight()));
			for (final Schedule.Stretch stretch : part.schedule(Clock.of(4)).stretches()) {
				final List<Chunk> chunks = chunker.chunks(stretch.text());
				assertTrue(chunks.size() > 0);
				chunks.forEach(PromptPropertyTest::check);
			}
		}
	}

	private static void check(final Chunk chunk) {
		assertEquals(LENGTH, chunk.ids().length);
		assertEquals(LENGTH, chunk.weights().length);
		assertEquals(Goldens.CLIP.begin(), chunk.ids()[0]);
		for (int i = 0; i < LENGTH; i++) {
			assertTrue(chunk.ids()[i] >= 0 && chunk.ids()[i] <= Goldens.CLIP.end());
			assertTrue(Float.isFinite(chunk.weights()[i]));
		}
	}
}
