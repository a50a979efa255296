/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Kinds of pixels in a TIFF, and how numbers from 0 to 1 become them. */
public enum Samples {
	/** One byte, 255 is white. */
	GREY8(1, 8),
	/** Two bytes, 65535 is white. */
	GREY16(1, 16),
	/** A 32-bit float, 1 is white. */
	GREY32(1, 32),
	/** Three bytes. */
	RGB8(3, 8),
	/** Three times two bytes. */
	RGB16(3, 16);

	private final int channels;
	private final int bits;

	Samples(final int channels, final int bits) {
		this.channels = channels;
		this.bits = bits;
	}

	/** 1 or 3. */
	public int channels() {
		return channels;
	}

	/** Of a channel. */
	public int bits() {
		return bits;
	}

	/** Of a pixel. */
	public int bytes() {
		return channels * bits / 8;
	}

	/**
	 * @param block 3 planes, of which greys take the first
	 * @return pixel by pixel, lowest byte first; whole numbers rounded and clipped
	 */
	public byte[] pack(final float[] block) {
		final int count = block.length / 3;
		final ByteBuffer bytes = ByteBuffer.allocate(count * bytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < count; i++) {
			for (int c = 0; c < channels; c++) {
				put(bytes, block[c * count + i]);
			}
		}
		return bytes.array();
	}

	private void put(final ByteBuffer bytes, final float value) {
		switch (bits) {
			case 8 -> bytes.put((byte) Math.round(Math.min(Math.max(value, 0), 1) * 255));
			case 16 -> bytes.putShort((short) Math.round(Math.min(Math.max(value, 0), 1) * 65535));
			default -> bytes.putFloat(value);
		}
	}

	/**
	 * @param bytes pixel by pixel, in their own order
	 * @param count of pixels
	 * @param block gets them as 3 planes, greys three times
	 * @param at place of the first pixel in a plane
	 */
	void unpack(final ByteBuffer bytes, final int count, final float[] block, final int at) {
		final int plane = block.length / 3;
		for (int i = 0; i < count; i++) {
			for (int c = 0; c < 3; c++) {
				block[c * plane + at + i] = c < channels ? get(bytes) : block[at + i];
			}
		}
	}

	private float get(final ByteBuffer bytes) {
		return switch (bits) {
			case 8 -> (bytes.get() & 0xff) / 255f;
			case 16 -> (bytes.getShort() & 0xffff) / 65535f;
			default -> bytes.getFloat();
		};
	}

	/** The kind with so many channels and bits, or null. */
	static Samples of(final int channels, final int bits) {
		for (final Samples samples : values()) {
			if (samples.channels == channels && samples.bits == bits) return samples;
		}
		return null;
	}
}
