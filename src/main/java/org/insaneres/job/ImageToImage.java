/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.util.Collections;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.Brief;
import org.insaneres.diffusion.Content;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.Lock;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.canvas.Selection;
import org.insaneres.job.canvas.Surroundings;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.job.shelf.Records;
import org.insaneres.model.DiffusionModel;
import org.insaneres.upscale.FusedMode;
import org.insaneres.upscale.Mode;
import org.insaneres.upscale.Workspace;

/** Paints a picture, or what is selected of it, anew. */
public final class ImageToImage {

	/** The label in the menu. */
	public static final String LABEL = "SD Image to Image...";

	/** Pictures of more pixels are painted by fused tiles, lest the network run out of memory. */
	private static final long WHOLE = 1280 * 1280;
	private static final int TILE = 768;
	private static final int OVERLAP = 128;

	/** Pixels to whose multiples the usual networks want sides, for estimates. */
	private static final int GRID = 64;

	private final ImageToImageSettings settings;
	private final ImagePlus image;
	private final Selection selection;
	private final int[] size;
	private final Content content;

	private ImageToImage(final ImagePlus image, final ImageToImageSettings settings) {
		this.image = image;
		this.settings = settings;
		selection = Selection.of(image);
		size = Sizes.longer(image, settings.size());
		content = Content.named(settings.content());
	}

	/**
	 * @param image the picture to work on
	 * @param settings what to do
	 * @param desk hears of the progress and may cancel
	 * @return a new picture, or null if the result went into the image itself
	 * @throws Refusal if it can not be done; the image is as it was
	 */
	public static ImagePlus run(final ImagePlus image, final ImageToImageSettings settings,
		final Desk desk) {
		return new ImageToImage(image, settings).run(desk);
	}

	/** How much there is to do. */
	static List<Work> work(final ImagePlus image, final ImageToImageSettings settings) {
		final ImageToImage job = new ImageToImage(image, settings);
		job.refuseContradictions(Output.named(settings.output()));
		final int[] size = job.size;
		final int pictures = settings.slices() ? image.getStackSize() : settings.variants();
		final boolean whole = job.selection.whole();
		final Interval seen = whole ? new FinalInterval(size[0], size[1]) : job.surroundings(GRID);
		final long tiles = !whole || fits(size)
			? 1
			: new FusedMode(TILE, OVERLAP)
				.windows(size[0], size[1]);
		return List.of(new Work(settings.model(), size[0], size[1], tiles * pictures,
			tiles > 1 ? TILE * TILE : seen.dimension(0) * seen.dimension(1),
			Work.evaluations(settings.model(),
				Records.make(GenerationSettings.class, Records.values(settings)::get))));
	}

	private ImagePlus run(final Desk desk) {
		final Output output = Output.named(settings.output());
		refuseContradictions(output);
		final List<Plane> planes = Planes.of(image, settings.slices(), settings.source());
		final List<Plane> sources = settings.variants() > 1
			? Collections.nCopies(settings.variants(), planes.get(0))
			: planes;
		final List<Terrain> terrains = Terrain.all(sources, settings.regions(), settings.map(), 0);
		final double strongest = Terrain.strongest(terrains, settings.strength());
		final Provenance provenance = Provenance.of(LABEL, settings, planes);
		final GenerationSettings generation = Records.make(GenerationSettings.class,
			Records.values(settings)::get).withStrength(strongest);
		final Early early = new Early(settings.early(), () -> {});
		try (ModelShelf.Loan loan = ModelShelf.borrow(settings.model(), generation,
			desk.part(0, 0.05))) {
			final DiffusionModel model = loan.model();
			final Easel easel = output.easel(sources, size, "image to image",
				settings.seed(), desk);
			try {
				final var painter = org.insaneres.diffusion.ImageToImage.with(model, generation, desk);
				final int count = sources.size();
				for (int i = 0; i < count; i++) {
					final Monitor part = early.watch(i, easel.watch(i, desk.part(0.05 + 0.95 * i / count,
						0.05 + 0.95 * (i + 1) / count,
						count == 1 ? "" : "Picture " + (i + 1) + " of " + count)));
					if (settings.variants() > 1) easel.label(i, variant(i));
					final var twin = varied() ? painter.withTwin(settings.twin() + step(i)) : painter;
					paint(sources.get(i), terrains.get(i).regions(size[0], size[1], settings.strength(),
						strongest, twin, part), twin, settings.seed() + (varied() ? 0 : step(i)), i, easel,
						part);
				}
				final ImagePlus result = easel.finish();
				early.warn(desk);
				provenance.with(Early.KEY, early.text()).mark(result, model);
				return result == image ? null : result;
			} catch (final Throwable e) {
				easel.discard();
				throw e;
			}
		}
	}

	/** Variants have successive seeds; those of a picture that is varied, successive other seeds. */
	private boolean varied() {
		return settings.variation() > 0;
	}

	private int step(final int i) {
		return settings.variants() > 1 ? i : 0;
	}

	private String variant(final int i) {
		return varied() ? "twin " + (settings.twin() + i) : "seed " + (settings.seed() + i);
	}

	private void refuseContradictions(final Output output) {
		if (selection.whole() && content != Content.ORIGINAL) {
			throw new Refusal(
				"content is " + content + ", but nothing is selected that could be filled:" +
					" select something, or set content=Original.");
		}
		final boolean resized = size[0] != image.getWidth() || size[1] != image.getHeight();
		if (resized && !selection.whole()) {
			throw new Refusal("size is " + settings.size() + ", but only a whole picture can change its" +
				" size: set size=0, or choose Edit>Selection>Select None.");
		}
		if (resized && output != Output.NEW_IMAGE) {
			throw new Refusal("size is " + settings.size() + ", but a result of another size needs a" +
				" new image: set size=0 or output=[New image].");
		}
		if (settings.variants() > 1 && output != Output.NEW_IMAGE) {
			throw new Refusal("variants is " + settings.variants() + ", but several results need a new" +
				" image: set variants=1 or output=[New image].");
		}
		if (settings.variants() > 1 && settings.slices() && image.getStackSize() > 1) {
			throw new Refusal("variants and slices cannot be combined: set variants=1 or slices=false.");
		}
	}

	private void paint(final Plane plane, final Regions regions,
		final org.insaneres.diffusion.ImageToImage painter,
		final long seed, final int number, final Easel easel, final Monitor monitor) {
		if (selection.whole()) {
			final Mode mode = fits(size) ? Mode.WHOLE : new FusedMode(TILE, OVERLAP);
			final Pass pass = new Pass(size[0], size[1], Enlargement.PLAIN, mode, settings.lock(), seed);
			easel.put(number,
				pass.run(plane.read(), null, regions, painter, Workspace.inMemory(), monitor), null);
		} else {
			easel.put(number, paintSelection(plane, regions, painter, seed, monitor),
				selection.soft(settings.feather()));
		}
	}

	/** Whether the network may see a picture of this size at once. */
	static boolean fits(final int[] size) {
		return (long) size[0] * size[1] <= WHOLE;
	}

	/** What the network sees around the selection. */
	private Interval surroundings(final int grid) {
		final Interval all = new FinalInterval(image.getWidth(), image.getHeight());
		return Intervals.intersect(all, settings.context() < 0
			? Surroundings.automatic(selection.bounds(), all, settings.strength(), grid)
			: Surroundings.margin(selection.bounds(), all, settings.context(), grid));
	}

	/** Paints the selection with its surroundings in view. */
	private RandomAccessibleInterval<FloatType> paintSelection(final Plane plane,
		final Regions regions, final org.insaneres.diffusion.ImageToImage painter, final long seed,
		final Monitor monitor) {
		final DiffusionModel model = painter.model();
		final int grid = model.autoencoder().factor() * model.network().multiple();
		final Interval crop = surroundings(grid);
		final var selected = painter.gradual()
			? selection.soft(settings.feather())
			: selection.mask();
		final var mask = Views.interval(Views.extendZero(selected), crop);
		final Lock lock = settings.lock() == 0
			? null
			: Pass.lockTo(plane.read(), size[0], size[1], settings.lock());
		return painter.run(new Brief(plane.read(crop), mask, lock, regions.window(crop), content), seed,
			monitor);
	}
}
