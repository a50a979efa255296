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
 * Finds what may be a model in a root folder, beside checkpoint files that lie in it: folders, what
 * {@link Links} lead to, and snapshots in a cache of Hugging Face
 * (models--OWNER--NAME/snapshots/COMMIT). Nothing is copied or changed.
 */
final class Places {

	private static final String CHECKPOINT = ".safetensors";
	private static final Pattern SNAPSHOT = Pattern
		.compile("models--(?:[^/\\\\]+--)?([^/\\\\]+?)[/\\\\]snapshots[/\\\\][^/\\\\]+");

	/** Folders in the models folders of A1111 and ComfyUI. */
	private static final List<String> PROGRAMS = List.of("Stable-diffusion", "checkpoints");

	/** Of other networks than diffusion models, a cache has plenty. */
	private static final Set<String> OTHERS = Set.of("model.safetensors",
		"diffusion_pytorch_model.safetensors");

	private Places() {}

	/** Files and folders that may be models, in a stable order. */
	static List<Path> in(final Path root) {
		final List<Path> found = new ArrayList<>();
		for (final Path path : inside(root)) {
			final Path target = Links.target(path);
			if (target != null && !collection(target)) found.add(target);
			else if (cached(path)) found.addAll(snapshot(path));
			else if (Files.isDirectory(path)) found.add(path);
		}
		return found;
	}

	/** Files in a folder, or that links in it lead to. */
	static List<Path> files(final Path folder) {
		return inside(folder).stream().map(path -> {
			final Path target = Links.target(path);
			return target == null ? path : target;
		}).filter(Files::isRegularFile).toList();
	}

	/** The folders of models that links in a root lead to. */
	static List<Path> linked(final Path root) {
		return Links.in(root).stream().map(Links.Link::target).filter(Places::collection)
			.flatMap(folder -> Stream.of(root(folder), folder)).distinct().toList();
	}

	/** The folder with the models, for one that a program calls its home. */
	static Path root(final Path folder) {
		if (inside(folder.resolve("hub")).stream().anyMatch(Places::cached)) {
			return folder.resolve("hub");
		}
		final Path models = folder.resolve("models");
		return laidOut(models) ? models : folder;
	}

	private static boolean laidOut(final Path folder) {
		return PROGRAMS.stream().anyMatch(name -> Files.isDirectory(folder.resolve(name)));
	}

	/** Whether a folder is laid out as other programs do it. */
	static boolean foreign(final Path folder) {
		final Path root = root(folder);
		return laidOut(root) || inside(root).stream().anyMatch(Places::cached);
	}

	/** Whether a path is a folder of models rather than a model. */
	static boolean collection(final Path path) {
		return Files.isDirectory(path) && (foreign(path) || !Models.looksLikeModel(path));
	}

	/** The name of a model by its place: that of its file, or of its repository in a cache. */
	static String name(final Path model) {
		final Path path = model.toAbsolutePath().normalize();
		final Matcher snapshot = SNAPSHOT.matcher(path.toString());
		final boolean cached = snapshot.find() && snapshot.end() == path.toString().length();
		return cached ? snapshot.group(1) : path.getFileName().toString();
	}

	private static boolean cached(final Path path) {
		return path.getFileName().toString().startsWith("models--")
			&& Files.isDirectory(path.resolve("snapshots"));
	}

	/** The snapshot that the main branch points to, or another if that was never fetched. */
	private static List<Path> snapshot(final Path repository) {
		final Path snapshots = repository.resolve("snapshots");
		Path snapshot = null;
		try {
			snapshot = snapshots.resolve(Files.readString(repository.resolve("refs/main")).strip());
		} catch (IOException | IllegalArgumentException e) {
			// Only another revision was fetched
		}
		if (snapshot == null || !Files.isDirectory(snapshot)) {
			final List<Path> all = inside(snapshots);
			if (all.isEmpty()) return all;
			snapshot = all.get(all.size() - 1);
		}
		final List<Path> found = new ArrayList<>(List.of(snapshot));
		if (Files.exists(snapshot.resolve("config.json"))) return found;
		for (final Path file : inside(snapshot)) {
			final String name = file.getFileName().toString();
			if (name.endsWith(CHECKPOINT) && !OTHERS.contains(name)) found.add(file);
		}
		return found;
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
