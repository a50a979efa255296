/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changed inputs, the same for the same seed. */
final class Mutations {

	/** Numbers that lengths and sizes are when they are lies. */
	private static final int[] EXTREMES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30,
		0xffff, 0x7fff, 0x80};

	private final List<byte[]> seeds;
	private final Random random;

	Mutations(final List<byte[]> seeds, final long seed) {
		this.seeds = seeds;
		random = new Random(seed);
	}

	byte[] next() {
		byte[] bytes = any().clone();
		for (int n = random.nextInt(4); n >= 0; n--) bytes = change(bytes);
		return bytes;
	}

	/** A piece of an input so many times that the whole has about this size. */
	byte[] repeated(final int size) {
		final byte[] from = any();
		final byte[] piece = piece(from, 1 + random.nextInt(12));
		final int at = random.nextInt(from.length + 1);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(from, 0, at);
		while (out.size() < size) out.writeBytes(piece);
		if (random.nextBoolean()) out.write(from, at, from.length - at);
		return out.toByteArray();
	}

	private byte[] any() {
		return seeds.get(random.nextInt(seeds.size()));
	}

	private byte[] piece(final byte[] from, final int length) {
		if (from.length == 0) return new byte[]{(byte) random.nextInt()};
		final int start = random.nextInt(from.length);
		return Arrays.copyOfRange(from, start, Math.min(from.length, start + length));
	}

	private byte[] change(final byte[] bytes) {
		final int at = random.nextInt(bytes.length + 1);
		return switch (random.nextInt(7)) {
			case 0 -> Arrays.copyOf(bytes, at);
			case 1 -> replaced(bytes, at, 0, new byte[]{(byte) random.nextInt()});
			case 2 -> replaced(bytes, at, 1 + random.nextInt(8), new byte[0]);
			case 3 -> replaced(bytes, at, 4, number());
			case 4 -> replaced(bytes, at, random.nextInt(8), piece(any(), 1 + random.nextInt(30)));
			case 5 -> replaced(bytes, at, 0, piece(bytes, 1 + random.nextInt(60)));
			default -> replaced(bytes, at, 1, new byte[]{(byte) random.nextInt()});
		};
	}

	private byte[] number() {
		final int value = EXTREMES[random.nextInt(EXTREMES.length)];
		final boolean little = random.nextBoolean();
		final byte[] bytes = new byte[4];
		for (int i = 0; i < 4; i++) bytes[i] = (byte) (value >>> 8 * (little ? i : 3 - i));
		return bytes;
	}

	private static byte[] replaced(final byte[] bytes, final int at, final int length,
		final byte[] with) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(bytes, 0, at);
		out.writeBytes(with);
		final int rest = Math.min(bytes.length, at + length);
		out.write(bytes, rest, bytes.length - rest);
		return out.toByteArray();
	}
}
