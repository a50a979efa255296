/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.IJ;
import ij.ImagePlus;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.canvas.Original;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.job.shelf.Records;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Scratch;
import org.insaneres.picture.tiff.TiffReader;
import org.insaneres.picture.tiff.TiffWriter;
import org.insaneres.upscale.Diary;
import org.insaneres.upscale.Enlarged;
import org.insaneres.upscale.Journal;
import org.insaneres.upscale.Mode;
import org.insaneres.upscale.SeamScore;

/**
 * Enlarges a picture into a TIFF. Neither the picture nor the result need fit into memory: what is
 * finished lies on disk, and the rest is made where it is looked at.
 */
final class Vast {

	/** Rows written at once. */
	private static final int ROWS = 64;

	/** Tiles of which one more, for the forecast, takes no time that counts. */
	private static final int MANY = 32;

	private final Ground ground;
	private final Original original;
	private final Terrain terrain;
	private final UpscaleSettings settings;
	private final Path file;
	private final int width;
	private final int height;
	private final Desk desk;

	/** Of the job, once somebody has asked for it. */
	private String name;

	private Vast(final Ground ground, final UpscaleSettings settings, final Desk desk) {
		original = ground.original();
		terrain = ground.terrain();
		this.ground = ground;
		this.settings = settings;
		this.desk = desk;
		file = file(settings.file());
		final long w = Math.max(1, Math.round(original.width() * settings.scale()));
		final long h = Math.max(1, Math.round(original.height() * settings.scale()));
		Sizes.requireSides(w, h);
		width = (int) w;
		height = (int) h;
		Enlargement.file(settings.upscaler()); // refuses a wrong name before anything begins
		if (!settings.early().isBlank()) {
			throw new Refusal("early is \"" + settings.early() + "\", but a result in a file is made to" +
				" its end: leave early away, or the file.");
		}
	}

	/**
	 * @param image what is enlarged, if the settings name no file
	 * @return the result, if ImageJ can hold it, else null
	 */
	static ImagePlus run(final ImagePlus image, final UpscaleSettings settings, final Desk desk) {
		if (settings.input().isBlank()) {
			return run(Ground.of(image, settings), settings, desk);
		}
		final Path input = path(settings.input());
		if (input == null) {
			throw new Refusal("input is \"" + settings.input() + "\", but must be the path of a TIFF.");
		}
		if (input.equals(file(settings.file()))) {
			throw new Refusal("input and file are both " + input + ": give the result another name.");
		}
		try (TiffReader tiff = TiffReader.open(input)) {
			return run(Ground.of(tiff, settings), settings, desk);
		}
	}

	private static ImagePlus run(final Ground ground, final UpscaleSettings settings,
		final Desk desk) {
		final Vast job = new Vast(ground, settings, desk);
		return job.opened(Attempts.run(job.firstTile(), desk,
			tile -> new Vast(ground, settings.withTile(tile), desk).write()));
	}

	/** A path of a TIFF in a folder that exists. */
	private static Path file(final String name) {
		final String lower = name.strip().toLowerCase(Locale.ROOT);
		final Path file = path(name);
		if (file != null && (lower.endsWith(".tif") || lower.endsWith(".tiff")) &&
			Files.isDirectory(file.getParent()) && !Files.isDirectory(file)) {
			return file;
		}
		throw new Refusal("file is \"" + name +
			"\", but must be the path of a .tif file in a folder that exists.");
	}

	private static Path path(final String name) {
		try {
			return Path.of(name.strip()).toAbsolutePath().normalize();
		} catch (final InvalidPathException e) {
			return null;
		}
	}

	private int firstTile() {
		final Vast second = new Vast(ground,
			settings.withTile(Attempts.smaller(settings.tile())), desk);
		return !begun() && second.begun() ? second.settings.tile() : settings.tile();
	}

	/** Whether there is a journal of this job. */
	private boolean begun() {
		return settings.resume() && Journal.any(Journals.root()) &&
			Journal.exists(Journals.root(), job());
	}

	private String job() {
		if (name == null) {
			name = Journals
				.fingerprint(settings,
					Journals.files(settings.model(), generation(), settings.upscaler()), ground.pictures())
				.add(terrain.text()).hex();
		}
		return name;
	}

	/**
	 * What a file was written by.
	 *
	 * @param model given back
	 * @param seams none if nobody asked for it
	 */
	private record Written(DiffusionModel model, List<SeamScore> seams) {}

	private Written write() {
		require();
		try (ModelShelf.Loan loan = ModelShelf.borrow(settings.model(), generation(),
			desk.part(0, 0.01))) {
			return new Written(loan.model(), write(loan.model()));
		}
	}

	private List<SeamScore> write(final DiffusionModel model) {
		final Mode mode = Upscale.mode(settings.fusion(), settings.tile(), settings.overlap());
		final GenerationSettings generation = generation();
		try (Scratch scratch = new Scratch(Journals.root());
			Diary diary = Journals.diary(settings.resume(), this::job, line(),
				mode.windows(width, height) * evaluations(), desk)) {
			final ImageToImage painter = ImageToImage.with(diary.remembering(model), generation, desk);
			final Pass pass = new Pass(width, height, Enlargement.PLAIN, mode, settings.lock(),
				settings.seed());
			final Regions regions = terrain.regions(width, height, settings.strength(), strongest(),
				painter, desk);
			pass.count(regions, model, desk);
			try {
				final Enlarged enlarged = new Enlarged(enlarged(scratch), null,
					Pass.lockTo(original.picture(), width, height, settings.lock()), regions,
					new OnDisk(scratch, diary));
				if (!diary.resumed()) forecast(enlarged, generation, model, mode);
				final var result = mode.paint(enlarged, painter, settings.seed(),
					new Unseen(desk.part(0.06, 0.97)));
				final List<SeamScore> seams = settings.seams()
					? List.of(pass.along(result, enlarged.picture(), model))
					: List.of();
				seams.forEach(score -> desk.note(score.text()));
				write(result);
				diary.finish();
				return seams;
			} catch (final UncheckedIOException e) {
				throw new Refusal("The picture could not be written (" + e.getCause().getMessage() +
					"): make room on the disk, and run the same again; what is finished is kept.", e);
			} catch (final InternalError e) {
				// What Java makes of a mapped file for which there is no more room
				throw new Refusal("The disk of " + Journals.root() + " is full: make room there, and run" +
					" the same again; what is finished is kept.", e);
			} catch (final Throwable e) {
				if (Attempts.lacksMemory(e)) diary.finish();
				throw e;
			}
		}
	}

	/** The same with any model, which is not looked for. */
	static void write(final Original original, final UpscaleSettings settings,
		final DiffusionModel model, final Desk desk) {
		final Vast job = new Vast(new Ground(original, Terrain.NONE), settings, desk);
		job.name = "unnamed";
		job.require();
		job.write(model);
	}

	/** @throws Refusal if there is not enough memory or disk, with what would fit */
	private void require() {
		final long memory = Forecast.inFile(width, height, settings.tile());
		if (!Forecast.fits(memory)) {
			throw new Refusal("This needs about " + Forecast.say(memory) + " of Java memory, and " +
				Forecast.say(Forecast.free()) + " are free: close images, or raise the limit in" +
				" Edit>Options>Memory & Threads to at least 1024 MB.");
		}
		if (begun()) return; // what it stored is missing on the disk already
		final long result = TiffWriter.size(width, height, original.samples());
		final boolean together = Forecast.together(Journals.root(), file.getParent());
		Forecast.requireDisk(Journals.root(), disk() + (together ? result : 0),
			"make room there, choose another folder with the" +
				" system property " + Journals.FOLDER + ", or a smaller scale");
		Forecast.requireDisk(file.getParent(), result,
			"make room there, or choose a file on another disk");
	}

	private GenerationSettings generation() {
		return Records.make(GenerationSettings.class, Records.values(settings)::get)
			.withStrength(strongest());
	}

	private double strongest() {
		return Terrain.strongest(List.of(terrain), settings.strength());
	}

	private double evaluations() {
		return Journals.evaluations(settings.steps(), strongest(), settings.guidance());
	}

	private long disk() {
		return Forecast.onDisk(width, height, settings.tile(), evaluations());
	}

	private RandomAccessibleInterval<FloatType> enlarged(final Scratch scratch) {
		return Enlargement.named(settings.upscaler(), (w, h) -> {
			Forecast.requireDisk(Journals.root(), Scratch.bytes(w, h) + disk(),
				"make room there, or leave upscaler away");
			return scratch.create(w, h);
		}).enlarge(original.picture(), width, height, desk.part(0.01, 0.05));
	}

	/** Paints one tile, to say how long all of them will take. */
	private void forecast(final Enlarged enlarged, final GenerationSettings generation,
		final DiffusionModel model, final Mode mode) {
		final long tiles = mode.windows(width, height);
		if (tiles < MANY) return;
		final int factor = model.autoencoder().factor();
		final Interval tile = FinalInterval.createMinSize(
			Math.max(0, width - settings.tile()) / 2 / factor * factor,
			Math.max(0, height - settings.tile()) / 2 / factor * factor,
			Math.min(width, settings.tile()), Math.min(height, settings.tile()));
		final long start = System.nanoTime();
		ImageToImage.with(model, generation, desk).run(
			new Brief(Pictures.wrap(Pictures.read(enlarged.picture(), tile), tile), null,
				enlarged.lock()),
			settings.seed(), new Unseen(desk.part(0.05, 0.06, "Forecast")));
		final double seconds = (System.nanoTime() - start) * 1e-9 * tiles;
		desk.note("Forecast for " + width + " x " + height + " pixels in " + tiles + " tiles: about " +
			Forecast.say(seconds) + ", " +
			Forecast.say(Forecast.inFile(width, height, settings.tile())) + " of Java memory, " +
			Forecast.say(disk()) + " in " + Journals.root() + " meanwhile and " +
			Forecast.say(TiffWriter.size(width, height, original.samples())) + " in " + file + ".");
	}

	private void write(final RandomAccessibleInterval<FloatType> result) {
		final Monitor monitor = desk.part(0.97, 1);
		try (TiffWriter tiff = new TiffWriter(file, width, height, original.samples(),
			original.label(settings.scale(), description()))) {
			for (int y = 0; y < height; y += ROWS) {
				monitor.check();
				monitor.progress((double) y / height, "Writing " + file.getFileName());
				final Interval rows = FinalInterval.createMinSize(0, y, width,
					Math.min(ROWS, height - y));
				tiff.write(original.pack(Pictures.read(result, rows), width));
			}
			tiff.finish();
		}
	}

	/** As ImageJ writes it. */
	private String description() {
		return "ImageJ=" + ij.ImageJ.VERSION + "\nsd.command=" +
			line().replace('\n', ' ') + "\n";
	}

	private String line() {
		return Provenance.line(Upscale.LABEL, settings);
	}

	/** The result as an image, where it fits. */
	private ImagePlus opened(final Written written) {
		final long bytes = 2L * width * height * Math.max(4, original.samples().bytes());
		if (Forecast.fits(bytes) && (long) width * height < Integer.MAX_VALUE - 8) {
			final ImagePlus image = IJ.openImage(file.toString());
			if (image != null) {
				Provenance.mark(image, Upscale.LABEL, settings, written.model);
				Provenance.mark(image, written.seams);
				return image;
			}
		}
		desk.note("The result is in " + file + "; ImageJ has not enough memory to show it.");
		return null;
	}
}
