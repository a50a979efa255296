/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import org.insaneres.job.Desk;
import org.insaneres.job.Estimate;
import org.insaneres.job.Provenance;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.shelf.Installed;

/**
 * Does an action with many settings, as the slices of one hyperstack whose sliders are the
 * settings. Every cell is made by the action itself and has exactly its pixels.
 */
public final class Explore {

	/** The label in the menu. */
	public static final String LABEL = "SD Explore...";

	private final ImagePlus image;
	private final ImagePlus source;
	private final Explored action;
	private final ExploreSettings settings;
	private final Grid grid;
	private ImagePlus stack;

	/**
	 * @param image the picture to work on
	 * @param settings what to do
	 * @param base settings of the action where no axis changes them
	 * @throws org.insaneres.Refusal if an axis or a setting is not possible
	 */
	public Explore(final ImagePlus image, final ExploreSettings settings, final Record base) {
		this.image = image;
		source = Plane.current(image).snapshot();
		this.settings = settings;
		action = Explored.named(settings.action());
		grid = new Grid(variations(settings, action, base), base);
	}

	private static List<Variation> variations(final ExploreSettings settings, final Explored action,
		final Record base) {
		return Variation.together(List.of(Axis.parse("across", settings.across()),
			Axis.parse("down", settings.down()), Axis.parse("deep", settings.deep())), action, base);
	}

	/**
	 * How many pictures are going to be made, and what that will take, in words.
	 *
	 * @throws org.insaneres.Refusal if an axis is not possible
	 */
	public static String forecast(final ImagePlus image, final ExploreSettings settings,
		final Record base) {
		final Explored action = Explored.named(settings.action());
		final List<Variation> variations = variations(settings, action, base);
		final int count = Variation.count(variations);
		return count + (count == 1 ? " cell: " : " cells: ") + variations.stream()
			.filter(v -> !v.nothing()).map(v -> v.size() + " " + v.place())
			.collect(Collectors.joining(", ")) + "; about " +
			Estimate.together(new Grid(variations, base).cells().stream()
				.map(cell -> action.estimate(image, cell.settings())).toList()).cost();
	}

	/**
	 * @param desk hears of the progress and may cancel
	 * @return the hyperstack; if the user stopped and wants to keep them, a stack of the finished
	 * cells
	 * @throws org.insaneres.Refusal if a cell can not be made
	 */
	public ImagePlus run(final Desk desk) {
		final ExploreStack cells = new ExploreStack(grid, image, desk);
		try {
			final List<Cell> work = grid.inOrderOfWork();
			for (int i = 0; i < work.size(); i++) {
				final Cell cell = work.get(i);
				cells.finish(cell, action.run(source, cell.settings(), new CellDesk(desk, cells, work, i)),
					action);
			}
			stack = cells.image();
			mark(stack);
			return stack;
		} catch (final CancellationException e) {
			final ImagePlus unfinished = cells.unfinished();
			if (unfinished == null || !desk.keeps(unfinished)) {
				discard(cells, desk);
				throw e;
			}
			mark(unfinished);
			Provenance.markUnfinished(unfinished);
			return unfinished;
		} catch (final Throwable e) {
			discard(cells, desk);
			throw e;
		}
	}

	/**
	 * All cells on one sheet with legends.
	 *
	 * @return null if the user stopped the work
	 */
	public ImagePlus sheet() {
		return stack == null ? null : new ContactSheet(grid, stack).image();
	}

	/** How an axis is recorded: {@code strength: 0.1,0.2} as {@code strength 0.1,0.2}. */
	public static String tidy(final String axis) {
		return Axis.tidy(axis);
	}

	private void mark(final ImagePlus result) {
		Provenance.of(LABEL, settings, List.of(Plane.current(source)))
			.mark(result, Installed.find(settings.model()));
		result.setProp(MakeBig.PICTURE, image.getTitle());
	}

	private static void discard(final ExploreStack cells, final Desk desk) {
		if (cells.image() != null) desk.discard(cells.image());
	}
}
