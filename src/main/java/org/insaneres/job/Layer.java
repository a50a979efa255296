/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.Arrays;
import java.util.List;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.Refusal;
import org.insaneres.picture.Colour;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;

/**
 * A result laid over a plane as an element of the image's overlay. Its soft edge is mixed with what
 * is seen beneath at that moment, as overlays keep no transparency when saved; outside of an
 * irregular mask it is transparent, which ImageJ knows by black.
 */
public final class Layer {

	/** Property of a layer that says where it belongs, so that the next one there replaces it. */
	private static final String PLACE = "sd.place";

	private static final int BLACK = 0xff000000;

	private Layer() {}

	/**
	 * Lays a result over a plane, in place of an earlier layer for the same selection. The user can
	 * undo it.
	 *
	 * @param result width x height x 3, at its place in the image
	 * @param mask at its place in the image, 0 to 1; its interval says which earlier layer to replace
	 * @param label a few words that name the layer, such as the beginning of the prompt
	 * @param seed named too
	 * @return the layer, with the opacity of the one it replaces, else opaque
	 * @throws Refusal if the mask is 0 all over the result, or as {@link Plane#requireUnchanged}
	 */
	public static ImageRoi add(final Plane plane, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask, final String label, final long seed) {
		plane.requireUnchanged();
		final ImagePlus imp = plane.image();
		final Overlay overlay = imp.getOverlay() == null ? new Overlay() : imp.getOverlay();
		final String place = place(mask, imp, plane.slice());
		final int earlier = find(overlay, place);
		final ImageRoi layer = draw(plane, result, mask, earlier < 0 ? null : overlay.get(earlier));
		layer.setName("SD " + label + " seed " + seed);
		layer.setProperty(PLACE, place);
		position(layer, imp, plane.slice());
		if (earlier < 0) {
			overlay.add(layer);
			imp.setOverlay(overlay);
			Undo.setup(Undo.OVERLAY_ADDITION, imp);
		} else {
			Undo.setup(Undo.OVERLAY, imp);
			overlay.set(layer, earlier);
			imp.setOverlay(overlay);
		}
		imp.changes = true;
		return layer;
	}

	private static ImageRoi draw(final Plane plane, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask, final Roi replaced) {
		final Interval area = Masks
			.bounds(Views.interval(mask, Intervals.intersect(Blend.flat(mask), plane.bounds())))
			.map(bounds -> Intervals.intersect(bounds, Blend.flat(result)))
			.filter(common -> !Intervals.isEmpty(common))
			.orElseThrow(() -> new Refusal("The layer would be empty, as nothing of the result lies" +
				" inside of the selection: move the selection onto the picture."));
		final List<Roi> beneath = Overlays.at(plane.image(), plane.slice()).stream()
			.filter(roi -> roi != replaced).toList();
		final ColorProcessor pixels = new ColorProcessor((int) area.dimension(0),
			(int) area.dimension(1));
		final Tones tones = Tones.of(pixels);
		final float[] weights = Pictures.read(mask, area);
		paint(pixels, tones, plane.read(area, beneath), area, Canvas.everywhere(area));
		paint(pixels, tones, result, area, mask);
		final ImageRoi layer = new ImageRoi((int) area.min(0), (int) area.min(1), pixels);
		if (punch(pixels, weights)) {
			layer.setProcessor(pixels);
			layer.setZeroTransparent(true);
		}
		if (replaced instanceof ImageRoi earlier) {
			layer.setOpacity(earlier.getOpacity());
		}
		return layer;
	}

	private static void paint(final ColorProcessor pixels, final Tones tones,
		final RandomAccessibleInterval<FloatType> picture, final Interval area,
		final RandomAccessibleInterval<FloatType> mask) {
		final long x = -area.min(0);
		final long y = -area.min(1);
		Blend.over(pixels, pixels, tones, Views.translate(picture, x, y, 0),
			Views.translate(mask, x, y));
	}

	/**
	 * Blackens what the mask leaves out and lifts what ImageJ would take for black, luminance up to 1
	 * by whatever weights.
	 *
	 * @return whether anything is left out
	 */
	private static boolean punch(final ColorProcessor pixels, final float[] weights) {
		boolean holes = false;
		for (final float weight : weights) {
			holes |= !(weight > 0);
		}
		for (int i = 0; holes && i < weights.length; i++) {
			pixels.set(i, weights[i] > 0 ? lifted(pixels.get(i)) : BLACK);
		}
		return holes;
	}

	private static int lifted(final int rgb) {
		final int red = rgb >> 16 & 255;
		final int green = rgb >> 8 & 255;
		final int blue = rgb & 255;
		final boolean dark = Math.min((red + green + blue) / 3.0,
			Colour.luma(red, green, blue)) <= 1;
		return dark
			? BLACK | Math.max(red, 2) << 16 | Math.max(green, 2) << 8 | Math.max(blue, 2)
			: rgb;
	}

	private static int find(final Overlay overlay, final String place) {
		for (int i = 0; i < overlay.size(); i++) {
			if (place.equals(overlay.get(i).getProperty(PLACE))) return i;
		}
		return -1;
	}

	private static String place(final Interval mask, final ImagePlus imp, final int slice) {
		return mask.min(0) + "," + mask.min(1) + "," + mask.dimension(0) + "," + mask.dimension(1) +
			"@" + Arrays.toString(position(imp, slice));
	}

	/** Channel, slice and frame; all channels of a composite share their layers. */
	private static int[] position(final ImagePlus imp, final int slice) {
		final int[] at = imp.convertIndexToPosition(slice);
		if (Displayed.composite(imp)) {
			at[0] = 0;
		}
		return at;
	}

	private static void position(final Roi layer, final ImagePlus imp, final int slice) {
		if (imp.isHyperStack() || imp.getNChannels() > 1) {
			final int[] at = position(imp, slice);
			layer.setPosition(at[0], at[1], at[2]);
		} else {
			layer.setPosition(imp.getStackSize() > 1 ? slice : 0);
		}
	}
}
