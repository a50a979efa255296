/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads vocabularies in all their shapes. */
class TokenizerTest {

	private static final String VOCABULARY = """
		{"a": 0, "b": 1, "a</w>": 2, "b</w>": 3, "ab</w>": 4, "ab": 5, "aab</w>": 6, ",</w>": 7,
		 "<|startoftext|>": 8, "<|endoftext|>": 9}""";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = {"#version: 0.2\na b</w>\na ab</w>\n", "a b</w>\na ab</w>",
		"#version: 0.2\r\na b</w>\r\na ab</w>\r\n", "\uFEFF#version: 0.2\r\na b</w>\r\n\r\na ab</w>",
		"\uFEFFa b</w>\na ab</w>\n"})
	void readsAnyMerges(final String merges) throws IOException {
		final Tokenizer tokenizer = read(VOCABULARY, merges);
		assertArrayEquals(new int[]{6, 4, 0, 2, 7}, tokenizer.encode("AAB ab aa ,"));
		assertEquals(8, tokenizer.begin());
		assertEquals(9, tokenizer.end());
		assertEquals(7, tokenizer.comma());
	}

	@Test
	void unknownSymbolsAreTheEndMark() throws IOException {
		assertArrayEquals(new int[]{9, 3}, read(VOCABULARY, "").encode("zb"));
	}

	@Test
	void noCommaIsNoId() throws IOException {
		assertEquals(-1, read("{\"<|startoftext|>\": 0, \"<|endoftext|>\": 1}", "").comma());
	}

	@Test
	void earliestPairFirst() throws IOException {
		final String ids = "{\"a\":0,\"b\":1,\"c</w>\":2,\"bc</w>\":3,\"ab\":4,"
			+ "\"<|startoftext|>\":5,\"<|endoftext|>\":6}";
		assertArrayEquals(new int[]{0, 3}, read(ids, "b c</w>\na b\n").encode("abc"));
		assertArrayEquals(new int[]{4, 2}, read(ids, "a b\nb c</w>\n").encode("abc"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "null", "[]", "{}", "{\"a\": \"x\"}", "{\"<|endoftext|>\": 1}",
		"{\"<|startoftext|>\": null, \"<|endoftext|>\": 1}", "\u0000\u0001"})
	void refusesDamagedVocabularies(final String vocabulary) {
		final Refusal refusal = assertThrows(Refusal.class, () -> read(vocabulary, "a b\n"));
		assertTrue(refusal.getMessage().endsWith("."), refusal::getMessage);
	}

	@Test
	void refusesWhatIsMissing() throws IOException {
		assertThrows(Refusal.class, () -> Tokenizer.read(folder));
		assertThrows(Refusal.class, () -> Tokenizer.read(folder.resolve("nothing")));
		Files.writeString(folder.resolve("merges.txt.gz"), "no gzip");
		assertThrows(Refusal.class, () -> Tokenizer.read(folder.resolve("merges.txt.gz")));
	}

	private Tokenizer read(final String vocabulary, final String merges) throws IOException {
		Files.writeString(folder.resolve("vocab.json"), vocabulary);
		Files.writeString(folder.resolve("merges.txt"), merges);
		return Tokenizer.read(folder);
	}
}
