/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.CacheFolder;
import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.job.shelf.Records;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Scratch;
import org.insaneres.upscale.Diary;
import org.insaneres.upscale.Fingerprint;
import org.insaneres.upscale.Journal;

/** Where journals of jobs lie, and what makes two jobs the same. */
final class Journals {

	/** System property: another folder for journals and for pictures that do not fit into memory. */
	static final String FOLDER = "insaneres.journals";

	/** System property: seconds that a job may take without a journal. */
	static final String PATIENCE = "insaneres.patience";

	private static final double MINUTE = 60;
	private static final long ROOM = 32L << 30;
	private static final Duration AGE = Duration.ofDays(30);

	/** Changes whenever the same settings make other pixels than before. */
	private static final long VERSION = 3;

	/** Keys that say where something goes, and not what it is. */
	private static final Set<String> PLACES = Set.of("output", "resume", "input", "file");

	/** Pixels read at once. */
	private static final long PORTION = 1 << 20;

	private Journals() {}

	/** The folder of all journals, which need not exist. */
	static Path root() {
		final String set = System.getProperty(FOLDER, "");
		return set.isBlank() ? CacheFolder.path().resolve("journals") : Path.of(set);
	}

	/** Seconds that a job may take without a journal. */
	static double patience() {
		final String set = System.getProperty(PATIENCE, "");
		try {
			return set.isBlank() ? MINUTE : Double.parseDouble(set);
		} catch (final NumberFormatException e) {
			throw new Refusal("The system property " + PATIENCE + " is \"" + set +
				"\", but must be a number of seconds.", e);
		}
	}

	/**
	 * The diary of a job.
	 *
	 * @param resume whether the same job may go on with it another time
	 * @param job its name
	 * @param command the macro line that does it again
	 * @param evaluations of the network in all of it, about
	 */
	static Diary diary(final boolean resume, final Supplier<String> job, final String command,
		final double evaluations, final Monitor monitor) {
		return new Diary(root(), job, command,
			new Diary.Patience(resume ? patience() : Double.POSITIVE_INFINITY, evaluations), monitor);
	}

	/** Evaluations of the network for a tile, about. */
	static double evaluations(final int steps, final double strength, final double guidance) {
		return (1 + steps * strength) * (guidance == 1 ? 1 : 2);
	}

	/** Removes what nobody came back to. */
	static void tidy() {
		Scratch.tidy(root());
		Journal.tidy(root(), ROOM, Instant.now().minus(AGE));
	}

	/**
	 * All files that decide what comes of a job: the model, what its prompts ask for, the upscaler.
	 *
	 * @param upscaler its name or path
	 */
	static List<Path> files(final String model, final GenerationSettings settings,
		final String upscaler) {
		return Stream.concat(ModelShelf.files(model, settings).stream(),
			Enlargement.file(upscaler).stream()).toList();
	}

	/**
	 * What all jobs of these settings with these files on these pixels have in common.
	 *
	 * @param settings a record
	 * @param files and folders, of models above all
	 * @param pictures width x height x 3, or masks
	 */
	static Fingerprint fingerprint(final Record settings, final Collection<Path> files,
		final List<RandomAccessibleInterval<FloatType>> pictures) {
		final Fingerprint all = new Fingerprint().add(VERSION)
			.add(String.valueOf(Journals.class.getPackage().getImplementationVersion()));
		Records.values(settings).forEach((key, value) -> {
			if (!PLACES.contains(key)) all.add(key).add(String.valueOf(value));
		});
		files.forEach(file -> add(all, file));
		for (final var picture : pictures) {
			add(all, picture);
		}
		return all;
	}

	private static void add(final Fingerprint all,
		final RandomAccessibleInterval<FloatType> picture) {
		final long width = picture.dimension(0);
		final long height = picture.dimension(1);
		all.add(picture.min(0)).add(picture.min(1)).add(width).add(height);
		final long rows = Math.max(1, PORTION / width);
		for (long y = 0; y < height; y += rows) {
			all.add(Pictures.read(picture, FinalInterval.createMinSize(picture.min(0),
				picture.min(1) + y, width, Math.min(rows, height - y))));
		}
	}

	/** Names, sizes and check sums of all files in a folder, or of one. */
	private static void add(final Fingerprint all, final Path folder) {
		try (var files = Files.find(folder, Integer.MAX_VALUE,
			(file, attributes) -> attributes.isRegularFile())) {
			for (final Path file : files.sorted().toList()) {
				all.add(folder.relativize(file).toString());
				all.add(Files.readAttributes(file, BasicFileAttributes.class).size()).add(sum(file));
			}
		} catch (final IOException e) {
			throw new Refusal("The model in " + folder + " cannot be read (" + e.getMessage() +
				"): check the folder.", e);
		}
	}

	private static long sum(final Path file) throws IOException {
		final CRC32C sum = new CRC32C();
		final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
		try (FileChannel in = FileChannel.open(file)) {
			while (in.read(bytes) >= 0) {
				sum.update(bytes.flip());
				bytes.clear();
			}
		}
		return sum.getValue();
	}
}
