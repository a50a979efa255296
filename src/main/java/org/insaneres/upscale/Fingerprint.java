/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.insaneres.onnx.Tensor;

/**
 * A name for anything that two runs must have in common, made by SHA-256:
 *
 * <pre>
 * String name = new Fingerprint().add("strength").add(0.3).add(pixels).hex();
 * </pre>
 */
public final class Fingerprint {

	private static final int PORTION = 1 << 14;

	private final MessageDigest digest;
	private final ByteBuffer buffer = ByteBuffer.allocate(4 * PORTION)
		.order(ByteOrder.LITTLE_ENDIAN);

	/** Of nothing yet. */
	public Fingerprint() {
		try {
			digest = MessageDigest.getInstance("SHA-256");
		} catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256", e);
		}
	}

	/** Adds a text. */
	public Fingerprint add(final String text) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		add((long) bytes.length);
		digest.update(bytes);
		return this;
	}

	/** Adds a whole number. */
	public Fingerprint add(final long number) {
		buffer.clear().putLong(number).flip();
		digest.update(buffer);
		return this;
	}

	/** Adds a number, bit for bit. */
	public Fingerprint add(final double number) {
		return add(Double.doubleToRawLongBits(number));
	}

	/** Adds values, bit for bit. */
	public Fingerprint add(final float[] values) {
		add((long) values.length);
		for (int i = 0; i < values.length; i += PORTION) {
			final int count = Math.min(PORTION, values.length - i);
			buffer.clear().limit(4 * count);
			buffer.asFloatBuffer().put(values, i, count);
			digest.update(buffer);
		}
		return this;
	}

	/** Adds values and their shape. */
	public Fingerprint add(final Tensor tensor) {
		add((long) tensor.shape().length);
		for (final int side : tensor.shape()) {
			add((long) side);
		}
		return add(tensor.data());
	}

	/** Adds bytes as they are. */
	public Fingerprint add(final ByteBuffer bytes) {
		digest.update(bytes);
		return this;
	}

	/** 32 hexadecimal digits, half of what SHA-256 gives; nothing can be added any more. */
	public String hex() {
		return HexFormat.of().formatHex(digest.digest(), 0, 16);
	}
}
