/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.gui.ImageWindow;

import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.job.Making;
import org.insaneres.job.Output;
import org.insaneres.job.Provenance;
import org.insaneres.job.canvas.Overlays;

/**
 * Shows by turns what a picture was and what it is: a result in place is undone and brought back,
 * layers are hidden and shown, and a new image changes places on the screen with the one it was
 * made from. Pixels are never computed.
 */
public final class BeforeAfter {

	/** The label in the menu. */
	public static final String LABEL = "SD Before and After";

	private BeforeAfter() {}

	/** @throws Refusal if there is nothing to compare with */
	public static void flip(final ImagePlus image) {
		final Optional<Making> last = last(image);
		final boolean inPlace = last.map(making -> making.setting("output"))
			.filter(Output.IN_PLACE.toString()::equalsIgnoreCase).isPresent();
		if (inPlace && image.getProcessor().getSnapshotPixels() != null) {
			image.getProcessor().swapPixelArrays();
			image.updateAndDraw();
		} else if (!Overlays.at(image, image.getCurrentSlice()).isEmpty()) {
			image.setHideOverlay(!image.getHideOverlay());
			image.updateAndDraw();
		} else {
			show(partner(image), image);
		}
	}

	private static Optional<Making> last(final ImagePlus image) {
		return Provenance.makings(image).stream().reduce((first, second) -> second);
	}

	/** The open image that this one was made from, or the newest one made from this. */
	private static ImagePlus partner(final ImagePlus image) {
		final int[] ids = WindowManager.getIDList();
		final List<ImagePlus> others = ids == null
			? List.of()
			: IntStream.of(ids).mapToObj(WindowManager::getImage)
				.filter(other -> other != null && other != image).toList();
		final Optional<Making> made = last(image);
		final Stream<ImagePlus> sources = others.stream()
			.filter(other -> made.isPresent() && Repeat.isSource(other, made.get()));
		final Stream<ImagePlus> results = others.stream()
			.filter(other -> last(other).filter(making -> Repeat.isSource(image, making)).isPresent())
			.sorted((a, b) -> a.getID() - b.getID());
		return Stream.concat(sources, results).findFirst()
			.orElseThrow(() -> new Refusal("\"" + image.getTitle() + "\" has no layer, nothing to undo," +
				" and the picture it was made from is not open: open that."));
	}

	/** Puts the window of an image where that of another is, with the same part in view. */
	private static void show(final ImagePlus image, final ImagePlus instead) {
		final ImageWindow window = image.getWindow();
		final ImageWindow place = instead.getWindow();
		if (window != null && place != null) {
			final ImageCanvas from = place.getCanvas();
			final ImageCanvas to = window.getCanvas();
			final double scale = (double) image.getWidth() / instead.getWidth();
			final Rectangle part = from.getSrcRect();
			to.setSize(from.getSize());
			to.setSourceRect(new Rectangle((int) Math.round(part.x * scale),
				(int) Math.round(part.y * scale), (int) Math.round(part.width * scale),
				(int) Math.round(part.height * scale)));
			to.setMagnification(from.getMagnification() / scale);
			window.setLocation(place.getLocation());
			window.pack();
			image.updateAndDraw();
			window.toFront();
		}
		ij.IJ.selectWindow(image.getID());
	}
}
