/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Selection;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.model.ModelInfo;
import org.insaneres.upscale.Diary;
import org.insaneres.upscale.Fingerprint;
import org.insaneres.upscale.Mode;

/** Enlarges an artwork in the stages of a recipe, each painted over the one before. */
public final class Enlarge {

	/** The label in the menu. */
	public static final String LABEL = "SD Enlarge Artwork...";

	private final EnlargeSettings settings;
	private final ImagePlus image;
	private final List<Stage> stages;
	private final List<int[]> sizes = new ArrayList<>();

	private Enlarge(final ImagePlus image, final EnlargeSettings settings, final Monitor monitor) {
		this.image = image;
		this.settings = settings;
		stages = new ArrayList<>();
		int[] size = {image.getWidth(), image.getHeight()};
		for (final var own : Recipe.named(settings.recipe()).stages()) {
			final Stage stage = Stage.of(own, settings);
			final int[] next = size(stage, size);
			if (next[0] < size[0] || next[1] < size[1]) {
				monitor.note("The stage to " + next[0] + " x " + next[1] +
					" is left out, as the picture is larger already.");
				continue;
			}
			stages.add(stage);
			sizes.add(next);
			size = next;
		}
		if (stages.isEmpty()) {
			throw new Refusal("\"" + image.getTitle() +
				"\" is larger already than every stage of the recipe: use \"SD Upscale...\".");
		}
	}

	private int[] size(final Stage stage, final int[] before) {
		if (stage.finish() && settings.scale() > 0) return Sizes.scaled(image, settings.scale());
		if (stage.size() > 0) return Sizes.longer(image, stage.size());
		final double scale = stage.scale() * Math.max(before[0], before[1]) /
			Math.max(image.getWidth(), image.getHeight());
		return Sizes.scaled(image, scale);
	}

	/**
	 * @param image the picture to work on
	 * @param settings what to do
	 * @param desk hears of the progress and may cancel
	 * @return a new picture, or null if the result went into the image itself
	 * @throws Refusal if it can not be done; the image is as it was
	 */
	public static ImagePlus run(final ImagePlus image, final EnlargeSettings settings,
		final Desk desk) {
		return new Enlarge(image, settings, desk).run(desk);
	}

	private ImagePlus run(final Desk desk) {
		final Plane plane = Plane.current(image);
		if (!Selection.of(image).whole()) {
			desk.note("Warning: the selection is ignored, as a recipe works on the whole picture.");
		}
		final Provenance provenance = Provenance.of(LABEL, settings, List.of(plane)).with("recipe",
			Recipe.named(settings.recipe()).write());
		stages.forEach(stage -> provenance.using(stage.upscaler()));
		final int last = stages.size() - 1;
		final Easel easel = Output.named(settings.output()).easel(List.of(plane), sizes.get(last),
			"enlarge", settings.seed(), desk);
		try (Diary diary = Journals.diary(settings.resume(), () -> job(plane),
			Provenance.line(LABEL, settings), evaluations(), desk)) {
			RandomAccessibleInterval<FloatType> picture = plane.read();
			final Set<ModelInfo> models = new LinkedHashSet<>();
			for (int i = 0; i <= last; i++) {
				final Monitor part = desk.part(begin(i), begin(i + 1),
					"Stage " + (i + 1) + " of " + stages.size());
				try (ModelShelf.Loan loan = ModelShelf.borrow(model(i), stages.get(i).generation(),
					part.part(0, 0.05))) {
					final ImageToImage painter = ImageToImage.with(diary.remembering(loan.model()),
						stages.get(i).generation(), part);
					picture = pass(i).run(picture, null, Regions.NONE, painter, diary.of("stage-" + i),
						i == last ? easel.watch(0, part.part(0.05, 1)) : part.part(0.05, 1));
					models.add(loan.model().info());
				}
			}
			easel.put(0, picture, null);
			final ImagePlus result = easel.finish();
			provenance.mark(result, models.toArray(ModelInfo[]::new));
			diary.finish();
			return result == image ? null : result;
		} catch (final Throwable e) {
			easel.discard();
			throw e;
		}
	}

	/** The model of a stage. */
	private String model(final int i) {
		return stages.get(i).finish() && !settings.finish().isBlank()
			? settings.finish()
			: stages.get(i).model();
	}

	/** A name for this recipe on these pixels with these models. */
	private String job(final Plane plane) {
		final Fingerprint all = Journals.fingerprint(settings,
			IntStream.range(0, stages.size()).boxed().flatMap(i -> Journals
				.files(model(i), stages.get(i).generation(), stages.get(i).upscaler()).stream())
				.distinct().toList(),
			List.of(plane.read()));
		stages.forEach(stage -> all.add(stage.toString()));
		return all.hex();
	}

	private double evaluations() {
		double sum = 0;
		for (int i = 0; i < stages.size(); i++) {
			final GenerationSettings generation = stages.get(i).generation();
			sum += mode(i).windows(sizes.get(i)[0], sizes.get(i)[1]) * Journals
				.evaluations(generation.steps(), generation.strength(), generation.guidance());
		}
		return sum;
	}

	private Mode mode(final int i) {
		final Stage stage = stages.get(i);
		return stage.scale() == 0 && org.insaneres.job.ImageToImage.fits(sizes.get(i))
			? Mode.WHOLE
			: Upscale.mode(stage.fusion(), stage.tile(), stage.overlap());
	}

	private Pass pass(final int i) {
		final Stage stage = stages.get(i);
		return new Pass(sizes.get(i)[0], sizes.get(i)[1], Enlargement.named(stage.upscaler()),
			mode(i), stage.lock(), settings.seed());
	}

	/** Where a stage begins, as a fraction of the work: pixels times the share that is painted. */
	private double begin(final int stage) {
		double before = 0;
		double all = 0;
		for (int i = 0; i < stages.size(); i++) {
			final double work = (double) sizes.get(i)[0] * sizes.get(i)[1] *
				(0.05 + stages.get(i).generation().strength());
			all += work;
			if (i < stage) before += work;
		}
		return before / all;
	}
}
