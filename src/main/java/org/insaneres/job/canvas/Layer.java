/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.Undo;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

	/** The layer that ImageJ's brush paints on, which it makes on top where there is none. */
	private static final String BRUSH = "[Brush]";
	private static final String PAINT = "Paint";

	private Layer() {}

	/**
	 * Lays a result over a plane. The user can undo it.
	 * <p>
	 * Made from the pixels alone, it takes the place of an earlier layer for the same selection, or
	 * lies under what is painted on the layer [Brush]. Made from all that is seen, it lies over all
	 * of it, an earlier layer that it hides goes, and [Brush] gets another name, so that the next
	 * stroke begins a new one on top.
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
		final int index = index(overlay, earlier, plane);
		final ImageRoi layer = draw(plane, result, mask, below(overlay, index, plane));
		layer.setName("SD " + label + " seed " + seed);
		layer.setProperty(PLACE, place);
		position(layer, imp, plane.slice());
		if (index == overlay.size() && earlier < 0 && brush(overlay) < 0) {
			overlay.add(layer);
			Undo.setup(Undo.OVERLAY_ADDITION, imp);
		} else {
			Undo.setup(Undo.OVERLAY, imp);
			insert(overlay, layer, index, earlier, plane.withOverlay());
		}
		imp.setOverlay(overlay);
		imp.changes = true;
		return layer;
	}

	/** Where a layer belongs in the overlay. */
	private static int index(final Overlay overlay, final int earlier, final Plane plane) {
		if (plane.withOverlay()) return overlay.size();
		if (earlier >= 0) return earlier;
		return brush(overlay) < 0 ? overlay.size() : brush(overlay);
	}

	/** The elements of a plane below an index. */
	private static List<Roi> below(final Overlay overlay, final int index, final Plane plane) {
		return Arrays.stream(overlay.toArray()).limit(index)
			.filter(roi -> Overlays.shows(roi, plane.image(), plane.slice())).toList();
	}

	private static void insert(final Overlay overlay, final ImageRoi layer, final int index,
		final int earlier, final boolean onTop) {
		final List<Roi> elements = new ArrayList<>(List.of(overlay.toArray()));
		if (onTop) {
			elements.add(layer);
			elements.stream().filter(roi -> BRUSH.equals(roi.getName()))
				.forEach(roi -> roi.setName(PAINT));
			if (earlier >= 0 && hides(layer, elements.get(earlier))) elements.remove(earlier);
		} else if (earlier >= 0) {
			if (elements.get(earlier) instanceof ImageRoi replaced) {
				layer.setOpacity(replaced.getOpacity());
			}
			elements.set(earlier, layer);
		} else {
			elements.add(index, layer);
		}
		overlay.clear();
		elements.forEach(overlay::add);
	}

	/** Whether nothing of a layer is seen under another, opaque one. */
	private static boolean hides(final ImageRoi upper, final Roi lower) {
		if (!upper.getBounds().contains(lower.getBounds())) return false;
		if (!upper.getZeroTransparent()) return true;
		if (!(lower instanceof ImageRoi image)) return false;
		final Rectangle above = upper.getBounds();
		final Rectangle box = lower.getBounds();
		for (int y = 0; y < box.height; y++) {
			for (int x = 0; x < box.width; x++) {
				final boolean covered = (upper.getProcessor().get(x + box.x - above.x,
					y + box.y - above.y) & 0xffffff) != 0;
				final boolean empty = image.getZeroTransparent()
					&& (image.getProcessor().get(x, y) & 0xffffff) == 0;
				if (!covered && !empty) return false;
			}
		}
		return true;
	}

	private static int brush(final Overlay overlay) {
		return overlay.getIndex(BRUSH);
	}

	private static ImageRoi draw(final Plane plane, final RandomAccessibleInterval<FloatType> result,
		final RandomAccessibleInterval<FloatType> mask, final List<Roi> beneath) {
		final Interval area = Masks
			.bounds(Views.interval(mask, Intervals.intersect(Blend.flat(mask), plane.bounds())))
			.map(bounds -> Intervals.intersect(bounds, Blend.flat(result)))
			.filter(common -> !Intervals.isEmpty(common))
			.orElseThrow(() -> new Refusal("The layer would be empty, as nothing of the result lies" +
				" inside of the selection: move the selection onto the picture."));
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
