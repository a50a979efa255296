/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.job.ImageToImage;
import org.insaneres.job.ImageToImageSettings;
import org.insaneres.job.Upscale;
import org.insaneres.job.UpscaleSettings;
import org.insaneres.job.shelf.Records;

/** Does what a cell of an exploration shows with the whole picture at its full size. */
public final class MakeBig {

	/** The label in the menu. */
	public static final String LABEL = "SD Make This One Big...";

	/** The property of a hyperstack that says what was explored. */
	static final String PICTURE = "sd.picture";

	private final MakeBigSettings settings;
	private final Map<String, String> cell;
	private final Explored action;
	private final ImagePlus picture;

	/**
	 * @param stack what {@link Explore} made, or slices of it
	 * @throws Refusal if there is no such cell, or the picture that was explored is not open
	 */
	public MakeBig(final ImagePlus stack, final MakeBigSettings settings) {
		this.settings = settings;
		if (settings.cell() < 1 || settings.cell() > stack.getStackSize()) {
			throw new Refusal("cell is " + settings.cell() + ", but \"" + stack.getTitle() + "\" has 1" +
				" to " + stack.getStackSize() + ".");
		}
		cell = CellNote.read(stack.getStack().getSliceLabel(settings.cell()));
		if (!cell.containsKey(CellNote.ACTION)) {
			throw new Refusal(
				"\"" + stack.getTitle() + "\" shows no finished cell here: choose one in a" +
					" stack made by " + Explore.LABEL.replace("...", "") + ".");
		}
		action = Explored.named(cell.get(CellNote.ACTION));
		picture = picture(settings.picture().isBlank() ? explored(stack) : settings.picture());
	}

	/** The title of the picture that an image says was explored; empty if it says nothing. */
	public static String explored(final ImagePlus stack) {
		final String title = stack.getProp(PICTURE);
		return title == null ? "" : title;
	}

	private static ImagePlus picture(final String title) {
		final ImagePlus picture = WindowManager.getImage(title);
		if (picture != null) return picture;
		throw new Refusal("The picture " + (title.isEmpty() ? "" : "\"" + title + "\" ") +
			"that was explored is not open: open it, or give the title of an open one as picture.");
	}

	/**
	 * @param upscale settings for what the cell does not say, if it is enlarged
	 * @param desk hears of the progress and may cancel
	 * @return a new picture, or null if the result went into the picture itself
	 * @throws Refusal if it can not be done
	 */
	public ImagePlus run(final UpscaleSettings upscale, final Desk desk) {
		if (action == Explored.IMAGE_TO_IMAGE && settings.scale() == 0) {
			return ImageToImage.run(picture, of(ImageToImageSettings.class, Map.of()), desk);
		}
		final UpscaleSettings all = of(UpscaleSettings.class, Records.values(upscale));
		final Roi selection = picture.getRoi();
		if (action == Explored.UPSCALE) return Upscale.run(picture, all, desk);
		// It chose a tile, or what was painted; now it is the whole picture's turn
		picture.deleteRoi();
		try {
			return Upscale.run(picture, all, desk);
		} finally {
			picture.setRoi(selection);
		}
	}

	private <R extends Record> R of(final Class<R> type, final Map<String, Object> others) {
		return Records.make(type, key -> value(key, type, others));
	}

	private Object value(final String key, final Class<? extends Record> type,
		final Map<String, Object> others) {
		if (key.equals("output")) return settings.output();
		if (key.equals("scale") && settings.scale() > 0) return settings.scale();
		final boolean other = action == Explored.IMAGE_TO_IMAGE && type == UpscaleSettings.class &&
			(key.equals("lock") || key.equals("scale"));
		final String text = other ? null : cell.get("sd." + key);
		return text == null ? others.get(key) : Records.read(type, key, text);
	}
}
