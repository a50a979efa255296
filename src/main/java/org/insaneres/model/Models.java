/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.CheckpointFiles;

/**
 * The models at hand: folders of ONNX files in a few root folders, and checkpoint files there or in
 * subfolders that are called as in A1111 and ComfyUI.
 *
 * <pre>
 * ModelInfo info = Models.found(List.of()).find("mini");
 * DiffusionModel model = ModelFolder.open(info.folder(), monitor);
 * </pre>
 */
public final class Models {

	/** Name of the model that comes with the program. */
	public static final String DEFAULT = "mini";

	/** System property with further root folders, separated like a class path. */
	public static final String PROPERTY = "insaneres.models";

	/** As this program, A1111 and ComfyUI call them. */
	static final List<String> UPSCALERS = List.of("upscalers", "ESRGAN", "RealESRGAN",
		"upscale_models");

	/** Files that may be upscalers. */
	public static final Pattern UPSCALER = Pattern.compile(".*\\.(onnx|safetensors)");

	/** A jar may lie a few folders below plugins. */
	private static final int LEVELS = 3;

	private final List<Path> roots;

	/**
	 * @param roots folders with model folders in them, the most important first; the folders that
	 * links in them lead to are roots too
	 */
	public Models(final List<Path> roots) {
		final Set<Path> all = new LinkedHashSet<>();
		for (final Path root : roots) {
			all.add(root);
			all.addAll(Places.linked(root));
		}
		this.roots = List.copyOf(all);
	}

	/**
	 * The library of an installation: the roots of the system property, the given ones, and the
	 * folder {@code models} beside the folder that this program's jar lies in.
	 *
	 * @param chosen root folders the user has chosen; may be empty
	 */
	public static Models found(final List<Path> chosen) {
		final Set<Path> roots = new LinkedHashSet<>();
		for (final String root : System.getProperty(PROPERTY, "").split(File.pathSeparator)) {
			if (!root.isBlank()) roots.add(Path.of(root));
		}
		roots.addAll(chosen);
		roots.addAll(installed());
		return new Models(List.copyOf(roots));
	}

	private static List<Path> installed() {
		final CodeSource source = Models.class.getProtectionDomain().getCodeSource();
		if (source == null) return List.of();
		final List<Path> found = new ArrayList<>();
		try {
			Path above = Path.of(source.getLocation().toURI()).getParent();
			for (int i = 0; i < LEVELS && above != null && above.getParent() != null; i++) {
				above = above.getParent();
				if (Files.isDirectory(above.resolve("models"))) found.add(above.resolve("models"));
			}
		} catch (URISyntaxException | IllegalArgumentException e) {
			// Not a place on disk: nothing lies beside it
		}
		return found;
	}

	/** Where models are looked for. */
	public List<Path> roots() {
		return roots;
	}

	/**
	 * Looks at a model without loading it.
	 *
	 * @param path a model folder or a checkpoint file
	 * @throws Refusal if it cannot be used
	 */
	public static ModelInfo inspect(final Path path) {
		return Files.isDirectory(path) ? ModelFolder.inspect(path) : Checkpoint.inspect(path);
	}

	/** The models that can be used; of several with one name, the one in the most important root. */
	public List<ModelInfo> list() {
		final Map<String, ModelInfo> models = new LinkedHashMap<>();
		for (final Path path : paths()) {
			try {
				final ModelInfo info = inspect(path);
				models.putIfAbsent(info.name(), info);
			} catch (final Refusal e) {
				// Told by problems()
			}
		}
		return List.copyOf(models.values());
	}

	/** The folders and files that look like models and cannot be used, with the reasons. */
	public Map<Path, String> problems() {
		final Map<Path, String> problems = new LinkedHashMap<>();
		for (final Path path : paths()) {
			try {
				inspect(path);
			} catch (final Refusal e) {
				problems.put(path, e.getMessage());
			}
		}
		return problems;
	}

	/** Files in the folders of the roots that are for upscalers. */
	public List<Path> upscalers() {
		return roots.stream().flatMap(root -> UPSCALERS.stream().map(root::resolve))
			.map(Places::files).flatMap(List::stream)
			.filter(file -> UPSCALER.matcher(file.toString()).matches()).distinct().toList();
	}

	/**
	 * @param wish name of a model, in any case, or path of a model folder or checkpoint file;
	 * {@link #DEFAULT} when empty
	 * @throws Refusal if there is none, with the names that there are, or if it cannot be used
	 */
	public ModelInfo find(final String wish) {
		final String name = wish == null || wish.isBlank() ? DEFAULT : wish.strip();
		for (final Path path : paths()) {
			final String own = path.getFileName().toString();
			if (own.equalsIgnoreCase(name) || title(path).equalsIgnoreCase(name)) {
				return inspect(path);
			}
		}
		final Path path = path(name);
		if (path != null && Files.exists(path)) return inspect(path);
		final String names = list().stream().map(ModelInfo::name).collect(Collectors.joining(", "));
		throw new Refusal("There is no model '" + name + "' in " + roots + ": "
			+ (names.isEmpty() ? "no model is installed there" : "there are " + names)
			+ "; choose one of these, give the path of a model folder or of a .safetensors checkpoint, or"
			+ " put the model there.");
	}

	/** The name that a folder's manifest gives, or none where that cannot be read; or of a file. */
	private static String title(final Path path) {
		if (!Files.isDirectory(path)) return CheckpointFiles.name(path);
		try {
			return Manifest.read(path).name();
		} catch (final Refusal e) {
			return "";
		}
	}

	private static Path path(final String text) {
		try {
			return Path.of(text);
		} catch (final InvalidPathException e) {
			return null;
		}
	}

	/** What looks like a model in the roots, finished or not. */
	private List<Path> paths() {
		final Set<Path> paths = new LinkedHashSet<>();
		for (final Path root : roots) {
			Places.in(root).stream()
				.filter(path -> Files.isRegularFile(path) || looksLikeModel(path)).forEach(paths::add);
			paths.addAll(CheckpointFiles.in(root));
		}
		return List.copyOf(paths);
	}

	static boolean looksLikeModel(final Path folder) {
		return Files.isDirectory(folder.resolve("unet"))
			|| Files.isRegularFile(folder.resolve(Manifest.FILE));
	}
}
