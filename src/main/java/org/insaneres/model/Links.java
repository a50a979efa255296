/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.insaneres.Refusal;

/**
 * Small text files {@code NAME.link} in a root folder, with the path of a model, or of a whole
 * folder of models, that lies elsewhere. Unlike links of the file system everybody may make them on
 * Windows too, and everybody can read them.
 */
public final class Links {

	static final String SUFFIX = ".link";

	private static final int LONGEST = 1 << 15;

	private Links() {}

	/**
	 * @param file the link
	 * @param target what it leads to, there or not
	 */
	public record Link(Path file, Path target) {}

	/** The links in a folder, by name; those that cannot be read are none. */
	public static List<Link> in(final Path root) {
		final List<Link> links = new ArrayList<>();
		try (Stream<Path> inside = Files.list(root)) {
			for (final Path file : inside.sorted().toList()) {
				final Path target = target(file);
				if (target != null) links.add(new Link(file, target));
			}
		} catch (final IOException e) {
			// A folder that does not exist has none
		}
		return links;
	}

	/** What a file leads to, or null if it is no link. */
	static Path target(final Path file) {
		if (!file.getFileName().toString().endsWith(SUFFIX)) return null;
		try {
			if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) return null;
			final String text = Files.readString(file).strip();
			return text.isEmpty() ? null : file.resolveSibling(text).normalize();
		} catch (IOException | InvalidPathException e) {
			return null;
		}
	}

	/**
	 * Makes a link.
	 *
	 * @param root where; made if it is not there
	 * @param name without {@link #SUFFIX}
	 * @throws Refusal if there is one of that name already, or it cannot be written
	 */
	public static Link create(final Path root, final String name, final Path target) {
		final Path file = root.resolve(name + SUFFIX);
		try {
			Files.createDirectories(root);
			Files.writeString(file, target.toAbsolutePath().normalize() + "\n", StandardCharsets.UTF_8,
				StandardOpenOption.CREATE_NEW);
			return new Link(file, target);
		} catch (final FileAlreadyExistsException e) {
			throw new Refusal("There is a link " + file + " already, to " + target(file)
				+ "; remove it first, or rename what you import.", e);
		} catch (final IOException e) {
			throw new Refusal("The models folder " + root + " cannot be written (" + e.getMessage()
				+ "); choose another one in SD Options.", e);
		}
	}
}
