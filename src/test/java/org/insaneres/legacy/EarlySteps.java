/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;

import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.List;

/** What the driver of dialogs does about runs: what they take, and how they are left early. */
final class EarlySteps {

	private static final String UPSCALE = "SD Upscale...";

	private EarlySteps() {}

	/** The driver has run the model before, so that its pace is known. */
	static void estimate() throws Exception {
		final Dialog dialog = DialogDriver.open(UPSCALE);
		DialogDriver.until(() -> DialogDriver.says(dialog, "Result 128 x 96: about 1 s, "), "estimate");
		final TextField steps = DialogDriver.parts(dialog, TextField.class).stream()
			.filter(field -> field.getText().equals("3")).findFirst().orElseThrow();
		final TextField scale = DialogDriver.parts(dialog, TextField.class).stream()
			.filter(field -> field.getText().equals("2")).findFirst().orElseThrow();
		EventQueue.invokeAndWait(() -> scale.setText("16"));
		EventQueue.invokeAndWait(() -> steps.setText("150"));
		DialogDriver.until(() -> DialogDriver.says(dialog, "Result 1024 x 768 in 6 tiles: about ") &&
			!DialogDriver.says(dialog, "about 1 s"), "another estimate");
		DialogDriver.press(dialog, "Cancel");
		DialogDriver.gone(dialog);
	}

	static void keys() throws Exception {
		final Thread run = new Thread(() -> IJ.runMacro("run(\"" + UPSCALE + "\", \"scale=8 steps=150" +
			" strength=1 seed=7 tile=256 overlap=16 fusion=Krita\");"));
		run.start();
		DialogDriver.until(() -> DialogDriver.statusLine().contains("PgDn skips a tile"), "hint");
		final ImagePlus result = WindowManager.getImage("a-sd");
		DialogDriver.type(result.getCanvas(), KeyEvent.VK_PAGE_DOWN);
		DialogDriver.until(() -> DialogDriver.statusLine().contains("Tile 2 of"), "the next tile");
		DialogDriver.type(result.getWindow(), KeyEvent.VK_END);
		run.join();
		final String early = result.getProp("sd.early");
		DialogDriver.require(early.matches("0,0 end:[1-9]\\d*,0@[1-9]\\d*"), early);
		final boolean heard = Arrays.stream(result.getCanvas().getKeyListeners())
			.anyMatch(EarlyKeys.class::isInstance);
		DialogDriver.require(!heard, "keys mean nothing afterwards");
	}

	static void large() throws Exception {
		Prefs.setGuiScale(2);
		try {
			for (final String name : List.of("ImageToImage", "Upscale", "Enlarge", "Explore", "MakeBig",
				"Options", "Repeat", "Save")) {
				final Dialog dialog = DialogDriver.open(Errand.label(Errand.type(name)));
				DialogDriver.require(dialog.getHeight() <= 760 && dialog.getWidth() <= 1280,
					name + " is " + dialog.getSize());
				DialogDriver.press(dialog, "Cancel");
				DialogDriver.gone(dialog);
			}
		} finally {
			Prefs.setGuiScale(1);
		}
	}
}
