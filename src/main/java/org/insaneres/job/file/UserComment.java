/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tag UserComment of Exif data (JEITA CP-3451): eight bytes that name the encoding, and a text.
 */
final class UserComment {

	private static final int EXIF_DIRECTORY = 0x8769;
	private static final int USER_COMMENT = 0x9286;
	private static final int TIFF = 42;
	private static final int LONG = 4;
	private static final int UNDEFINED = 7;
	private static final int ENTRY = 12;
	private static final int CODE = 8;
	private static final byte[] UNICODE = "UNICODE\0".getBytes(StandardCharsets.US_ASCII);

	private UserComment() {}

	/** @param exif begins with the byte order, as a TIFF file does */
	static Optional<String> read(final byte[] exif) {
		try {
			final ByteBuffer data = ByteBuffer.wrap(exif);
			final short order = data.getShort();
			if (order == 0x4949) data.order(ByteOrder.LITTLE_ENDIAN);
			else if (order != 0x4D4D) throw new Damage("its Exif data has no byte order");
			if (data.getShort() != TIFF) throw new Damage("its Exif data is damaged");
			final int directory = find(data, data.getInt(), EXIF_DIRECTORY);
			if (directory < 0) return Optional.empty();
			final int comment = find(data, data.getInt(directory + 8), USER_COMMENT);
			if (comment < 0) return Optional.empty();
			final int count = data.getInt(comment + 4);
			final int at = count <= 4 ? comment + 8 : data.getInt(comment + 8);
			if (count < 0 || at < 0 || count > exif.length - at) {
				throw new Damage("its Exif data is cut off");
			}
			return decode(Arrays.copyOfRange(exif, at, at + count));
		} catch (final BufferUnderflowException | IndexOutOfBoundsException
			| IllegalArgumentException e) {
			throw new Damage("its Exif data is cut off");
		}
	}

	/** The place of the entry of a tag, or -1. */
	private static int find(final ByteBuffer data, final int directory, final int tag) {
		final int entries = data.getShort(directory) & 0xFFFF;
		for (int i = 0; i < entries; i++) {
			final int entry = directory + 2 + ENTRY * i;
			if ((data.getShort(entry) & 0xFFFF) == tag) return entry;
		}
		return -1;
	}

	private static Optional<String> decode(final byte[] value) {
		if (value.length <= CODE) return Optional.empty();
		final byte[] text = Arrays.copyOfRange(value, CODE, value.length);
		final boolean wide = Arrays.equals(Arrays.copyOf(value, CODE), UNICODE);
		final String decoded = wide
			? new String(text, utf16(text))
			: Utf8.decode(text).orElseGet(() -> new String(text, StandardCharsets.ISO_8859_1));
		final int from = decoded.startsWith("\uFEFF") ? 1 : 0;
		int to = decoded.length();
		while (to > from && decoded.charAt(to - 1) == 0) to--;
		final String content = decoded.substring(from, to);
		return content.isBlank() ? Optional.empty() : Optional.of(content);
	}

	/**
	 * The byte order of the text, which nothing says: that with more characters below 256, as keys of
	 * settings are; A1111's if in doubt.
	 */
	private static Charset utf16(final byte[] text) {
		int big = 0;
		int little = 0;
		for (int i = 0; i + 1 < text.length; i += 2) {
			if (text[i] == 0) big++;
			if (text[i + 1] == 0) little++;
		}
		return little > big ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
	}

	/** Exif data with nothing but a text, in A1111's encoding, big-endian UTF-16. */
	static byte[] write(final String text) {
		final byte[] characters = text.getBytes(StandardCharsets.UTF_16BE);
		final int first = 8;
		final int second = first + 2 + ENTRY + 4;
		final int value = second + 2 + ENTRY + 4;
		final int count = CODE + characters.length;
		return ByteBuffer.allocate(value + count) //
			.put((byte) 'M').put((byte) 'M').putShort((short) TIFF).putInt(first) //
			.putShort((short) 1).putShort((short) EXIF_DIRECTORY).putShort((short) LONG).putInt(1)
			.putInt(second).putInt(0) //
			.putShort((short) 1).putShort((short) USER_COMMENT).putShort((short) UNDEFINED)
			.putInt(count).putInt(value).putInt(0) //
			.put(UNICODE).put(characters).array();
	}
}
