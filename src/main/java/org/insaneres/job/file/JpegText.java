/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Settings in JPEG files: the user comment of Exif, where A1111 has them, or a comment segment that
 * begins with the word parameters, as stable-diffusion.cpp writes it.
 */
final class JpegText {

	private static final int START = 0xD8;
	private static final int END = 0xD9;
	private static final int SCAN = 0xDA;
	private static final int JFIF = 0xE0;
	private static final int EXIF = 0xE1;
	private static final int COMMENT = 0xFE;
	private static final byte[] EXIF_NAME = {'E', 'x', 'i', 'f', 0, 0};
	private static final byte[] COMMENT_NAME = "parameters\0".getBytes(StandardCharsets.US_ASCII);

	/** Bytes of a segment without its length. */
	private static final int LARGEST = 0xFFFF - 2;

	private JpegText() {}

	static boolean is(final byte[] start) {
		return (start[0] & 255) == 0xFF && (start[1] & 255) == START && (start[2] & 255) == 0xFF;
	}

	static Optional<String> read(final DataInputStream in) throws IOException {
		in.skipNBytes(2);
		while (true) {
			final int marker = marker(in);
			if (marker == SCAN || marker == END) return Optional.empty();
			if (marker == 1 || marker >= 0xD0 && marker <= 0xD7) continue;
			final byte[] data = segment(in);
			if (marker == EXIF && starts(data, EXIF_NAME)) {
				final Optional<String> comment = UserComment
					.read(Arrays.copyOfRange(data, EXIF_NAME.length, data.length));
				if (comment.isPresent()) return comment;
			}
			if (marker == COMMENT && starts(data, COMMENT_NAME)) return Optional.of(comment(data));
		}
	}

	private static int marker(final DataInputStream in) throws IOException {
		int next = in.readUnsignedByte();
		if (next != 0xFF) throw new Damage("what should begin a part of it does not");
		while (next == 0xFF) next = in.readUnsignedByte();
		return next;
	}

	private static byte[] segment(final DataInputStream in) throws IOException {
		final int length = in.readUnsignedShort() - 2;
		if (length < 0) throw new Damage("a part of it has an impossible length");
		final byte[] data = new byte[length];
		in.readFully(data);
		return data;
	}

	private static boolean starts(final byte[] data, final byte[] name) {
		return data.length >= name.length
			&& Arrays.equals(Arrays.copyOf(data, name.length), name);
	}

	/** UTF-8, closed and padded by bytes that no text has. */
	private static String comment(final byte[] data) {
		int end = data.length;
		while (end > COMMENT_NAME.length && (data[end - 1] == 0 || data[end - 1] == -1)) end--;
		return new String(data, COMMENT_NAME.length, end - COMMENT_NAME.length,
			StandardCharsets.UTF_8);
	}

	/** Copies a file with the text in an Exif segment, in place of an earlier one. */
	static boolean insert(final String text, final DataInputStream in, final OutputStream to)
		throws IOException {
		final byte[] exif = UserComment.write(text);
		if (EXIF_NAME.length + exif.length > LARGEST) return false;
		final DataOutputStream out = new DataOutputStream(to);
		out.writeShort(0xFF00 | START);
		in.skipNBytes(2);
		int marker = marker(in);
		if (marker == JFIF) {
			write(out, marker, segment(in));
			marker = marker(in);
		}
		out.writeShort(0xFF00 | EXIF);
		out.writeShort(2 + EXIF_NAME.length + exif.length);
		out.write(EXIF_NAME);
		out.write(exif);
		while (marker == EXIF) {
			final byte[] data = segment(in);
			if (!starts(data, EXIF_NAME)) write(out, marker, data);
			marker = marker(in);
		}
		out.writeShort(0xFF00 | marker);
		in.transferTo(out);
		out.flush();
		return true;
	}

	private static void write(final DataOutputStream out, final int marker, final byte[] data)
		throws IOException {
		out.writeShort(0xFF00 | marker);
		out.writeShort(2 + data.length);
		out.write(data);
	}
}
