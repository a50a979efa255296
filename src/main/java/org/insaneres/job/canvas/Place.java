/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.plugin.frame.RoiManager;

import java.awt.HeadlessException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.Refusal;
import org.insaneres.picture.Pictures;

/**
 * A region of interest that says how it is to be painted, by properties that the user gives it:
 * {@code sd.prompt}, {@code sd.negative}, {@code sd.strength} (0 to 1), {@code sd.keep} (true
 * leaves it as it is). In a macro: {@code Roi.setProperty("sd.prompt", "a red brick wall");}.
 *
 * @param mask width x height of the picture, 1 inside
 * @param prompt empty for that of the settings
 * @param negative empty for that of the settings
 * @param strength empty for that of the settings
 */
public record Place(RandomAccessibleInterval<FloatType> mask, String prompt, String negative,
	OptionalDouble strength) {

	private static final String PROMPT = "sd.prompt";
	private static final String NEGATIVE = "sd.negative";
	private static final String STRENGTH = "sd.strength";
	private static final String KEEP = "sd.keep";

	/**
	 * All in the overlay and, above these, in the ROI Manager that have such a property and belong to
	 * a plane.
	 *
	 * @return lowest first
	 * @throws Refusal if there are none, or one can not be understood
	 */
	public static List<Place> of(final ImagePlus image, final int slice) {
		final List<Roi> rois = new ArrayList<>(Overlays.at(image, slice));
		for (final Roi roi : managed()) {
			if (Overlays.shows(roi, image, slice)) rois.add(roi);
		}
		final Interval picture = Intervals.createMinMax(0, 0, image.getWidth() - 1,
			image.getHeight() - 1);
		final List<Place> places = new ArrayList<>();
		for (final Roi roi : rois) {
			if (!told(roi)) continue;
			require(roi.isArea() && !(roi instanceof TextRoi), roi, "encloses no area");
			final var bounds = roi.getBounds();
			if (!bounds.intersects(0, 0, image.getWidth(), image.getHeight())) continue;
			places.add(new Place(whole(Selection.drawn(roi, picture), picture), text(roi, PROMPT),
				text(roi, NEGATIVE), strength(roi)));
		}
		if (!places.isEmpty()) return places;
		throw new Refusal("regions is true, but no region of interest in the overlay or the ROI" +
			" Manager says how it is to be painted: give one the property sd.prompt, sd.negative," +
			" sd.strength or sd.keep (Edit>Selection>Properties...), or set regions=false.");
	}

	/** Those in the ROI Manager, if there is one. */
	private static Roi[] managed() {
		try {
			final RoiManager manager = RoiManager.getInstance2();
			return manager == null ? new Roi[0] : manager.getRoisAsArray();
		} catch (final HeadlessException noManagerWithoutDisplay) {
			return new Roi[0];
		}
	}

	private static boolean told(final Roi roi) {
		return List.of(PROMPT, NEGATIVE, STRENGTH, KEEP).stream()
			.anyMatch(key -> roi.getProperty(key) != null);
	}

	private static RandomAccessibleInterval<FloatType> whole(
		final RandomAccessibleInterval<FloatType> mask, final Interval picture) {
		final var all = Pictures.createMask(picture.dimension(0), picture.dimension(1));
		Pictures.copy(mask, Views.interval(all, all));
		return all;
	}

	private static OptionalDouble strength(final Roi roi) {
		if (text(roi, KEEP).equalsIgnoreCase("true")) return OptionalDouble.of(0);
		final String strength = text(roi, STRENGTH);
		if (strength.isEmpty()) return OptionalDouble.empty();
		final double value = number(strength);
		require(value >= 0 && value <= 1, roi, "has " + STRENGTH + " \"" + strength + "\"");
		return OptionalDouble.of(value);
	}

	private static double number(final String text) {
		try {
			return Double.parseDouble(text);
		} catch (final NumberFormatException e) {
			return Double.NaN;
		}
	}

	private static void require(final boolean good, final Roi roi, final String what) {
		if (good) return;
		throw new Refusal("The region of interest \"" + (roi.getName() == null ? "" : roi.getName()) +
			"\" " + what + ", but regions must be areas, and their strength a number from 0 to 1:" +
			" correct it, or set regions=false.");
	}

	private static String text(final Roi roi, final String key) {
		final String text = roi.getProperty(key);
		return text == null ? "" : text.strip();
	}
}
