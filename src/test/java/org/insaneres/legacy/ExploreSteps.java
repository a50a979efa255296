/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.awt.Button;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.util.Arrays;

/** What a user does with explorations; see {@link DialogDriver}. */
final class ExploreSteps {

	private static final String LABEL = "SD Explore...";

	private ExploreSteps() {}

	private static void type(final Dialog dialog, final String before, final String text)
		throws Exception {
		final TextField field = DialogDriver.parts(dialog, TextField.class).stream()
			.filter(f -> f.getText().equals(before)).findFirst().orElseThrow();
		EventQueue.invokeAndWait(() -> field.setText(text));
	}

	static void explore() throws Exception {
		final Dialog dialog = DialogDriver.open(LABEL);
		type(dialog, "20", "3");
		type(dialog, "-1", "7");
		type(dialog, "strength 0.1-0.5 [5]", "strength 0.2-0.8 [3]");
		DialogDriver.until(() -> DialogDriver.says(dialog, "3 cells: 3 across; about"), "forecast");
		type(dialog, "", "sampler Euler a, DDIM");
		DialogDriver.until(() -> DialogDriver.says(dialog, "6 cells: 3 across, 2 down; about"),
			"forecast");
		DialogDriver.press(dialog, "OK");
		DialogDriver.until(() -> finished("a-explored", 6) && idle(), "six cells");
		final ImagePlus stack = WindowManager.getImage("a-explored");
		DialogDriver.require(stack.isDisplayedHyperStack(), "sliders");
		DialogDriver.require(stack.getNSlices() == 3 && stack.getNFrames() == 2, "dimensions");
	}

	static void replay() {
		final String line = Arrays.stream(DialogDriver.recorder().getText().split("\n"))
			.filter(l -> l.contains(LABEL)).reduce((a, b) -> b).orElseThrow();
		DialogDriver.require(line.contains("across=[strength 0.2-0.8 [3]] down=[sampler Euler a, DDIM]"
			+ " deep= "), line);
		IJ.runMacro(line);
		final ImagePlus stack = WindowManager.getCurrentImage();
		DialogDriver.require(stack.getTitle().equals("a-explored") && stack.getStackSize() == 6,
			stack.getTitle());
	}

	static void impossible() throws Exception {
		final Dialog dialog = DialogDriver.open(LABEL);
		final Button ok = DialogDriver.button(dialog, "OK");
		type(dialog, "sampler Euler a, DDIM", "smpler Euler a");
		DialogDriver.until(() -> !ok.isEnabled() && DialogDriver.says(dialog, "smpler"), "complaint");
		type(dialog, "smpler Euler a", "steps 1-5");
		DialogDriver.until(ok::isEnabled, "acceptance");
		DialogDriver.press(dialog, "Cancel");
		DialogDriver.gone(dialog);
	}

	static void big() throws Exception {
		IJ.runMacro("run(\"SD Explore...\", \"steps=2 seed=7 sheet=true across=[strength 0.2,0.8]\");");
		final ImagePlus stack = WindowManager.getCurrentImage();
		DialogDriver.require(stack.getTitle().equals("a-explored"), "not the sheet");
		EventQueue.invokeAndWait(() -> stack.setSlice(2));
		final Dialog dialog = DialogDriver.open("SD Make This One Big...");
		DialogDriver.parts(dialog, TextField.class).get(1).setText("2");
		DialogDriver.press(dialog, "OK");
		DialogDriver.until(() -> WindowManager.getImage("a-sd") != null && idle(), "a large picture");
		final ImagePlus large = WindowManager.getImage("a-sd");
		DialogDriver.require(large.getWidth() == 128, "width " + large.getWidth());
		DialogDriver.require(Double.parseDouble(large.getProp("sd.strength")) == 0.8, "strength");
		DialogDriver.require(DialogDriver.recorder().getText().contains("Big...\", \"cell=2 scale=2"),
			"the number of the cell is recorded");
	}

	static void stopped() throws Exception {
		final Dialog dialog = DialogDriver.open(LABEL);
		type(dialog, "strength 0.2-0.8 [3]", "strength 0.2-0.8 [100]");
		type(dialog, "sampler Euler a, DDIM", "");
		DialogDriver.press(dialog, "OK");
		DialogDriver.gone(dialog);
		DialogDriver.until(() -> finished("a-explored", 3), "three cells");
		DialogDriver.type(IJ.getInstance(), KeyEvent.VK_ESCAPE);
		DialogDriver.until(() -> DialogDriver.dialogs().size() == 1, "question");
		DialogDriver.press(DialogDriver.dialogs().get(0), "Keep it");
		DialogDriver.until(() -> WindowManager.getImage("a-explored-unfinished") != null && idle(),
			"kept");
		final ImagePlus kept = WindowManager.getImage("a-explored-unfinished");
		DialogDriver.require(kept.isVisible() && kept.getStackSize() >= 3 && kept.getStackSize() < 100,
			kept.getStackSize() + " cells");
		DialogDriver.require(kept.getStack().getSliceLabel(kept.getStackSize()).contains("sd.command"),
			"all are finished");
	}

	/** Whether no command is running; ImageJ calls their threads after them. */
	private static boolean idle() {
		return Thread.getAllStackTraces().keySet().stream()
			.noneMatch(thread -> thread.getName().contains("SD "));
	}

	/** Whether so many cells say how they were made. */
	private static boolean finished(final String title, final int count) {
		final ImagePlus stack = WindowManager.getImage(title);
		if (stack == null || stack.getStackSize() < count) return false;
		for (int n = 1; n <= count; n++) {
			final String label = stack.getStack().getSliceLabel(n);
			if (label == null || !label.contains("sd.command")) return false;
		}
		return true;
	}
}
