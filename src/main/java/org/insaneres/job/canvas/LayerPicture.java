/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.process.ColorProcessor;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A plane and what lies over it, as pictures of their own.
 *
 * @param name for people
 * @param x of the left edge in the image
 * @param y of the upper edge in the image
 * @param opacity 0 to 1
 * @param visible whether it is seen now
 * @param picture with transparency
 */
public record LayerPicture(String name, int x, int y, double opacity, boolean visible,
	BufferedImage picture) {

	/** All layers of what is on display, the lowest first: the pixels of the image. */
	public static List<LayerPicture> of(final ImagePlus image) {
		final int slice = image.getCurrentSlice();
		final List<LayerPicture> layers = new ArrayList<>();
		layers.add(new LayerPicture(image.getTitle(), 0, 0, 1, true,
			flat(Plane.of(image, slice)).getBufferedImage()));
		for (final Roi roi : Overlays.at(image, slice)) {
			layers.add(of(roi, image));
		}
		return layers;
	}

	/** What a plane shows, in colours. */
	public static ColorProcessor flat(final Plane plane) {
		final int width = (int) plane.bounds().dimension(0);
		final ColorProcessor flat = new ColorProcessor(width, (int) plane.bounds().dimension(1));
		final var picture = plane.read();
		Blend.over(flat, flat, Tones.of(flat), picture, null);
		return flat;
	}

	private static LayerPicture of(final Roi roi, final ImagePlus image) {
		final boolean shown = !image.getHideOverlay();
		final String name = roi.getName() == null ? roi.getTypeAsString() : roi.getName();
		if (roi instanceof ImageRoi layer) {
			final Rectangle box = layer.getBounds();
			final ImageRoi opaque = (ImageRoi) layer.clone();
			opaque.setOpacity(1);
			return new LayerPicture(name, box.x, box.y, layer.getOpacity(), shown,
				Overlays.alone(opaque, box));
		}
		final Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
		final BufferedImage drawn = Overlays.alone(roi, all);
		final Rectangle box = painted(drawn);
		return new LayerPicture(name, box.x, box.y, 1, shown,
			drawn.getSubimage(box.x, box.y, box.width, box.height));
	}

	/** The part of a picture that is not transparent, at least one pixel. */
	private static Rectangle painted(final BufferedImage picture) {
		final Rectangle box = new Rectangle(-1, -1);
		final int width = picture.getWidth();
		final int[] row = new int[width];
		for (int y = 0; y < picture.getHeight(); y++) {
			picture.getRGB(0, y, width, 1, row, 0, width);
			for (int x = 0; x < width; x++) {
				if (row[x] >>> 24 != 0) box.add(new Rectangle(x, y, 1, 1));
			}
		}
		return box.isEmpty() ? new Rectangle(1, 1) : box;
	}
}
