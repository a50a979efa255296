/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;
import ij.gui.Roi;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.ForwardingMonitor;
import org.insaneres.Monitor;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.job.canvas.Canvas;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.job.shelf.Records;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Pictures;
import org.insaneres.upscale.Tile;
import org.insaneres.upscale.TilePlan;

/**
 * Paints one tile of what {@link Upscale} would make, the one nearest to the selection: a look at
 * the result for a fraction of its time. With noise that is keyed by position, the tile of the
 * whole picture looks the same but for its borders, where there its neighbours join in.
 */
public final class UpscaleTile {

	private UpscaleTile() {}

	/**
	 * @param image the picture to work on; the middle of its selection, or its own, chooses the tile
	 * @param settings of the whole upscale
	 * @param desk hears of the progress and may cancel
	 * @return a new picture of the size of the tile
	 * @throws org.insaneres.Refusal if it can not be done
	 */
	public static ImagePlus run(final ImagePlus image, final UpscaleSettings settings,
		final Desk desk) {
		final int[] size = Sizes.scaled(image, settings.scale());
		final Plane plane = Planes.of(image, false, settings.source()).get(0);
		final Provenance provenance = Provenance.of(Upscale.LABEL, settings, List.of(plane));
		final GenerationSettings generation = Records.make(GenerationSettings.class,
			Records.values(settings)::get);
		try (ModelShelf.Loan loan = ModelShelf.borrow(settings.model(), generation,
			desk.part(0, 0.05))) {
			final List<Tile> tiles = tiles(loan.model(), settings, size);
			final int number = nearest(tiles, middle(image, size));
			final Interval window = window(tiles.get(number), size);
			final Canvas canvas = Canvas.of(plane, (int) window.dimension(0),
				(int) window.dimension(1));
			desk.show(canvas.image());
			try {
				final ImageToImage painter = ImageToImage.with(loan.model(), generation, desk);
				final boolean counted = mosaic(settings) && !painter.positional();
				canvas.paint(1, Views.zeroMin(painter.run(brief(plane, window, settings, size, desk),
					settings.seed() + (counted ? number : 0),
					new Shifted(new CanvasMonitor(desk.part(0.1, 1), canvas, 1)))));
				provenance.mark(canvas.image(), loan.model());
				return canvas.image();
			} catch (final Throwable e) {
				desk.discard(canvas.image());
				throw e;
			}
		}
	}

	private static Brief brief(final Plane plane, final Interval window,
		final UpscaleSettings settings, final int[] size, final Monitor monitor) {
		final var source = plane.read();
		final var whole = Enlargement.named(settings.upscaler()).enlarge(source, size[0], size[1],
			monitor.part(0.05, 0.1));
		return new Brief(Pictures.wrap(Pictures.read(whole, window), window), null,
			Pass.lockTo(source, size[0], size[1], settings.lock()));
	}

	/** Whether tiles are painted one by one in the places that A1111 gives them. */
	private static boolean mosaic(final UpscaleSettings settings) {
		return settings.fusion().strip().equalsIgnoreCase("SD upscale");
	}

	/** The tiles of the whole picture in pixels; the last of a row or column may overhang. */
	private static List<Tile> tiles(final DiffusionModel model, final UpscaleSettings settings,
		final int[] size) {
		if (mosaic(settings)) {
			return TilePlan.of(size[0], size[1], settings.tile(), settings.overlap()).tiles();
		}
		final int factor = model.autoencoder().factor();
		final int multiple = model.network().multiple();
		final int side = Math.max(1, Math.round((float) settings.tile() / factor / multiple)) *
			multiple;
		return TilePlan.of(latents(size[0], factor, multiple), latents(size[1], factor, multiple), side,
			Math.min(settings.overlap() / factor, side - 1)).tiles().stream()
			.map(tile -> tile.times(factor)).toList();
	}

	private static int latents(final int pixels, final int factor, final int multiple) {
		return -Math.floorDiv(-pixels, factor * multiple) * multiple;
	}

	private static double[] middle(final ImagePlus image, final int[] size) {
		final Roi roi = image.getRoi();
		final double[] middle = roi == null
			? new double[]{image.getWidth() / 2.0, image.getHeight() / 2.0}
			: roi.getContourCentroid();
		return new double[]{middle[0] * size[0] / image.getWidth(),
			middle[1] * size[1] / image.getHeight()};
	}

	private static int nearest(final List<Tile> tiles, final double[] middle) {
		return java.util.stream.IntStream.range(0, tiles.size()).boxed()
			.min(Comparator.comparingDouble(n -> Math.hypot(
				tiles.get(n).x() + tiles.get(n).width() / 2.0 - middle[0],
				tiles.get(n).y() + tiles.get(n).height() / 2.0 - middle[1])))
			.orElseThrow();
	}

	private static Interval window(final Tile tile, final int[] size) {
		return Intervals.intersect(new FinalInterval(size[0], size[1]),
			FinalInterval.createMinSize(tile.x(), tile.y(), tile.width(), tile.height()));
	}

	/** Moves what is previewed of the tile to the origin, where its own picture is. */
	private record Shifted(Monitor monitor) implements ForwardingMonitor {

		@Override
		public void preview(final Supplier<RandomAccessibleInterval<FloatType>> block) {
			monitor.preview(() -> {
				final var made = block.get();
				return made == null ? null : Views.zeroMin(made);
			});
		}
	}
}
