/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.picture.tiff.Chain;
import org.insaneres.picture.tiff.TiffSeeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that once took too long or too much memory, or were quoted at length. */
class FoundCasesTest {

	private static final int LARGE = 64_000;
	private static final int HUGE = 3 << 20;

	@TempDir
	Path folder;

	static Stream<Arguments> texts() {
		return Stream.of(
			// Patterns that went back and forth over the same signs
			Arguments.of(Foreign.AXES, "guidance 1-3 (+0.5), " + "3".repeat(LARGE)),
			Arguments.of(Foreign.AXES, "a" + " ".repeat(LARGE)),
			Arguments.of(Foreign.CONFIGURATION, "\n".repeat(1 << 20)),
			Arguments.of(Foreign.PROMPT, "<a:".repeat(LARGE / 3)),
			// Every bracket had the rest copied
			Arguments.of(Foreign.MACRO_OPTIONS, "prompt=[" + "] x".repeat(LARGE)),
			// Quoted with signs that end a line, or in full
			Arguments.of(Foreign.MACRO_OPTIONS, "ss\u0001\u0085\u2028rength"),
			Arguments.of(Foreign.REGIONS, "sd.strength: \u0085e\n"),
			Arguments.of(Foreign.REGIONS, "sd.strength: " + "1".repeat(LARGE) + "x\n"),
			// UTF-32 with signs that are none
			Arguments.of(Foreign.HTTP_ANSWER, "\0\0\0{{!\0\0"),
			// As objects much larger than as text
			Arguments.of(Foreign.VOCABULARY, "{\"a\":1" + ",\"b\":2".repeat(HUGE / 6) + "}"),
			Arguments.of(Foreign.HTTP_ANSWER,
				"{\"siblings\":[{}" + ",{}".repeat(HUGE / 6) + "]}"));
	}

	@ParameterizedTest(name = "{0} {index}")
	@MethodSource("texts")
	void doNoHarmAnyMore(final Foreign kind, final String text) throws IOException {
		Trial.prepare(kind, folder);
		Trial.of(kind, text.getBytes(StandardCharsets.UTF_8), folder);
	}

	/** ImageJ's decoder takes memory for any length it is told. */
	@Test
	void selectionsThatAreLongerThanTheirFile() throws IOException {
		for (final byte[] seed : Seeds.selections()) {
			for (int at = 0; at + 4 <= seed.length; at++) {
				for (final int lie : new int[]{Integer.MAX_VALUE, 1 << 30, Integer.MIN_VALUE + 9}) {
					final byte[] bytes = seed.clone();
					ByteBuffer.wrap(bytes).putInt(at, lie);
					Trial.of(Foreign.SELECTION, bytes, folder);
				}
			}
		}
	}

	/** A rectangle with counters, as points have them. */
	@Test
	void aSelectionOfManyCounters() throws IOException {
		final ByteBuffer roi = ByteBuffer.wrap(Seeds.selections().get(0));
		roi.putInt(18, 0x61000000).putInt(60, 64).putInt(64 + 48, 0x81);
		Trial.of(Foreign.SELECTION, roi.array(), folder);
	}

	/** Ports of two bytes each in the file. */
	@Test
	void graphsOfNothingButPorts() throws IOException {
		final ByteBuffer ports = ByteBuffer.allocate(2 * HUGE);
		while (ports.hasRemaining()) ports.put((byte) (11 << 3 | 2)).put((byte) 0);
		final ByteBuffer graph = ByteBuffer.allocate(2 * HUGE + 10).put((byte) (7 << 3 | 2));
		for (int length = 2 * HUGE; length > 0; length >>>= 7) {
			graph.put((byte) (length & 0x7f | (length > 0x7f ? 0x80 : 0)));
		}
		graph.put(ports.array());
		Trial.of(Foreign.ONNX, Arrays.copyOf(graph.array(), graph.position()), folder);
	}

	/** ImageJ's decoder follows directories that lie behind the end, or in a circle, without end. */
	@Test
	void tiffsWhoseDirectoriesNeverEnd() throws IOException {
		for (final byte[] seed : TiffSeeds.all()) {
			if (!classic(seed)) continue;
			final ByteBuffer tiff = ordered(seed.clone());
			final int first = tiff.getInt(4);
			final int next = first + 2 + 12 * tiff.getShort(first);
			for (final int lie : new int[]{first, seed.length + 9, -1, seed.length - 1, 1}) {
				Trial.of(Foreign.TIFF, tiff.putInt(next, lie).array(), folder);
			}
		}
	}

	/** ... and reads as many places of strips as it is told. */
	@Test
	void tiffsOfMoreStripsThanTheyHaveRoomFor() throws IOException {
		for (final byte[] seed : TiffSeeds.all()) {
			if (!classic(seed)) continue;
			final ByteBuffer tiff = ordered(seed.clone());
			final int first = tiff.getInt(4);
			for (int field = 0; field < tiff.getShort(first); field++) {
				for (final int lie : new int[]{8_000_000, -1}) {
					final ByteBuffer other = ByteBuffer.wrap(tiff.array().clone()).order(tiff.order());
					Trial.of(Foreign.TIFF, other.putInt(first + 2 + 12 * field + 4, lie).array(), folder);
				}
			}
		}
	}

	/** Each the longest that there can be, and each a field behind the one before. */
	@Test
	void tiffsWhoseDirectoriesOverlap() throws IOException {
		final int field = 12;
		final int length = 2 + field * 0xffff;
		final ByteBuffer tiff = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
		tiff.putShort(0, (short) 0x4949).putShort(2, (short) 42).putInt(4, 8);
		for (int at = 8; at + length + 4 <= tiff.capacity(); at += field) {
			tiff.putShort(at, (short) 0xffff).putInt(at + length, at + field);
		}
		for (int at = 8; at + 2 <= tiff.capacity(); at += field) tiff.putShort(at, (short) 0xffff);
		assertFalse(Chain.ends(Files.write(folder.resolve("a.tif"), tiff.array())));
	}

	/** Java's reader takes memory for a field of any kind, and for every field. */
	@Test
	void tiffsOfFieldsThatNobodyKnows() throws IOException {
		for (final byte[] seed : TiffSeeds.all()) {
			if (!classic(seed)) continue;
			final ByteBuffer tiff = ordered(seed.clone());
			final int field = tiff.getInt(4) + 2 + 12 * 8;
			tiff.putShort(field, (short) 0x8686).putShort(field + 2, (short) 0x8686);
			Trial.of(Foreign.TIFF, tiff.putInt(field + 4, 0x86868686).array(), folder);
		}
		final ByteBuffer many = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
		many.putShort(0, (short) 0x4949).putShort(2, (short) 42).putInt(4, 8).putShort(8, (short) -1);
		Trial.of(Foreign.TIFF, many.array(), folder);
	}

	/** Java's reader takes the memory of a strip for each of its channels, and each time. */
	@Test
	void tiffsOfManyChannelsThatAreNotThere() throws IOException {
		for (final byte[] seed : TiffSeeds.all()) {
			if (!classic(seed)) continue;
			final byte[] tiff = with(with(seed, 256, 12037), 277, 11);
			assertFalse(Chain.ends(Files.write(folder.resolve("a.tif"), tiff)));
			Trial.of(Foreign.TIFF, tiff, folder);
		}
	}

	/** ... and for rows that the picture has not. */
	@Test
	void tiffsOfStripsHigherThanThePicture() throws IOException {
		for (final byte[] seed : TiffSeeds.all()) {
			if (!classic(seed)) continue;
			for (final int rows : new int[]{41154, 1 << 20, Integer.MAX_VALUE}) {
				Trial.of(Foreign.TIFF, with(seed, 278, rows), folder);
			}
		}
	}

	private static boolean classic(final byte[] tiff) {
		return ordered(tiff).getShort(2) == 42;
	}

	private static ByteBuffer ordered(final byte[] tiff) {
		return ByteBuffer.wrap(tiff)
			.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
	}

	/** The TIFF with another value of a field of the first directory. */
	private static byte[] with(final byte[] tiff, final int tag, final int value) {
		final ByteBuffer bytes = ordered(tiff.clone());
		final int first = bytes.getInt(4);
		for (int at = first + 2; at < first + 2 + 12 * bytes.getShort(first); at += 12) {
			if (bytes.getShort(at) == tag) bytes.putShort(at + 2, (short) 4).putInt(at + 8, value);
		}
		return bytes.array();
	}

	@Test
	void whatARefusalQuotesStaysOnALine() {
		final String sentence = new Refusal("a\nb" + "x".repeat(LARGE) + "y.").getMessage();
		assertTrue(sentence.startsWith("a bxx") && sentence.endsWith("xy.") && sentence.length() < 1010,
			sentence);
	}
}
