/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;

import org.insaneres.Refusal;

/**
 * A new image for a result. Greys stay greys of the same type and display range; all else becomes
 * RGB. Calibration, properties, selection and overlay go along. Blocks may be painted in any order
 * and again, while the image is on display.
 *
 * <pre>
 * final Canvas canvas = Canvas.of(plane, 860, 860);
 * desk.show(canvas.image());
 * canvas.sketch(1, () -&gt; block); // as often as there is something new to see
 * canvas.paint(1, result);
 * </pre>
 */
public final class Canvas {

	/** Pixels of the largest plane that fits into an array. */
	private static final long LARGEST = Integer.MAX_VALUE - 8;

	private final ImagePlus image;
	private final List<ImageProcessor> slices;
	private final List<ImageProcessor> grounds;
	private final Aside sketching = new Aside();
	private int begun;

	private Canvas(final ImagePlus image, final List<ImageProcessor> slices,
		final List<ImageProcessor> grounds) {
		this.image = image;
		this.slices = slices;
		this.grounds = grounds;
	}

	/** A canvas for one result of one plane. */
	public static Canvas of(final Plane source, final int width, final int height) {
		return of(List.of(source), width, height);
	}

	/**
	 * A canvas of several slices, for the results of several planes or for several results of one. It
	 * begins as a copy of the source if the size is the same, else black.
	 *
	 * @param sources at least one, all of the same image
	 * @param width in pixels
	 * @param height in pixels
	 * @throws Refusal if ImageJ cannot hold an image of that size
	 */
	public static Canvas of(final List<Plane> sources, final int width, final int height) {
		if ((long) width * height > LARGEST) {
			throw new Refusal("A picture of " + width + " x " + height +
				" pixels is larger than ImageJ can hold: choose a smaller size.");
		}
		final Interval size = sources.get(0).bounds();
		final boolean same = width == size.dimension(0) && height == size.dimension(1);
		final boolean grey = sources.stream().allMatch(Plane::grey);
		final List<ImageProcessor> slices = new ArrayList<>();
		final List<ImageProcessor> grounds = new ArrayList<>();
		for (final Plane source : sources) {
			final ImageProcessor slice = same
				? copy(source, grey)
				: black(source, grey, width, height);
			slices.add(slice);
			grounds.add(same ? slice.duplicate() : slice);
		}
		return new Canvas(Attributes.image(sources, slices), slices, grounds);
	}

	/** The image as painted so far, not shown yet; titled as its source with "-sd" behind. */
	public ImagePlus image() {
		sketching.settle();
		return image;
	}

	/**
	 * The image with the slices that something was painted in, named as unfinished; null if there are
	 * none, or if leaving slices out would break a hyperstack.
	 */
	public ImagePlus unfinished() {
		sketching.settle();
		final boolean all = begun == slices.size();
		if (begun == 0 || !all && image.isHyperStack()) return null;
		image.setTitle(image.getTitle() + "-unfinished");
		if (!all) {
			final ImageStack stack = image.getStack();
			while (stack.size() > begun) {
				stack.deleteLastSlice();
			}
			image.setStack(stack);
		}
		return image;
	}

	/** Names a slice, such as by the seed it was made with. */
	public void label(final int slice, final String text) {
		image.getStack().setSliceLabel(text, slice);
	}

	/**
	 * Paints a block while the caller goes on, unless another one comes before it is begun.
	 *
	 * @param slice from 1
	 * @param block makes it, see {@link #paint(int, RandomAccessibleInterval)}; null for nothing
	 * @throws RuntimeException if making an earlier one failed
	 */
	public void sketch(final int slice,
		final Supplier<RandomAccessibleInterval<FloatType>> block) {
		sketching.offer(() -> {
			final var made = block.get();
			if (made != null) draw(slice, made, null);
		});
	}

	/**
	 * Paints a block, over all that was sketched.
	 *
	 * @param slice from 1
	 * @param block width x height x 3, at its place in the image; what overhangs is dropped
	 */
	public void paint(final int slice, final RandomAccessibleInterval<FloatType> block) {
		paint(slice, block, null);
	}

	/**
	 * Paints a block through a soft mask: over the source if the size is the same, whatever was
	 * painted before, else over what was painted before. Where the mask is 0, and where the block
	 * shows just what the source does, pixels are the source's, bit for bit.
	 *
	 * @param slice from 1
	 * @param block width x height x 3, at its place in the image; what overhangs is dropped
	 * @param mask at its place in the image, 0 to 1; null for 1 everywhere
	 */
	public void paint(final int slice, final RandomAccessibleInterval<FloatType> block,
		final RandomAccessibleInterval<FloatType> mask) {
		sketching.drop();
		sketching.settle();
		sketching.check();
		draw(slice, block, mask);
	}

	private void draw(final int slice, final RandomAccessibleInterval<FloatType> block,
		final RandomAccessibleInterval<FloatType> mask) {
		begun = Math.max(begun, slice);
		final ImageProcessor pixels = slices.get(slice - 1);
		Blend.over(pixels, grounds.get(slice - 1), Tones.of(pixels), block, mask);
		image.updateAndDraw();
	}

	private static ImageProcessor copy(final Plane source, final boolean grey) {
		final ImageProcessor pixels = source.pixels();
		final boolean holds = grey || pixels instanceof ColorProcessor;
		if (holds && source.elements().isEmpty()) return pixels.duplicate();
		final ImageProcessor copy = holds
			? pixels.duplicate()
			: black(pixels.getWidth(), pixels.getHeight());
		final RandomAccessibleInterval<FloatType> picture = source.read();
		Blend.over(copy, copy, Tones.of(copy), picture, null);
		return copy;
	}

	private static ImageProcessor black(final Plane source, final boolean grey, final int width,
		final int height) {
		if (!grey) {
			final ImageProcessor blank = black(width, height);
			Alpha.scale(source.pixels(), blank);
			return blank;
		}
		final ImageProcessor blank = source.pixels().createProcessor(width, height);
		final Tones tones = Tones.of(blank);
		final float[] black = new float[3];
		for (int i = 0; i < blank.getPixelCount(); i++) {
			tones.set(blank, i, black);
		}
		return blank;
	}

	private static ImageProcessor black(final int width, final int height) {
		final ImageProcessor blank = new ColorProcessor(width, height);
		blank.setColor(Color.BLACK);
		blank.fill();
		return blank;
	}

	/** A mask of ones. */
	public static RandomAccessibleInterval<FloatType> everywhere(final Interval block) {
		return ConstantUtils.constantRandomAccessibleInterval(new FloatType(1), Blend.flat(block));
	}
}
