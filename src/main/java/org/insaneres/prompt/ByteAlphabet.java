/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * CLIP's printable stand-in for each of the 256 bytes, so that any text can be written with the
 * symbols of a vocabulary (Radford et al. 2019, byte-level byte-pair encoding).
 * <p>
 * Bytes that are printable in Latin-1 stand for themselves, the others get the characters from
 * U+0100 on.
 */
final class ByteAlphabet {

	private static final char[] CHARACTERS = new char[256];
	private static final List<String> ORDER = new ArrayList<>();

	static {
		for (int b = 0; b < 256; b++) {
			if (printable(b)) {
				CHARACTERS[b] = (char) b;
				ORDER.add(String.valueOf((char) b));
			}
		}
		char next = 256;
		for (int b = 0; b < 256; b++) {
			if (!printable(b)) {
				CHARACTERS[b] = next++;
				ORDER.add(String.valueOf(CHARACTERS[b]));
			}
		}
	}

	private ByteAlphabet() {}

	/** The 256 stand-ins in the order of CLIP's vocabulary: printable bytes first. */
	static List<String> order() {
		return List.copyOf(ORDER);
	}

	/** The UTF-8 bytes of a text, each written as its stand-in. */
	static String write(final String text) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		final char[] out = new char[bytes.length];
		for (int i = 0; i < out.length; i++) {
			out[i] = CHARACTERS[bytes[i] & 0xff];
		}
		return new String(out);
	}

	private static boolean printable(final int b) {
		return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
	}
}
