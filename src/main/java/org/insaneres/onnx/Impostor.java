/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.insaneres.Refusal;

/** What is often found under the name of a model, told by its first bytes. */
final class Impostor {

	private Impostor() {}

	/** @throws Refusal if the file is empty, a web page or a pointer to the real one */
	static void refuseDownloads(final Path path) throws IOException {
		final String text = head(path).strip();
		final String lower = text.toLowerCase(Locale.ROOT);
		if (text.isEmpty()) {
			throw new Refusal("The file " + path + " is empty; download it again.");
		}
		if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<?xml")) {
			throw new Refusal("The file " + path + " is a web page and not a model: the download went"
				+ " wrong; download it again.");
		}
		if (text.startsWith("version https://git-lfs")) {
			throw new Refusal("The file " + path + " is only a Git LFS pointer: the real file was"
				+ " never downloaded; run 'git lfs pull' or download it from its page.");
		}
	}

	/** @throws Refusal if the file is a pickle, or an archive as PyTorch keeps pickles in */
	static void refusePickles(final Path path) throws IOException {
		final String text = head(path);
		final boolean pickle = text.length() > 2 && text.charAt(0) == 0x80 && text.charAt(1) <= 5;
		if (pickle || text.startsWith("PK\u0003\u0004")) {
			throw new Refusal("The file " + path + " is a Python pickle (as .ckpt, .pt and .bin files"
				+ " are), which can run any code when loaded and is never opened here; use the"
				+ " .safetensors edition of it, or convert it.");
		}
	}

	private static String head(final Path path) throws IOException {
		try (var in = Files.newInputStream(path)) {
			return new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
		}
	}
}
