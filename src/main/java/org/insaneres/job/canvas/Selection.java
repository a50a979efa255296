/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ImageProcessor;

import java.awt.Rectangle;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.Refusal;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;

/**
 * The part of a picture that is to change.
 *
 * @param mask 1 where selected, else 0; its interval is the smallest rectangle around the selected
 * pixels, inside of the picture
 * @param picture all of the picture, at (0, 0)
 * @param whole whether there is no selection, so that everything is to change
 */
public record Selection(RandomAccessibleInterval<FloatType> mask, Interval picture,
	boolean whole) {

	/** Pixels of the largest mask that fits into an array. */
	private static final long LARGEST = Integer.MAX_VALUE - 8;

	/**
	 * What is selected in an image; everything if nothing is.
	 *
	 * @throws Refusal if the selection encloses no pixel of the image
	 */
	public static Selection of(final ImagePlus imp) {
		final Roi roi = imp.getRoi();
		final Interval picture = new FinalInterval(imp.getWidth(), imp.getHeight());
		if (roi == null) return new Selection(ones(picture), picture, true);
		if (!roi.isArea() || roi instanceof TextRoi) {
			throw new Refusal("A selection of type " + roi.getTypeAsString() +
				" encloses no area to work on: draw a rectangle, oval or outline," +
				" or choose Edit>Selection>Select None to work on the whole picture.");
		}
		return new Selection(drawn(roi, picture), picture, false);
	}

	/** Where the selection is, inside of the picture. */
	public Interval bounds() {
		return mask;
	}

	/**
	 * The mask with a soft edge inside of the selection, as {@link Masks#feather}. Where the
	 * selection meets the border of the picture there is no edge.
	 *
	 * @param feather in pixels; 0 changes nothing
	 * @return of the size and place of the mask
	 */
	public RandomAccessibleInterval<FloatType> soft(final double feather) {
		if (whole) return mask;
		final Interval around = Intervals.intersect(Intervals.expand(mask, 1), picture);
		return Views.interval(Masks.feather(Views.interval(Views.extendZero(mask), around), feather),
			mask);
	}

	static RandomAccessibleInterval<FloatType> drawn(final Roi roi, final Interval picture) {
		final Rectangle box = roi.getBounds();
		final Interval area = Intervals.intersect(picture,
			FinalInterval.createMinSize(box.x, box.y, box.width, box.height));
		if (Intervals.isEmpty(area)) throw nothing();
		if ((long) box.width * box.height > LARGEST && !plain(roi)) {
			throw new Refusal("The selection reaches so far beyond the picture that ImageJ cannot draw" +
				" it: make a smaller one.");
		}
		final ImageProcessor shape = roi.getMask();
		if (shape == null) return ones(area);
		final int width = (int) area.dimension(0);
		final float[] values = new float[(int) Intervals.numElements(area)];
		for (int i = 0; i < values.length; i++) {
			final int x = (int) area.min(0) - box.x + i % width;
			final int y = (int) area.min(1) - box.y + i / width;
			values[i] = shape.get(x, y) == 0 ? 0 : 1;
		}
		final RandomAccessibleInterval<FloatType> mask = Pictures.wrap(values, area);
		return Views.interval(mask, Masks.bounds(mask).orElseThrow(Selection::nothing));
	}

	private static boolean plain(final Roi roi) {
		return roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() == 0;
	}

	private static RandomAccessibleInterval<FloatType> ones(final Interval area) {
		return ConstantUtils.constantRandomAccessibleInterval(new FloatType(1), area);
	}

	private static Refusal nothing() {
		return new Refusal("The selection encloses no pixel of the picture: move it onto the picture," +
			" or choose Edit>Selection>Select None to work on all of it.");
	}
}
