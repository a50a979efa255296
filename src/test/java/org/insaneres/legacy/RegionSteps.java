/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.WindowManager;
import ij.plugin.frame.RoiManager;

import java.util.Arrays;

/** Regions in the ROI Manager, which needs a display. */
final class RegionSteps {

	private static final String ART = "newImage('art', 'RGB ramp', 64, 48, 1);\n" +
		"setColor(200, 40, 20); fillOval(8, 6, 20, 16); fillRect(40, 20, 6, 20);\n";
	private static final String UPSCALE = "run('Select None'); run('SD Upscale...', 'steps=4 seed=7" +
		" tile=64 overlap=16 strength=0.8 guidance=2 regions=true'); ";

	private static final String PAINTED = "makeRectangle(0, 0, 64, 48); " +
		"Roi.setProperty('sd.prompt', 'comic'); Roi.setProperty('sd.negative', 'photo');" +
		" Roi.setProperty('sd.strength', '0.5'); ";
	private static final String KEPT = "makeRectangle(0, 0, 30, 48);" +
		" Roi.setProperty('sd.keep', 'true'); ";

	private static final String OVERLAY = "Overlay.addSelection; ";
	private static final String MANAGER = "roiManager('add'); ";

	private RegionSteps() {}

	/** They count as those in the overlay, with all their properties, and lie over these. */
	static void manager() {
		final int[] overlaid = pixels(PAINTED + OVERLAY + KEPT + OVERLAY);
		final int[] managed = pixels(PAINTED + MANAGER + KEPT + MANAGER);
		final int[] above = pixels(KEPT + MANAGER + PAINTED + OVERLAY);
		final int[] below = pixels(KEPT + OVERLAY + PAINTED + MANAGER);
		RoiManager.getInstance2().close();
		require(Arrays.equals(overlaid, managed), "the same in the manager");
		require(Arrays.equals(overlaid, above), "the manager is above");
		require(!Arrays.equals(overlaid, below), "the overlay is below");
	}

	private static int[] pixels(final String regions) {
		IJ.runMacro("roiManager('reset');\n".replace('\'', '"') +
			(ART + regions + UPSCALE).replace('\'', '"'));
		final int[] pixels = (int[]) WindowManager.getCurrentImage().getProcessor().getPixelsCopy();
		require(pixels.length == 4 * 64 * 48, "enlarged");
		IJ.run("Close All");
		return pixels;
	}

	private static void require(final boolean good, final String what) {
		if (!good) throw new IllegalStateException("Not so: " + what);
	}
}
