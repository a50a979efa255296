/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.CheckpointFiles;
import org.insaneres.onnx.Options;

/** Makes models known that lie elsewhere, and forgets or deletes models. */
public final class Imports {

	private static final List<String> PICKLES = List.of(".ckpt", ".pt", ".pth", ".bin");

	private Imports() {}

	/**
	 * Makes a link to a model or upscaler, or to a folder with models such as those of A1111 or of
	 * Hugging Face's cache. Nothing is copied.
	 *
	 * @param root the folder that gets the link
	 * @return a sentence on what can be used now
	 * @throws Refusal if there is no model that can be used
	 */
	public static String add(final Path root, final Path path) {
		final Path target = path.toAbsolutePath().normalize();
		refuseOthers(target, root);
		if (!Places.collection(target)) return one(root, target);
		final Models inside = new Models(List.of(Places.root(target)));
		final List<String> names = inside.list().stream().map(ModelInfo::name).toList();
		if (names.isEmpty() && !Places.foreign(target)) {
			final String reason = inside.problems().values().stream().findFirst().orElse("");
			throw new Refusal("There is no model in " + target + " that can be used"
				+ (reason.isEmpty() ? "" : " (" + reason + ")") + "; give a model's folder or file, A1111's"
				+ " folder models, or Hugging Face's cache.");
		}
		Links.create(root, label(target), target);
		return "The models in " + target + " can be used where they lie, now and those to come: "
			+ (names.isEmpty() ? "none yet" : String.join(", ", names)) + ".";
	}

	private static String one(final Path root, final Path target) {
		try {
			final ModelInfo info = Models.inspect(target);
			Links.create(root, info.name(), target);
			return "The model " + info.name() + " can be used where it lies, in " + target + ".";
		} catch (final Refusal noModel) {
			if (!isUpscaler(target)) throw noModel;
			final String name = CheckpointFiles.name(target);
			Links.create(root.resolve(Models.UPSCALERS.get(0)), name, target);
			return "The upscaler " + name + " can be used where it lies, in " + target + ".";
		}
	}

	private static boolean isUpscaler(final Path file) {
		if (!Models.UPSCALER.matcher(file.toString()).matches()) return false;
		try {
			PixelUpscaler.open(file, Options.DEFAULT).close();
			return true;
		} catch (final Refusal another) {
			return false;
		}
	}

	private static void refuseOthers(final Path target, final Path root) {
		if (!Files.exists(target)) {
			throw new Refusal("There is no file or folder " + target + "; give the path of a model.");
		}
		final String name = target.toString().toLowerCase(Locale.ROOT);
		if (Files.isRegularFile(target) && PICKLES.stream().anyMatch(name::endsWith)) {
			throw new Refusal(
				"The file " + target + " may hold programs that run when it is read; get the"
					+ " model as .safetensors instead.");
		}
		if (target.equals(root.toAbsolutePath().normalize())
			|| root.toAbsolutePath().normalize().equals(target.getParent())) {
			throw new Refusal(target + " lies in the models folder already, where models are found.");
		}
	}

	/** A name for a folder: folders called models or hub are known by the one above. */
	private static String label(final Path folder) {
		final String name = folder.getFileName() == null ? "models" : folder.getFileName().toString();
		final Path above = folder.getParent();
		return List.of("models", "hub").contains(name) && above != null && above.getFileName() != null
			? above.getFileName().toString().replaceFirst("^\\.", "")
			: name;
	}

	/**
	 * Forgets an imported model or folder, or deletes a model that was installed.
	 *
	 * @param wish name of a model or of a link, or a path that was imported
	 * @return a sentence on what was done
	 * @throws Refusal if there is none, or it was neither imported nor installed
	 */
	public static String remove(final Models models, final String wish) {
		for (final Path root : models.roots()) {
			final List<Links.Link> links = new ArrayList<>(Links.in(root));
			links.addAll(Links.in(root.resolve(Models.UPSCALERS.get(0))));
			for (final Links.Link link : links) {
				if (names(link, wish)) return forget(link);
			}
		}
		final Path model = models.find(wish).folder();
		final List<Path> others = models.roots().stream().map(Places::linked).flatMap(List::stream)
			.toList();
		final boolean own = models.roots().stream().filter(root -> !others.contains(root))
			.anyMatch(root -> normal(root).equals(normal(model).getParent()));
		if (own && !Manifest.read(model).source().isEmpty()) {
			return delete(model);
		}
		throw new Refusal(
			"The model " + wish + " in " + model + " was neither installed nor imported by"
				+ " InsaneRes; delete it yourself if you do not need it.");
	}

	/** Where the manifest of a model lies: in its folder, or beside its file. */
	public static Path manifest(final Path model) {
		return Manifest.beside(model);
	}

	private static boolean names(final Links.Link link, final String wish) {
		final String name = link.file().getFileName().toString();
		return name.equalsIgnoreCase(wish) || name.equalsIgnoreCase(wish + Links.SUFFIX)
			|| link.target().toString().equals(wish)
			|| Places.name(link.target()).equalsIgnoreCase(wish);
	}

	private static Path normal(final Path path) {
		return path.toAbsolutePath().normalize();
	}

	private static String forget(final Links.Link link) {
		try {
			Files.delete(link.file());
			return link.target() + " is no longer among the models; nothing in it was changed.";
		} catch (final IOException e) {
			throw new Refusal("The link " + link.file() + " cannot be deleted: " + e.getMessage() + ".",
				e);
		}
	}

	private static String delete(final Path model) {
		final Path manifest = Manifest.beside(model);
		try (Stream<Path> files = Files.walk(model)) {
			for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
			Files.deleteIfExists(manifest);
			return "The model in " + model + " is deleted.";
		} catch (IOException | UncheckedIOException e) {
			throw new Refusal("The model in " + model + " cannot be deleted completely ("
				+ e.getMessage() + "); it may be in use: restart ImageJ and try again.", e);
		}
	}
}
