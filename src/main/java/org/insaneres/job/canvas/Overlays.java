/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import net.imglib2.Interval;

/**
 * Overlays as they are seen over a plane, drawn at full size without a window. Number labels of
 * elements are not drawn.
 */
public final class Overlays {

	private static final BasicStroke THIN = new BasicStroke(1);

	private static final int OPAQUE = 0xff000000;

	private Overlays() {}

	/** The elements seen over a plane, lowest first; none while the overlay is hidden. */
	public static List<Roi> seen(final ImagePlus imp, final int slice) {
		return imp.getHideOverlay() ? List.of() : at(imp, slice);
	}

	/** The elements that belong to a plane, lowest first. */
	public static List<Roi> at(final ImagePlus imp, final int slice) {
		final Overlay overlay = imp.getOverlay();
		if (overlay == null) return List.of();
		return Arrays.stream(overlay.toArray()).filter(roi -> shows(roi, imp, slice)).toList();
	}

	/** Whether an element belongs to a plane, after the rules of ImageJ's canvas. */
	static boolean shows(final Roi roi, final ImagePlus imp, final int slice) {
		final int position = roi.getPosition();
		if (imp.isHyperStack() || imp.getNChannels() > 1) {
			final int[] at = imp.convertIndexToPosition(slice);
			final int frame = roi.getTPosition() == 0 && position > 0 ? position : roi.getTPosition();
			return fits(roi.getCPosition(), channel(imp, at[0])) && fits(roi.getZPosition(), at[1]) &&
				fits(frame, at[2]);
		}
		if (imp.getStackSize() == 1 || position == PointRoi.POINTWISE_POSITION) return true;
		if (position == 0 && roi.getCPosition() == 1) {
			if (roi.getZPosition() == 1) return fits(roi.getTPosition(), slice);
			if (roi.getTPosition() == 1) return fits(roi.getZPosition(), slice);
		}
		return fits(position, slice);
	}

	/** All channels of a composite are seen at once, through the one that is selected. */
	private static int channel(final ImagePlus imp, final int channel) {
		return imp.getDisplayMode() == IJ.COMPOSITE ? imp.getChannel() : channel;
	}

	private static boolean fits(final int wanted, final int at) {
		return wanted == 0 || wanted == at;
	}

	/**
	 * Draws elements over a block of a picture. Pixels whose displayed colour does not change keep
	 * their full precision.
	 *
	 * @param elements lowest first
	 * @param block 3 x height x width, changed
	 * @param window where the block lies in the picture
	 */
	static void draw(final List<Roi> elements, final float[] block, final Interval window) {
		if (elements.isEmpty()) return;
		final int width = (int) window.dimension(0);
		final int height = (int) window.dimension(1);
		final int size = width * height;
		final int[] before = new int[size];
		for (int i = 0; i < size; i++) {
			before[i] = OPAQUE | Tones.Rgb.bits(block[i]) << 16 | Tones.Rgb.bits(block[size + i]) << 8 |
				Tones.Rgb.bits(block[2 * size + i]);
		}
		final BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		image.setRGB(0, 0, width, height, before, 0, width);
		final Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING,
			RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.translate(-window.min(0), -window.min(1));
		onEventThread(() -> elements.forEach(roi -> draw(roi, graphics)));
		graphics.dispose();
		final int[] after = image.getRGB(0, 0, width, height, null, 0, width);
		for (int i = 0; i < size; i++) {
			if (after[i] == before[i]) continue;
			block[i] = (after[i] >> 16 & 255) / 255f;
			block[size + i] = (after[i] >> 8 & 255) / 255f;
			block[2 * size + i] = (after[i] & 255) / 255f;
		}
	}

	/** An element without what lies beneath, transparent where it does not paint. */
	static BufferedImage alone(final Roi roi, final Rectangle window) {
		final BufferedImage image = new BufferedImage(window.width, window.height,
			BufferedImage.TYPE_INT_ARGB);
		final Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING,
			RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.translate(-window.x, -window.y);
		onEventThread(() -> draw(roi, graphics));
		graphics.dispose();
		return image;
	}

	/** Detaches the element from its window meanwhile, whose zoom it would be drawn with. */
	private static void draw(final Roi roi, final Graphics2D graphics) {
		final ImagePlus owner = roi.getImage();
		final Color stroke = roi.getStrokeColor();
		if (stroke == null && roi.getFillColor() == null) {
			roi.setStrokeColor(Roi.getColor());
		}
		if (roi.getStroke() == null) {
			graphics.setStroke(THIN);
		}
		roi.setImage(null);
		try {
			roi.drawOverlay(graphics);
		} finally {
			roi.setImage(owner);
			roi.setStrokeColor(stroke);
		}
	}

	/** ImageJ draws the same elements on this thread, and they remember what they are drawn on. */
	private static void onEventThread(final Runnable drawing) {
		if (GraphicsEnvironment.isHeadless() || EventQueue.isDispatchThread()) {
			drawing.run();
			return;
		}
		try {
			EventQueue.invokeAndWait(drawing);
		} catch (final InterruptedException exception) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while drawing the overlay.");
		} catch (final InvocationTargetException exception) {
			throw new IllegalStateException("The overlay cannot be drawn", exception.getCause());
		}
	}
}
