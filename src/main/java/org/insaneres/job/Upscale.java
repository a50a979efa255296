/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.canvas.Blend;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.canvas.Selection;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.job.shelf.Records;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.upscale.Diary;
import org.insaneres.upscale.Fingerprint;
import org.insaneres.upscale.FusedMode;
import org.insaneres.upscale.GridMode;
import org.insaneres.upscale.Journal;
import org.insaneres.upscale.KritaMode;
import org.insaneres.upscale.Mode;
import org.insaneres.upscale.SeamScore;
import org.insaneres.upscale.Workspace;

/**
 * Enlarges a picture and paints the missing detail tile by tile. With a selection only that is
 * painted; the rest is enlarged plainly.
 */
public final class Upscale {

	/** The label in the menu. */
	public static final String LABEL = "SD Upscale...";

	/** Pixels over which a painted selection fades, inwards, in the result. */
	private static final int FEATHER = 16;

	private Upscale() {}

	/**
	 * @param image the picture to work on; null if the settings name a file
	 * @param settings what to do
	 * @param desk hears of the progress and may cancel
	 * @return a new picture, unfinished if the user stopped and wants to keep it so; or null if the
	 * result went into the image itself
	 * @throws Refusal if it can not be done; the image is as it was
	 */
	public static ImagePlus run(final ImagePlus image, final UpscaleSettings settings,
		final Desk desk) {
		Journals.tidy();
		if (!settings.input().isBlank() && settings.file().isBlank()) {
			throw new Refusal("input is \"" + settings.input() +
				"\", but what is read from a file goes into a file: set file too.");
		}
		if (!settings.file().isBlank()) return Vast.run(image, settings, desk);
		return Attempts.run(firstTile(image, settings), desk,
			tile -> once(image, settings.withTile(tile), desk));
	}

	/** How much there is to do. */
	static List<Work> work(final ImagePlus image, final UpscaleSettings settings) {
		final Mode mode = mode(settings.fusion(), settings.tile(), settings.overlap());
		final int[] size = settings.file().isBlank()
			? Sizes.scaled(image, settings.scale())
			: new int[]{(int) Math.round(image.getWidth() * settings.scale()),
				(int) Math.round(image.getHeight() * settings.scale())};
		return List.of(work(settings.model(), mode, settings.tile(), size,
			settings.slices() ? image.getStackSize() : 1,
			Records.make(GenerationSettings.class, Records.values(settings)::get)));
	}

	/** How much there is to do for so many pictures. */
	static Work work(final String model, final Mode mode, final int tile, final int[] size,
		final int pictures, final GenerationSettings generation) {
		return new Work(model, size[0], size[1], pictures * mode.windows(size[0], size[1]),
			(long) Math.min(tile, size[0]) * Math.min(tile, size[1]),
			Work.evaluations(model, generation));
	}

	/** The tiles as asked for, or smaller ones where these were found to need too much memory. */
	private static int firstTile(final ImagePlus image, final UpscaleSettings settings) {
		final int tile = settings.tile();
		if (!settings.resume() || !Journal.any(Journals.root())) return tile;
		final int smaller = Attempts.smaller(tile);
		final boolean later = !Journal.exists(Journals.root(), job(image, settings)) &&
			Journal.exists(Journals.root(), job(image, settings.withTile(smaller)));
		return later ? smaller : tile;
	}

	/** A name for these settings on these pixels with this model. */
	static String job(final ImagePlus image, final UpscaleSettings settings) {
		final List<RandomAccessibleInterval<FloatType>> pictures = new ArrayList<>();
		Planes.of(image, settings.slices(), settings.source())
			.forEach(plane -> pictures.add(plane.read()));
		final Selection selection = Selection.of(image);
		if (!selection.whole()) pictures.add(selection.mask());
		final List<Terrain> terrains = terrains(Planes.of(image, settings.slices(), settings.source()),
			settings);
		terrains.forEach(terrain -> pictures.addAll(terrain.pictures()));
		final Fingerprint all = Journals.fingerprint(settings,
			Journals.files(settings.model(), generation(settings), settings.upscaler()), pictures);
		terrains.forEach(terrain -> all.add(terrain.text()));
		return all.hex();
	}

	private static GenerationSettings generation(final UpscaleSettings settings) {
		return Records.make(GenerationSettings.class, Records.values(settings)::get);
	}

	private static ImagePlus once(final ImagePlus image, final UpscaleSettings settings,
		final Desk desk) {
		final Output output = Output.named(settings.output());
		final Mode mode = mode(settings.fusion(), settings.tile(), settings.overlap());
		final Enlargement enlargement = Enlargement.named(settings.upscaler());
		final Selection selection = Selection.of(image);
		final int[] size = Sizes.scaled(image, settings.scale());
		final List<Plane> planes = Planes.of(image, settings.slices(), settings.source());
		final List<Terrain> terrains = terrains(planes, settings);
		final double strongest = Terrain.strongest(terrains, settings.strength());
		final Provenance provenance = Provenance.of(LABEL, settings, planes);
		final GenerationSettings generation = generation(settings).withStrength(strongest);
		final List<SeamScore> scores = new ArrayList<>();
		try (ModelShelf.Loan loan = ModelShelf.borrow(settings.model(), generation,
			desk.part(0, 0.05));
			Diary diary = Journals.diary(settings.resume(), () -> job(image, settings),
				Provenance.line(LABEL, settings),
				planes.size() * mode.windows(size[0], size[1]) * Journals.evaluations(settings.steps(),
					settings.strength(), settings.guidance()),
				desk)) {
			final Easel easel = output.easel(planes, size, "upscale", settings.seed(), desk);
			try {
				final ImageToImage painter = ImageToImage.with(diary.remembering(loan.model()),
					generation, desk);
				final Pass pass = new Pass(size[0], size[1], enlargement, mode, settings.lock(),
					settings.seed());
				final Early early = new Early(settings.early(), diary::leave);
				final int count = planes.size();
				for (int i = 0; i < count; i++) {
					final Monitor part = early.watch(i, easel.watch(i,
						desk.part(0.05 + 0.95 * i / count, 0.05 + 0.95 * (i + 1) / count,
							count == 1 ? "" : "Slice " + (i + 1) + " of " + count)));
					final var source = planes.get(i).read();
					final Regions regions = terrains.get(i).regions(size[0], size[1], settings.strength(),
						strongest, painter, part);
					pass.count(regions, loan.model(), part);
					final var painted = paint(source, selection, regions, pass, painter,
						diary.of(String.valueOf(i)), part);
					if (settings.seams()) scores.add(seams(pass, source, painted, loan.model(), part));
					easel.put(i, painted, null);
				}
				final ImagePlus result = easel.finish();
				early.warn(desk);
				provenance.with(Early.KEY, early.text()).mark(result, loan.model());
				Provenance.mark(result, scores);
				diary.finish();
				return result == image ? null : result;
			} catch (final CancellationException e) {
				final ImagePlus unfinished = easel.unfinished();
				if (unfinished == null || !desk.keeps(unfinished)) {
					easel.discard();
					throw e;
				}
				provenance.mark(unfinished, loan.model());
				Provenance.markUnfinished(unfinished);
				return unfinished;
			} catch (final Throwable e) {
				easel.discard();
				if (Attempts.lacksMemory(e)) diary.finish();
				throw e;
			}
		}
	}

	private static List<Terrain> terrains(final List<Plane> planes, final UpscaleSettings settings) {
		return Terrain.all(planes, settings.regions(), settings.map(), settings.detail());
	}

	private static SeamScore seams(final Pass pass,
		final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> painted, final DiffusionModel model,
		final Monitor monitor) {
		final SeamScore score = pass.seams(source, painted, model);
		monitor.note(score.text());
		return score;
	}

	/**
	 * @param fusion Fused, SD upscale or Krita
	 * @throws Refusal for another name, or if tiles would not get ahead
	 */
	static Mode mode(final String fusion, final int tile, final int overlap) {
		if (overlap > tile / 2) {
			throw new Refusal("overlap is " + overlap + ", but may be at most half of tile, " + tile / 2 +
				".");
		}
		return switch (fusion.strip().toLowerCase(java.util.Locale.ROOT)) {
			case "fused" -> new FusedMode(tile, overlap);
			case "sd upscale" -> new GridMode(tile, overlap);
			case "krita" -> new KritaMode(tile, overlap / 2);
			default -> throw new Refusal(
				"fusion is \"" + fusion + "\", but must be one of Fused, SD upscale, Krita.");
		};
	}

	private static RandomAccessibleInterval<FloatType> paint(
		final RandomAccessibleInterval<FloatType> source, final Selection selection,
		final Regions regions,
		final Pass pass, final ImageToImage painter, final Workspace workspace, final Monitor monitor) {
		if (selection.whole()) return pass.run(source, null, regions, painter, workspace, monitor);
		final float[] selected = new float[(int) (source.dimension(0) * source.dimension(1))];
		final var small = Pictures.wrap(selected, Blend.flat(source));
		Pictures.copy(selection.mask(), small);
		final var mask = Resampling.resize(small, Kernel.BILINEAR, pass.width(), pass.height());
		final var painted = pass.run(source, mask, regions, painter, workspace, monitor);
		final float[] plain = Pictures.read(pass.enlargement().enlarge(source, pass.width(),
			pass.height(), Monitor.NONE));
		final float[] detailed = Pictures.read(painted);
		final float[] weights = Pictures.read(Masks.feather(mask, FEATHER));
		for (int i = 0; i < plain.length; i++) {
			plain[i] += weights[i % weights.length] * (detailed[i] - plain[i]);
		}
		return Pictures.wrap(plain, painted);
	}
}
