/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells UTF-8 from other encodings. */
final class Utf8 {

	private Utf8() {}

	/** The text, or nothing if the bytes are no UTF-8. */
	static Optional<String> decode(final byte[] bytes) {
		try {
			return Optional
				.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		} catch (final CharacterCodingException e) {
			return Optional.empty();
		}
	}
}
