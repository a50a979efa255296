/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;

import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.insaneres.Refusal;
import org.insaneres.picture.Colour;
import org.insaneres.picture.Pictures;

/**
 * One plane of an image, read as displayed and written back in its own type.
 *
 * <pre>
 * final Plane plane = Plane.current(imp);
 * plane.requireWritable(); // refuse before the long work, not after it
 * final RandomAccessibleInterval&lt;FloatType&gt; picture = plane.read();
 * ...
 * plane.replace(result, mask); // with Undo
 * </pre>
 */
public final class Plane {

	/** Pixels read at once. */
	private static final int PORTION = 1 << 22;

	private final Anchor anchor;
	private final boolean visible;

	private Plane(final Anchor anchor, final boolean visible) {
		this.anchor = anchor;
		this.visible = visible;
	}

	/**
	 * The plane that the user sees. What is pasted and still floating is fixed first.
	 *
	 * @param imp may be null
	 * @throws Refusal if there is no image
	 */
	public static Plane current(final ImagePlus imp) {
		final Roi roi = imp == null ? null : imp.getRoi();
		if (roi != null) {
			roi.endPaste();
		}
		return new Plane(Anchor.of(imp, imp == null ? 1 : imp.getCurrentSlice(), true), false);
	}

	/**
	 * Any plane of a stack, for jobs on whole stacks; writing it cannot be undone.
	 *
	 * @param imp may be null
	 * @param slice 1 to the size of the stack
	 * @throws Refusal if there is no image
	 */
	public static Plane of(final ImagePlus imp, final int slice) {
		final Anchor anchor = Anchor.of(imp, slice, false);
		if (slice < 1 || slice > imp.getStackSize()) {
			throw new IllegalArgumentException("Slice " + slice + " of " + imp.getStackSize());
		}
		return new Plane(anchor, false);
	}

	/** The same plane together with the overlay elements seen over it. */
	public Plane visible() {
		return new Plane(anchor, true);
	}

	/** The image that the plane belongs to. */
	public ImagePlus image() {
		return anchor.imp();
	}

	/** Index in the stack, from 1. */
	public int slice() {
		return anchor.slice();
	}

	/** All pixels: width x height at (0, 0). */
	public Interval bounds() {
		return new FinalInterval(anchor.width(), anchor.height());
	}

	/** All of the plane, width x height x 3. */
	public RandomAccessibleInterval<FloatType> read() {
		return read(bounds());
	}

	/**
	 * A part of the plane as displayed: lookup tables applied, numbers mapped from the display range
	 * to 0..1 in full precision and without clipping, composites as their colours.
	 *
	 * @param window inside of the plane; only the first two axes count
	 * @return width x height x 3 at the place of the window
	 */
	public RandomAccessibleInterval<FloatType> read(final Interval window) {
		return read(window, elements());
	}

	/** As {@link #read(Interval)}, under the given overlay elements. */
	RandomAccessibleInterval<FloatType> read(final Interval window, final List<Roi> elements) {
		final ImageProcessor pixels = pixels();
		final Tones tones = Tones.of(pixels);
		final long columns = window.dimension(0);
		if (columns * window.dimension(1) <= PORTION) {
			return Pictures.wrap(block(pixels, tones, elements, window), window);
		}
		final Img<FloatType> picture = Pictures.create(columns, window.dimension(1));
		final RandomAccessibleInterval<FloatType> placed = Views.translate(picture, window.min(0),
			window.min(1), 0);
		final long rows = Math.max(1, PORTION / columns);
		for (long y = window.min(1); y <= window.max(1); y += rows) {
			final Interval band = FinalInterval.createMinSize(window.min(0), y, columns,
				Math.min(rows, window.max(1) + 1 - y));
			Pictures.write(block(pixels, tones, elements, band), band, placed);
		}
		return placed;
	}

	/** The same as a new planar block. */
	public float[] block(final Interval window) {
		final ImageProcessor pixels = pixels();
		return block(pixels, Tones.of(pixels), elements(), window);
	}

	private static float[] block(final ImageProcessor pixels, final Tones tones,
		final List<Roi> elements, final Interval window) {
		final int columns = (int) window.dimension(0);
		final int rows = (int) window.dimension(1);
		final int size = columns * rows;
		final float[] block = new float[3 * size];
		IntStream.range(0, rows).parallel().forEach(row -> {
			final int from = ((int) window.min(1) + row) * pixels.getWidth() + (int) window.min(0);
			final float[] rgb = new float[3];
			for (int x = 0, k = row * columns; x < columns; x++, k++) {
				tones.get(pixels, from + x, rgb);
				block[k] = rgb[0];
				block[size + k] = rgb[1];
				block[2 * size + k] = rgb[2];
			}
		});
		Overlays.draw(elements, block, window);
		return block;
	}

	/**
	 * Replaces pixels in place, through a soft mask. Where the mask is 0, and where the result is
	 * just what the plane shows, they stay as they are, bit for bit. If this is the {@link #current}
	 * plane the user can undo it, and redo by undoing again.
	 *
	 * @param result width x height x 3, at its place in the image; what overhangs is dropped
	 * @param mask at its place in the image, 0 to 1; nothing is written beyond it
	 * @throws Refusal as {@link #requireWritable}
	 */
	public void replace(final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask) {
		final ImagePlus imp = anchor.imp();
		if (!imp.lockSilently()) throw anchor.locked();
		try {
			anchor.requireWritable();
			final ImageProcessor pixels = pixels();
			prepareUndo();
			Blend.over(pixels, pixels, Tones.of(pixels), result, mask);
			imp.changes = true;
			imp.updateAndDraw();
		} finally {
			imp.unlock();
		}
	}

	/** An earlier snapshot is dropped in any case: undoing with it would mix up two actions. */
	private void prepareUndo() {
		Undo.setup(Undo.NOTHING, null);
		final ImageProcessor displayed = anchor.imp().getProcessor();
		displayed.setSnapshotPixels(null);
		if (anchor.current()) {
			displayed.snapshot();
			Undo.setup(Undo.FILTER, anchor.imp());
		}
	}

	/**
	 * Makes sure that {@link #replace} can work now.
	 *
	 * @throws Refusal if the image is a composite or virtual, in use, closed, or not as it was
	 */
	public void requireWritable() {
		anchor.requireWritable();
	}

	/**
	 * Makes sure that the plane is still there.
	 *
	 * @throws Refusal if the image was closed, or changed its type, size or slice
	 */
	public void requireUnchanged() {
		anchor.requireUnchanged();
	}

	/**
	 * An image of its own that shows what this plane shows now, with the selection and the overlay:
	 * for jobs that read it many times, while the user goes on.
	 */
	public ImagePlus snapshot() {
		final ImagePlus imp = image();
		final ImagePlus copy = imp.createImagePlus();
		copy.setProcessor(imp.getTitle(), pixels().duplicate());
		copy.setProperties(imp.getPropertiesAsArray());
		if (imp.getRoi() != null) copy.setRoi((Roi) imp.getRoi().clone());
		final Overlay overlay = new Overlay();
		for (final Roi element : Overlays.seen(imp, slice())) {
			final Roi alone = (Roi) element.clone();
			alone.setPosition(0);
			overlay.add(alone);
		}
		if (overlay.size() > 0) copy.setOverlay(overlay);
		return copy;
	}

	/** Whether the overlay is read too. */
	boolean withOverlay() {
		return visible;
	}

	/** The overlay elements that are read too, lowest first. */
	public List<Roi> elements() {
		return visible ? Overlays.seen(image(), slice()) : List.of();
	}

	/** Whether only greys are shown, by the type or, under an overlay, as it happens. */
	boolean grey() {
		return Tones.of(pixels()).grey() && (elements().isEmpty() || Colour.grey(read()));
	}

	/** The pixels with their display range and lookup table; a composite's as colours, copied. */
	ImageProcessor pixels() {
		return Displayed.pixels(image(), slice());
	}
}
