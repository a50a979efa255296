/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What the goldens do not show: other paddings, lengths and ComfyUI's chunks. */
class ChunkerTest {

	private static final int BEGIN = 49406;
	private static final int END = 49407;
	private static final int CAT = 2368;
	private static final int COMMA = 267;

	@Test
	void fillsWithAnotherId() {
		final Chunk chunk = Chunker.of(Goldens.CLIP, 6, 0).chunks("cat").get(0);
		assertArrayEquals(new int[]{BEGIN, CAT, END, 0, 0, 0}, chunk.ids());
		assertFalse(chunk.weighted());
	}

	@Test
	void anEndMarkInTheTextBeginsTheFilling() {
		final Chunk chunk = Chunker.of(Goldens.CLIP, 6, 0).chunks("cat <|endoftext|> cat").get(0);
		assertArrayEquals(new int[]{BEGIN, CAT, END, 0, 0, 0}, chunk.ids());
	}

	@Test
	void shortEncodersGetShortChunks() {
		final Chunker chunker = Chunker.of(Goldens.CLIP, 5, -1);
		assertArrayEquals(new int[][]{{BEGIN, CAT, COMMA, END, END}, {BEGIN, CAT, CAT, CAT, END}},
			ids(chunker.chunks("cat, cat cat cat")));
		assertArrayEquals(new int[][]{{BEGIN, CAT, COMMA, CAT, END}, {BEGIN, CAT, CAT, END, END}},
			ids(chunker.withBacktrack(0).chunks("cat, cat cat cat")));
		assertThrows(IllegalArgumentException.class, () -> Chunker.of(Goldens.CLIP, 2, -1));
	}

	@Test
	void comfyKeepsShortRunsWhole() {
		final Chunker chunker = Chunker.of(Goldens.CLIP, 12, -1).with(Emphasis.COMFYUI);
		final List<Chunk> chunks = chunker.chunks("cat ".repeat(8) + "(cat cat cat:1.5)");
		assertEquals(2, chunks.size());
		assertEquals(3, count(chunks.get(1), CAT));
		assertArrayEquals(new float[]{1, 1.5f, 1.5f, 1.5f, 1, 1, 1, 1, 1, 1, 1, 1},
			chunks.get(1).weights());
	}

	@Test
	void comfyCutsLongRunsAnywhere() {
		final Chunker chunker = Chunker.of(Goldens.CLIP, 12, -1).with(Emphasis.COMFYUI);
		final List<Chunk> chunks = chunker.chunks("cat ".repeat(6) + ", " + "cat ".repeat(8));
		assertEquals(9, count(chunks.get(0), CAT));
		assertEquals(5, count(chunks.get(1), CAT));
	}

	@Test
	void comfyKnowsNoBreak() {
		final Chunker chunker = Chunker.of(Goldens.CLIP, 12, -1).with(Emphasis.COMFYUI);
		assertEquals(1, chunker.chunks("cat (BREAK:-1) cat").size());
	}

	private static int[][] ids(final List<Chunk> chunks) {
		return chunks.stream().map(Chunk::ids).toArray(int[][]::new);
	}

	private static long count(final Chunk chunk, final int id) {
		return Arrays.stream(chunk.ids()).filter(i -> i == id).count();
	}
}
