/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.TiffDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.insaneres.Refusal;
import org.insaneres.job.Making;
import org.insaneres.job.ProgramName;
import org.insaneres.job.Provenance;
import org.insaneres.job.file.PictureText;
import org.insaneres.job.parameters.Parameters;
import org.insaneres.picture.tiff.Chain;

/**
 * What a picture says of how it was made.
 *
 * @param makings the actions, the first one first, at least one
 * @param notes what could not be taken over, a sentence each
 * @param own whether this program made it, so that it can be done again exactly
 */
public record Recorded(List<Making> makings, List<String> notes, boolean own) {

	private static final Set<List<Integer>> TIFF = Set.of(List.of(0x49, 0x49, 42, 0),
		List.of(0x4D, 0x4D, 0, 42));

	/**
	 * @param name of a PNG, JPEG or TIFF file; empty for the image itself, or the file it was opened
	 * from
	 * @param keys the macro keys of an action by its label
	 * @throws Refusal if nothing is said there
	 */
	static Recorded of(final ImagePlus image, final String name,
		final Function<String, Set<String>> keys) {
		if (!name.isBlank()) {
			return in(path(name), image, keys).orElseThrow(() -> new Refusal("The file " + name.strip() +
				" does not say how it was made: choose a PNG or JPEG with the settings of A1111 or of" +
				" SD Save, or a TIFF that ImageJ saved from a result."));
		}
		final Optional<String> history = Provenance.history(image);
		if (history.isPresent()) return own(history.get());
		return origin(image).flatMap(file -> in(file, image, keys)).orElseThrow(() -> new Refusal("\"" +
			image.getTitle() + "\" does not say how it was made: choose a file that does."));
	}

	/** Whether an image, or the file it was opened from, says something. */
	static boolean anything(final ImagePlus image) {
		try {
			return Provenance.history(image).isPresent()
				|| origin(image).flatMap(PictureText::read).isPresent();
		} catch (final Refusal damaged) {
			return false;
		}
	}

	private static Path path(final String name) {
		try {
			return Path.of(name.strip());
		} catch (final InvalidPathException e) {
			throw new Refusal("file is \"" + name + "\", which can be no file: choose another one.", e);
		}
	}

	private static Optional<Path> origin(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.directory == null || info.fileName == null) return Optional.empty();
		try {
			return Optional.of(Path.of(info.directory, info.fileName)).filter(Files::isRegularFile);
		} catch (final InvalidPathException e) {
			return Optional.empty();
		}
	}

	private static Optional<Recorded> in(final Path file, final ImagePlus image,
		final Function<String, Set<String>> keys) {
		final Optional<String> text = PictureText.read(file);
		if (text.isEmpty()) return properties(file).map(Recorded::own);
		final String own = Parameters.parse(text.get()).settings().get(ProgramName.NAME);
		return Optional.of(own != null ? own(own) : Translation.of(text.get(), image, keys));
	}

	private static Recorded own(final String history) {
		final List<Making> makings = Making.read(history);
		if (makings.isEmpty()) throw new Refusal("There is nothing in the history of this picture.");
		return new Recorded(makings, List.of(), true);
	}

	/** The history among the properties that ImageJ keeps in its TIFF files. */
	private static Optional<String> properties(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			final List<Integer> start = Arrays.asList(in.read(), in.read(), in.read(), in.read());
			if (!TIFF.contains(start)) return Optional.empty();
			if (!Chain.ends(file)) throw new IOException("endless");
			final FileInfo[] infos = new TiffDecoder(file.toAbsolutePath().getParent() + "/",
				file.getFileName().toString()).getTiffInfo();
			if (infos == null || infos.length == 0) return Optional.empty();
			final String[] properties = infos[0].properties;
			for (int i = 0; properties != null && i + 1 < properties.length; i += 2) {
				if (Provenance.HISTORY.equals(properties[i])) return Optional.of(properties[i + 1]);
			}
			return Optional.empty();
		} catch (final IOException | RuntimeException | OutOfMemoryError e) {
			throw new Refusal("The file " + file + " cannot be read: it is damaged or cut off.", e);
		}
	}
}
