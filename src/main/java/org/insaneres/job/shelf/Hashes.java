/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import ij.Prefs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.CheckSums;
import org.insaneres.model.Digests;

/**
 * SHA-256 of models and files, as 64 hexadecimal digits. Those of files are computed once and kept
 * in ImageJ's preferences as long as size and time of a file stay the same.
 */
public final class Hashes {

	/** Digits that A1111 names a model by. */
	public static final int SHORT = 10;

	/** Folders of a model that decide what it paints. */
	private static final List<String> PARTS = List.of("unet", "text_encoder", "vae_", "tokenizer",
		"scheduler");

	private Hashes() {}

	public static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (final NoSuchAlgorithmException e) {
			throw new AssertionError("Every Java has SHA-256", e);
		}
	}

	public static String hex(final MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

	/**
	 * The hash of a model: of a single file as A1111 has it, of a folder that of the list of its
	 * parts, lines of hash and path.
	 *
	 * @throws Refusal if a file can not be read
	 */
	public static String model(final Path model, final Monitor monitor) {
		if (Files.isRegularFile(model)) return file(model, monitor);
		final Map<String, String> known = CheckSums.of(model);
		final MessageDigest digest = digest();
		try (Stream<Path> files = Files.walk(model)) {
			files.filter(Files::isRegularFile)
				.map(file -> model.relativize(file).toString().replace('\\', '/'))
				.filter(name -> PARTS.stream().anyMatch(name::startsWith)).sorted()
				.forEach(name -> {
					final String sum = known.containsKey(name)
						? known.get(name).toLowerCase(Locale.ROOT)
						: file(model.resolve(name), monitor);
					digest.update((sum + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
				});
		} catch (final IOException | UncheckedIOException e) {
			throw unreadable(model, e);
		}
		return hex(digest);
	}

	/**
	 * Whether a model is the one of a hash, or of its first digits; of a folder, its network counts
	 * too. Nothing is computed for files without a known hash.
	 */
	static boolean isModel(final Path model, final String digits) {
		if (!digits.matches("[0-9a-fA-F]{8,64}")) return false;
		final String wanted = digits.toLowerCase(Locale.ROOT);
		if (Files.isRegularFile(model)) {
			final String kept = kept(model);
			return kept != null && kept.startsWith(wanted);
		}
		final Map<String, String> known = CheckSums.of(model);
		if (known.getOrDefault("unet/model.onnx", "").startsWith(wanted)) return true;
		return !known.isEmpty() && model(model, Monitor.NONE).startsWith(wanted);
	}

	/** The hash of a file. */
	public static String file(final Path file, final Monitor monitor) {
		final String kept = kept(file);
		if (kept != null) return kept;
		monitor.progress(0, "Reading " + file.getFileName());
		final String hash;
		try {
			hash = Digests.sha256(file, monitor);
		} catch (final IOException e) {
			throw unreadable(file, e);
		}
		Prefs.set(key(file), state(file) + hash);
		return hash;
	}

	private static String kept(final Path file) {
		final String value = Prefs.get(key(file), "");
		final String state = state(file);
		return value.length() == state.length() + 64 && value.startsWith(state)
			? value.substring(state.length())
			: null;
	}

	private static String key(final Path file) {
		final MessageDigest digest = digest();
		digest.update(file.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
		return "insaneres.hash." + hex(digest).substring(0, 16);
	}

	private static String state(final Path file) {
		try {
			return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis() + " ";
		} catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	private static Refusal unreadable(final Path file, final Exception e) {
		return new Refusal("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
	}
}
