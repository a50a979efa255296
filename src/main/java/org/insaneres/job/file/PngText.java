/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Text chunks of PNG files, by the specification of the W3C: tEXt where Latin-1 suffices, else
 * iTXt, as A1111's library writes them; zTXt is read too.
 */
final class PngText {

	private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
	private static final byte[] KEYWORD = "parameters".getBytes(StandardCharsets.ISO_8859_1);

	private PngText() {}

	static boolean is(final byte[] start) {
		return Arrays.equals(start, SIGNATURE);
	}

	static Optional<String> read(final DataInputStream in) throws IOException {
		in.skipNBytes(SIGNATURE.length);
		while (true) {
			final int length = in.readInt();
			if (length < 0) throw new Damage("a part of it has an impossible length");
			final byte[] type = in.readNBytes(4);
			final String name = new String(type, StandardCharsets.ISO_8859_1);
			if (name.equals("IEND")) return Optional.empty();
			if (!name.equals("tEXt") && !name.equals("zTXt") && !name.equals("iTXt")) {
				in.skipNBytes(length + 4L);
				continue;
			}
			final byte[] keyword = in.readNBytes(Math.min(length, KEYWORD.length + 1));
			final int rest = length - keyword.length;
			if (!Arrays.equals(keyword, Arrays.copyOf(KEYWORD, KEYWORD.length + 1))) {
				in.skipNBytes(rest + 4L);
				continue;
			}
			if (rest > PictureText.LONGEST) throw new Damage("its text is longer than settings can be");
			final byte[] data = new byte[rest];
			in.readFully(data);
			if (in.readInt() != sum(type, keyword, data)) {
				throw new Damage("the check sum of its text is wrong");
			}
			return Optional.of(text(name, data));
		}
	}

	/** What stands behind the keyword of a chunk. */
	private static String text(final String type, final byte[] data) {
		if (type.equals("tEXt")) return single(data);
		if (type.equals("zTXt")) return single(inflate(data, 1));
		if (data.length < 2) throw new Damage("its text is cut off");
		final int language = end(data, 2);
		final int text = end(data, language + 1) + 1;
		final byte[] bytes = data[0] == 0
			? Arrays.copyOfRange(data, text, data.length)
			: inflate(data, text);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/** Latin-1 by the specification; some programs write UTF-8. */
	private static String single(final byte[] bytes) {
		return Utf8.decode(bytes)
			.orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
	}

	private static int end(final byte[] data, final int from) {
		for (int i = from; i < data.length; i++) {
			if (data[i] == 0) return i;
		}
		throw new Damage("its text is cut off");
	}

	private static byte[] inflate(final byte[] data, final int from) {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(data, Math.min(from, data.length), Math.max(0, data.length - from));
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			final byte[] buffer = new byte[1 << 13];
			while (!inflater.finished()) {
				final int count = inflater.inflate(buffer);
				if (count == 0 && !inflater.finished()) throw new Damage("its text is cut off");
				out.write(buffer, 0, count);
				if (out.size() > PictureText.LONGEST) {
					throw new Damage("its text is longer than settings can be");
				}
			}
			return out.toByteArray();
		} catch (final DataFormatException e) {
			throw new Damage("its text is damaged");
		} finally {
			inflater.end();
		}
	}

	/** Copies a file; the text comes behind its header, an earlier one stays but is not read. */
	static boolean insert(final String text, final DataInputStream in, final OutputStream out)
		throws IOException {
		if (text.length() > PictureText.LONGEST / 4) return false;
		final int header = SIGNATURE.length + 8 + 13 + 4;
		out.write(in.readNBytes(header));
		final byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
		if (single(latin).equals(text)) write("tEXt", latin, 1, out);
		else write("iTXt", text.getBytes(StandardCharsets.UTF_8), 5, out);
		in.transferTo(out);
		return true;
	}

	/** @param zeros between keyword and text: the end of the keyword, and what iTXt leaves empty */
	private static void write(final String type, final byte[] text, final int zeros,
		final OutputStream out) throws IOException {
		final byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
		final byte[] start = Arrays.copyOf(KEYWORD, KEYWORD.length + zeros);
		final DataOutputStream data = new DataOutputStream(out);
		data.writeInt(start.length + text.length);
		data.write(name);
		data.write(start);
		data.write(text);
		data.writeInt(sum(name, start, text));
		data.flush();
	}

	private static int sum(final byte[]... parts) {
		final CRC32 sum = new CRC32();
		for (final byte[] part : parts) sum.update(part);
		return (int) sum.getValue();
	}
}
