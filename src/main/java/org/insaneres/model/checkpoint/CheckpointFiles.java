/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds files that look like checkpoints. */
public final class CheckpointFiles {

	/** As A1111 and ComfyUI call the folder; files may lie deeper in it. */
	private static final Set<String> FOLDERS = Set.of("stable-diffusion", "checkpoints");
	private static final int DEEPEST = 5;

	/** Pickles are found too, so that it can be said why they are refused. */
	private static final List<String> ENDINGS = List.of(Checkpoint.ENDING, ".ckpt");
	private static final String VAE = ".vae";

	private CheckpointFiles() {}

	/** Files in a root folder itself and in those below it that are for checkpoints, by name. */
	public static List<Path> in(final Path root) {
		final List<Path> files = new ArrayList<>(files(root, 1));
		try (Stream<Path> inside = Files.list(root)) {
			inside.filter(folder -> FOLDERS.contains(lower(folder))).sorted()
				.forEach(folder -> files.addAll(files(folder, DEEPEST)));
		} catch (final IOException e) {
			// A root that does not exist holds none
		}
		return files;
	}

	private static List<Path> files(final Path folder, final int depth) {
		if (!Files.isDirectory(folder)) return List.of();
		try (Stream<Path> inside = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
			return inside.filter(file -> ENDINGS.stream().anyMatch(lower(file)::endsWith))
				.filter(file -> !name(file).toLowerCase(Locale.ROOT).endsWith(VAE))
				.filter(Files::isRegularFile)
				.sorted().toList();
		} catch (IOException | UncheckedIOException e) {
			// What cannot be listed holds none
			return List.of();
		}
	}

	/** A file's name without its ending. */
	public static String name(final Path file) {
		return Training.stem(file);
	}

	private static String lower(final Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT);
	}
}
