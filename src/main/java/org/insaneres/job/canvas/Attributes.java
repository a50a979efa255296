/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.plugin.RoiScaler;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.geom.Rectangle2D;
import java.util.List;

/** What an image made from another takes over from it, beside pixels. */
public final class Attributes {

	private Attributes() {}

	/**
	 * An image with the calibration, info, properties, selection and overlay of another, scaled to
	 * its own size.
	 *
	 * @param sources the planes it is made from, all of the same image
	 * @param slices its pixels, one for each source
	 */
	static ImagePlus image(final List<Plane> sources, final List<ImageProcessor> slices) {
		final ImagePlus imp = sources.get(0).image();
		final ImagePlus image = imp.createImagePlus();
		final String title = title(imp);
		if (slices.size() == 1) {
			image.setProcessor(title, slices.get(0));
		} else {
			final ImageStack stack = new ImageStack();
			for (int i = 0; i < slices.size(); i++) {
				stack.addSlice(imp.getStack().getSliceLabel(sources.get(i).slice()), slices.get(i));
			}
			image.setStack(title, stack);
		}
		if (whole(sources, imp)) {
			image.setDimensions(imp.getNChannels(), imp.getNSlices(), imp.getNFrames());
			image.setOpenAsHyperStack(imp.isHyperStack());
		}
		final double x = (double) image.getWidth() / imp.getWidth();
		final double y = (double) image.getHeight() / imp.getHeight();
		image.setCalibration(calibration(imp, slices.get(0) instanceof ColorProcessor, x, y));
		if (imp.getRoi() != null) {
			image.setRoi(scaled(imp.getRoi(), x, y));
		}
		overlay(sources, imp, image, x, y);
		return image;
	}

	/** The same for the same open images, and of no other open image. */
	public static String title(final ImagePlus imp) {
		final String title = imp.getShortTitle() + "-sd";
		String unique = title;
		for (int i = 1; WindowManager.getImage(unique) != null; i++) {
			unique = title + "-" + i;
		}
		return unique;
	}

	/** Whether the planes are a whole stack, in order, so that its dimensions stay true. */
	private static boolean whole(final List<Plane> sources, final ImagePlus imp) {
		for (int i = 0; i < sources.size(); i++) {
			if (sources.get(i).slice() != i + 1) return false;
		}
		return sources.size() > 1 && sources.size() == imp.getStackSize();
	}

	private static Calibration calibration(final ImagePlus imp, final boolean colour,
		final double x, final double y) {
		final Calibration calibration = imp.getCalibration().copy();
		if (calibration.scaled()) {
			// Pictures without a scale go on counting pixels, as in ImageJ's own Scale
			calibration.pixelWidth /= x;
			calibration.pixelHeight /= y;
		}
		calibration.xOrigin *= x;
		calibration.yOrigin *= y;
		if (colour) {
			calibration.disableDensityCalibration();
		}
		return calibration;
	}

	/** Elements that were drawn into the picture are no layers any more. */
	private static void overlay(final List<Plane> sources, final ImagePlus imp,
		final ImagePlus image, final double x, final double y) {
		final Overlay overlay = imp.getOverlay();
		if (overlay == null || sources.stream().anyMatch(plane -> !plane.elements().isEmpty())) return;
		final boolean whole = whole(sources, imp);
		final Overlay copy = overlay.create();
		for (final Roi roi : overlay.toArray()) {
			if (!whole && !Overlays.shows(roi, imp, sources.get(0).slice())) continue;
			final Roi element = scaled(roi, x, y);
			if (!whole) {
				element.setPosition(0);
			}
			copy.add(element);
		}
		if (copy.size() == 0) return;
		image.setOverlay(copy);
		image.setHideOverlay(imp.getHideOverlay());
	}

	private static Roi scaled(final Roi roi, final double x, final double y) {
		if (x == 1 && y == 1) return (Roi) roi.clone();
		final Roi scaled = shape(roi, x, y);
		if (roi.hasHyperStackPosition()) {
			scaled.setPosition(roi.getCPosition(), roi.getZPosition(), roi.getTPosition());
		} else {
			scaled.setPosition(roi.getPosition());
		}
		return scaled;
	}

	/** ImageJ's scaler would make polygons of rectangles and ovals. */
	private static Roi shape(final Roi roi, final double x, final double y) {
		final Rectangle2D.Double box = roi.getFloatBounds();
		final Roi scaled;
		if (roi.getClass() == Roi.class) {
			scaled = new Roi(box.x * x, box.y * y, box.width * x, box.height * y,
				(int) Math.round(roi.getCornerDiameter() * x));
		} else if (roi.getClass() == OvalRoi.class) {
			scaled = new OvalRoi(box.x * x, box.y * y, box.width * x, box.height * y);
		} else return RoiScaler.scale(roi, x, y, false);
		scaled.copyAttributes(roi);
		if (roi.getStrokeWidth() > 0) {
			scaled.setStrokeWidth(roi.getStrokeWidth() * x);
		}
		return scaled;
	}
}
