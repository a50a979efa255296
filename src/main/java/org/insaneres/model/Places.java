/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what may be a model below a root folder: in it, behind {@link Links} in it, in a cache of
 * Hugging Face (models--OWNER--NAME/snapshots/COMMIT), and in AUTOMATIC1111's models folder
 * (Stable-diffusion). Nothing is copied or changed.
 */
final class Places {

	private static final String CHECKPOINT = ".safetensors";
	private static final String A1111 = "Stable-diffusion";
	private static final Pattern SNAPSHOT = Pattern
		.compile("models--(?:[^/\\\\]+--)?([^/\\\\]+?)[/\\\\]snapshots[/\\\\][^/\\\\]+");

	/** Of other networks than diffusion models, a cache has plenty. */
	private static final Set<String> OTHERS = Set.of("model.safetensors",
		"diffusion_pytorch_model.safetensors");

	private static final int DEPTH = 4;

	private final List<Path> found = new ArrayList<>();

	private Places() {}

	/** Files and folders that may be models, in a stable order. */
	static List<Path> in(final Path root) {
		final Places places = new Places();
		places.visit(root, true);
		return places.found;
	}

	/** Whether a folder is laid out as one of the other programs do it. */
	static boolean foreign(final Path folder) {
		return Files.isDirectory(webui(folder))
			|| inside(hub(folder)).stream().anyMatch(Places::cached);
	}

	/** The name of a model by its place: that of its file, or of its repository in a cache. */
	static String name(final Path model) {
		final Path path = model.toAbsolutePath().normalize();
		final Matcher snapshot = SNAPSHOT.matcher(path.toString());
		final boolean cached = snapshot.find() && snapshot.end() == path.toString().length();
		return cached ? snapshot.group(1) : path.getFileName().toString();
	}

	private void visit(final Path root, final boolean links) {
		for (final Path path : inside(hub(root))) {
			final Path target = links ? Links.target(path) : null;
			if (target != null) follow(target);
			else if (cached(path)) snapshot(path);
			else found.add(path);
		}
		checkpoints(webui(root));
	}

	/** A link leads to a model or to a root of its own; links there are somebody else's. */
	private void follow(final Path target) {
		if (foreign(target)) visit(target, false);
		else if (Files.isDirectory(target) && !Models.looksLikeModel(target)) visit(target, false);
		else found.add(target);
	}

	private static Path hub(final Path root) {
		return inside(root.resolve("hub")).stream().anyMatch(Places::cached)
			? root.resolve("hub")
			: root;
	}

	private static Path webui(final Path root) {
		final Path below = root.resolve("models").resolve(A1111);
		return Files.isDirectory(below) ? below : root.resolve(A1111);
	}

	private static boolean cached(final Path path) {
		return path.getFileName().toString().startsWith("models--")
			&& Files.isDirectory(path.resolve("snapshots"));
	}

	/** The snapshot that the main branch points to, or another if that was never fetched. */
	private void snapshot(final Path repository) {
		final Path snapshots = repository.resolve("snapshots");
		Path snapshot = null;
		try {
			snapshot = snapshots.resolve(Files.readString(repository.resolve("refs/main")).strip());
		} catch (IOException | IllegalArgumentException e) {
			// Only another revision was fetched
		}
		if (snapshot == null || !Files.isDirectory(snapshot)) {
			final List<Path> all = inside(snapshots);
			if (all.isEmpty()) return;
			snapshot = all.get(all.size() - 1);
		}
		found.add(snapshot);
		if (Files.exists(snapshot.resolve("config.json"))) return;
		for (final Path file : inside(snapshot)) {
			final String name = file.getFileName().toString();
			if (name.endsWith(CHECKPOINT) && !OTHERS.contains(name)) found.add(file);
		}
	}

	private void checkpoints(final Path folder) {
		if (!Files.isDirectory(folder)) return;
		try (Stream<Path> files = Files.walk(folder, DEPTH)) {
			files.filter(file -> file.toString().endsWith(CHECKPOINT)).sorted().forEach(found::add);
		} catch (IOException | java.io.UncheckedIOException e) {
			// What cannot be read holds none
		}
	}

	private static List<Path> inside(final Path folder) {
		try (Stream<Path> inside = Files.list(folder)) {
			return inside.filter(path -> !path.getFileName().toString().startsWith(".")).sorted()
				.toList();
		} catch (final IOException e) {
			return List.of();
		}
	}
}
