/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.insaneres.Monitor;

/** Check sums of files, in hexadecimal digits. */
public final class Digests {

	private static final int SHA256_DIGITS = 64;

	private Digests() {}

	/** SHA-256 of a file's content. */
	public static String sha256(final Path file, final Monitor monitor) throws IOException {
		return read(file, digest("SHA-256"), monitor);
	}

	/** The name Git gives to a file's content: SHA-1 of "blob", its size, a zero and its bytes. */
	public static String gitBlob(final Path file, final Monitor monitor) throws IOException {
		final MessageDigest digest = digest("SHA-1");
		digest.update(("blob " + Files.size(file) + '\0').getBytes(StandardCharsets.UTF_8));
		return read(file, digest, monitor);
	}

	/** Whether a file has a check sum: of 64 digits a SHA-256, otherwise Git's. */
	public static boolean matches(final Path file, final String sum, final Monitor monitor)
		throws IOException {
		final String own = sum.length() == SHA256_DIGITS
			? sha256(file, monitor)
			: gitBlob(file, monitor);
		return own.equalsIgnoreCase(sum);
	}

	private static String read(final Path file, final MessageDigest digest, final Monitor monitor)
		throws IOException {
		final byte[] buffer = new byte[1 << 20];
		try (InputStream in = Files.newInputStream(file)) {
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				monitor.check();
				digest.update(buffer, 0, count);
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest digest(final String name) {
		try {
			return MessageDigest.getInstance(name);
		} catch (final NoSuchAlgorithmException e) {
			throw new AssertionError("Every Java has " + name, e);
		}
	}
}
