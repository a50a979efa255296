/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.platform.Fp16Conversions;

import com.sun.management.ThreadMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {

	/** How many damaged files are tried; a long run takes 100000 and more. */
	private static final int TRIES = Integer.getInteger("insaneres.fuzz", 1000);

	@TempDir
	Path folder;

	@Provide
	Arbitrary<List<int[]>> shapes() {
		return Arbitraries.integers().between(0, 5).array(int[].class).ofMaxSize(4).list().ofMaxSize(4);
	}

	@Property(tries = 200, seed = "1")
	void readsWhatWasWritten(@ForAll("shapes") final List<int[]> shapes,
		@ForAll final long seed) throws IOException {
		final Random random = new Random(seed);
		final TensorFile file = new TensorFile().metadata("made by", "ünïts");
		final float[][] values = new float[shapes.size()][];
		for (int i = 0; i < values.length; i++) {
			values[i] = new float[Arrays.stream(shapes.get(i)).reduce(1, (a, b) -> a * b)];
			for (int j = 0; j < values[i].length; j++) values[i][j] = random.nextFloat();
			file.with("tensor " + i, new Tensor(values[i], shapes.get(i)));
		}
		final Path path = Files.createTempFile("good", ".safetensors");
		try {
			final SafeTensors read = SafeTensors.open(file.write(path));
			assertEquals(values.length, read.names().size());
			for (int i = 0; i < values.length; i++) {
				final String name = "tensor " + i;
				assertArrayEquals(values[i], read.read(name));
				assertArrayEquals(Arrays.stream(shapes.get(i)).asLongStream().toArray(),
					read.entry(name).shape());
			}
			assertEquals("ünïts", read.metadata().get("made by"));
			assertThrows(Refusal.class, () -> read.read("nothing"));
		} finally {
			Files.delete(path);
		}
	}

	@Test
	void convertsEveryType() throws IOException {
		final ByteBuffer halves = little(65536 * 2);
		for (int i = 0; i < 65536; i++) halves.putShort((short) i);
		final byte[] all = new byte[256];
		for (int i = 0; i < 256; i++) all[i] = (byte) i;
		final SafeTensors file = SafeTensors.open(new TensorFile()
			.with("f16", "F16", new int[]{65536}, halves.array())
			.with("bf16", "BF16", new int[]{65536}, halves.array())
			.with("f64", "F64", new int[]{2}, little(16).putDouble(0.1).putDouble(-2e300).array())
			.with("i64", "I64", new int[]{1}, little(8).putLong(-5).array())
			.with("i32", "I32", new int[]{1}, little(4).putInt(-7).array())
			.with("u8", "U8", new int[]{256}, all).with("e4m3", "F8_E4M3", new int[]{256}, all)
			.with("e5m2", "F8_E5M2", new int[]{256}, all).write(folder.resolve("types")));
		final float[] f16 = file.read("f16");
		final float[] bf16 = file.read("bf16");
		for (int i = 0; i < 65536; i++) {
			assertEquals(Fp16Conversions.fp16ToFloat((short) i), f16[i]);
			assertEquals(Fp16Conversions.bf16ToFloat((short) i), bf16[i]);
		}
		assertArrayEquals(new float[]{0.1F, Float.NEGATIVE_INFINITY}, file.read("f64"));
		assertEquals(-5, file.read("i64")[0]);
		assertEquals(-7, file.read("i32")[0]);
		assertEquals(255, file.read("u8")[255]);
		final float[] e4m3 = file.read("e4m3");
		assertArrayEquals(new float[]{0, 0x1p-9F, 7 * 0x1p-9F, 0x1p-6F, 1, 448, Float.NaN, -1},
			new float[]{e4m3[0], e4m3[1], e4m3[7], e4m3[8], e4m3[0x38], e4m3[0x7e], e4m3[0x7f],
				e4m3[0xb8]});
		final float[] e5m2 = file.read("e5m2");
		assertArrayEquals(new float[]{1, 57344, Float.POSITIVE_INFINITY, -1.75F},
			new float[]{e5m2[0x3c], e5m2[0x7b], e5m2[0x7c], e5m2[0xbf]});
	}

	private static ByteBuffer little(final int bytes) {
		return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Test
	void namesImpostors() throws IOException {
		assertImpostor("pickle", new byte[]{(byte) 0x80, 4, (byte) 0x95, 31, 0, 0, 0, 0, 0, 0, 0, 1});
		assertImpostor("pickle", "PK\u0003\u0004archive/data.pkl".getBytes(StandardCharsets.US_ASCII));
		assertImpostor("web page", "<!DOCTYPE html><html>".getBytes(StandardCharsets.US_ASCII));
		assertImpostor("LFS",
			"version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII));
		assertImpostor("empty", new byte[0]);
		assertImpostor("too short", new byte[]{1, 2});
	}

	private void assertImpostor(final String word, final byte[] bytes) throws IOException {
		final Path path = Files.write(folder.resolve("impostor.safetensors"), bytes);
		final String message = assertThrows(Refusal.class, () -> SafeTensors.open(path)).getMessage();
		assertTrue(message.contains(word), message);
	}

	/** A header length that begins like a pickle does. */
	@Test
	void readsHeadersOfAnyLength() throws IOException {
		for (int length = 600; length < 680; length++) {
			final String json = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
			final byte[] bytes = (json + " ".repeat(length - json.length()) + "x")
				.getBytes(StandardCharsets.US_ASCII);
			final Path path = Files.write(folder.resolve("long"),
				little(8 + bytes.length).putLong(length).put(bytes).array());
			assertEquals('x', SafeTensors.open(path).read("a")[0]);
		}
	}

	/** Whatever the bytes: all tensors or a refusal, and little memory. */
	@Test
	void survivesAnything() throws IOException {
		final byte[] good = new TensorFile().metadata("a", "b")
			.with("first", new Tensor(new float[6], 2, 3)).with("second", new Tensor(new float[4], 4))
			.with("none", new Tensor(new float[0], 0)).with("one", new Tensor(new float[1])).bytes();
		final Path path = folder.resolve("odd.safetensors");
		final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		SafeTensors.open(Files.write(path, good));
		int refused = 0;
		for (int seed = 0; seed < TRIES; seed++) {
			Files.write(path, damaged(good, new Random(seed)));
			final long before = threads.getCurrentThreadAllocatedBytes();
			try {
				final SafeTensors file = SafeTensors.open(path);
				for (final String name : file.names()) file.read(name);
			} catch (final Refusal e) {
				assertTrue(e.getMessage().contains(path.toString()), "seed " + seed);
				refused++;
			}
			final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
			assertTrue(allocated < 1 << 20, "seed " + seed + ": " + allocated + " bytes");
		}
		assertTrue(refused > TRIES / 4 && refused < TRIES, refused + " of " + TRIES);
	}

	private static byte[] damaged(final byte[] good, final Random random) {
		final String signs = "{}[]\",:-0123456789eE. \\u\0";
		byte[] bytes = good.clone();
		for (int i = random.nextInt(4); i >= 0; i--) {
			final int at = random.nextInt(bytes.length);
			switch (random.nextInt(6)) {
				case 0 -> bytes[at] = (byte) random.nextInt();
				case 1 -> bytes[at] = (byte) signs.charAt(random.nextInt(signs.length()));
				case 2 -> bytes[random.nextInt(Math.min(8, bytes.length))] = (byte) random.nextInt();
				case 3 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20) + 1);
				case 4 -> digit(bytes, at, random);
				default -> {
					final int count = Math.min(random.nextInt(30), bytes.length - at);
					System.arraycopy(bytes, random.nextInt(bytes.length - count + 1), bytes, at, count);
				}
			}
		}
		return bytes;
	}

	/** Another number of the same length: the most believable damage. */
	private static void digit(final byte[] bytes, final int from, final Random random) {
		for (int i = from; i < bytes.length; i++) {
			if (bytes[i] < '0' || bytes[i] > '9') continue;
			bytes[i] = (byte) ('0' + random.nextInt(10));
			return;
		}
	}
}
