/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.Prefs;
import ij.WindowManager;
import ij.plugin.frame.Recorder;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.TextArea;
import java.awt.TextComponent;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import org.insaneres.command.FakeCommand;

/** Uses the dialogs of a plain ImageJ as a user does. Ends with code 0 if all is well. */
final class DialogDriver {

	/** How many lines that begin with ok are printed. */
	static final int CASES = 23;

	private static final int PATIENCE = 20_000;

	private DialogDriver() {}

	/** A step that may fail. */
	private interface Step {

		void run() throws Exception;
	}

	@SuppressWarnings("unchecked")
	public static void main(final String[] args) {
		try {
			PluginsFolder.install();
			new ImageJ();
			Menus.getCommands().put(FakeCommand.LABEL, InsaneRes.class.getName() + "(\"Fake\")");
			new Recorder();
			for (final String name : List.of("ImageToImage", "Upscale", "Enlarge", "Explore",
				"MakeBig")) {
				step("all fields of " + name, () -> allFields(name));
			}
			step("a new image by OK", DialogDriver::ok);
			step("the recorded line replays", DialogDriver::replay);
			step("the next dialog remembers", DialogDriver::remembers);
			step("macros do not remember", DialogDriver::macrosForget);
			step("wrong numbers are not accepted", DialogDriver::wrong);
			step("a choice fills in what suits it", DialogDriver::suits);
			step("Esc cancels the dialog", DialogDriver::escape);
			step("Esc cancels the work", DialogDriver::escapeWork);
			step("a refusal is shown once", DialogDriver::refusal);
			step("an exploration by OK", ExploreSteps::explore);
			step("its line replays", ExploreSteps::replay);
			step("an impossible axis is not accepted", ExploreSteps::impossible);
			step("the shown cell becomes big", ExploreSteps::big);
			step("what it takes follows the values", EarlySteps::estimate);
			step("keys skip a tile and accept the rest", EarlySteps::keys);
			step("twice as large it fits a low screen", EarlySteps::large);
			step("finished cells can be kept", ExploreSteps::stopped);
			step("regions in the ROI Manager", RegionSteps::manager);
			System.exit(0);
		} catch (final Throwable failure) {
			failure.printStackTrace();
			System.exit(1);
		}
	}

	private static void step(final String name, final Step step) throws Exception {
		for (final int id : idsOf(WindowManager.getIDList())) {
			final ImagePlus image = WindowManager.getImage(id);
			image.changes = false;
			image.close();
		}
		IJ.createImage("a", "8-bit ramp", 64, 48, 1).show();
		step.run();
		System.out.println("ok " + name);
	}

	private static int[] idsOf(final int[] ids) {
		return ids == null ? new int[0] : ids;
	}

	private static void allFields(final String name) throws Exception {
		final Class<? extends org.insaneres.command.ActionCommand> type = Errand.type(name);
		final org.insaneres.command.ActionCommand command = Errand.create(type);
		final Dialog dialog = open(Errand.label(type));
		for (final Key key : Key.of(type)) {
			final boolean there = parts(dialog, Component.class).stream().anyMatch(
				part -> part instanceof Label label && label.getText().equals(key.label())
					|| part instanceof Checkbox box && box.getLabel().equals(key.label()));
			require(there == (key.shown() && command.shows(key.name())), key.name());
		}
		require(dialog.getHeight() < 700 && dialog.getWidth() < 700, "size " + dialog.getSize());
		press(dialog, "Cancel");
		gone(dialog);
	}

	private static void ok() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		area(dialog, 0).setText("a [red] door,\nseed=7");
		last(dialog, TextField.class).setText("0.5");
		parts(dialog, Checkbox.class).get(0).setState(true);
		choice(dialog, "DPM++ 2M").select("Euler a");
		press(dialog, "OK");
		final String values = values();
		for (final String part : List.of("prompt=a [red] door, seed=7,", "lock=0.5,", "slices=true,",
			"sampler=Euler a,", "seed=")) {
			require(values.contains(part), part + " in " + values);
		}
		require(!values.contains("seed=-1"), values);
	}

	private static void replay() throws Exception {
		final List<String> lines = Arrays.stream(recorder().getText().split("\n"))
			.filter(line -> line.contains(FakeCommand.LABEL)).toList();
		require(lines.size() == 1, "recorded once: " + recorder().getText());
		require(lines.get(0).contains("slices=true") && lines.get(0).contains("sampler=[Euler a]"),
			lines.get(0));
		final String recorded = Prefs.get("test.values", "");
		final String replayed = IJ.runMacro(lines.get(0) + "\nreturn '' + Property.get('values');"
			.replace('\'', '"'));
		require(replayed.equals(recorded), replayed + " is not " + recorded);
		require(WindowManager.getCurrentImage().getTitle().equals("inverted"), "result is current");
	}

	private static void remembers() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		require(area(dialog, 0).getText().equals("a [red] door, seed=7"), area(dialog, 0).getText());
		require(choice(dialog, "DPM++ 2M").getSelectedItem().equals("Euler a"), "sampler");
		require(parts(dialog, TextField.class).stream().anyMatch(f -> f.getText().equals("-1")),
			"seed");
		press(dialog, "Cancel");
		gone(dialog);
	}

	private static void macrosForget() {
		final String values = IJ.runMacro(
			"run('SD Fake...', 'seed=1');\nreturn '' + Property.get('values');".replace('\'', '"'));
		require(values.contains("prompt=,") && values.contains("sampler=DPM++ 2M"), values);
	}

	private static void wrong() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		final TextField lock = last(dialog, TextField.class);
		EventQueue.invokeAndWait(() -> lock.setText("abc"));
		final Button ok = button(dialog, "OK");
		until(() -> !ok.isEnabled() && says(dialog, "lock=abc is not possible"), "complaint");
		EventQueue.invokeAndWait(() -> lock.setText("0.75"));
		until(() -> ok.isEnabled() && !says(dialog, "is not possible"), "acceptance");
		press(dialog, "Cancel");
		gone(dialog);
	}

	private static void suits() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		EventQueue.invokeAndWait(() -> area(dialog, 0).setText("my own words"));
		EventQueue.invokeAndWait(() -> area(dialog, 1).setText(""));
		final Choice deeds = choice(dialog, "In place");
		deeds.select("In place");
		deeds.dispatchEvent(new ItemEvent(deeds, ItemEvent.ITEM_STATE_CHANGED, "In place",
			ItemEvent.SELECTED));
		until(() -> last(dialog, TextField.class).getText().equals("0.25"), "lock");
		require(choice(dialog, "DPM++ 2M").getSelectedItem().equals("Euler"), "sampler");
		require(area(dialog, 0).getText().equals("my own words"), "typed words stay");
		require(area(dialog, 1).getText().equals("suits"), area(dialog, 1).getText());
		press(dialog, "Cancel");
		gone(dialog);
	}

	private static void escape() throws Exception {
		final String before = recorder().getText();
		final Dialog dialog = open(FakeCommand.LABEL);
		type(area(dialog, 1), KeyEvent.VK_ESCAPE);
		gone(dialog);
		IJ.wait(300);
		require(WindowManager.getImageCount() == 1, "no result");
		require(!recorder().getText().substring(before.length()).contains("SD Fake"), "not recorded");
	}

	private static void escapeWork() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		choice(dialog, "Wait for Esc").select("Wait for Esc");
		press(dialog, "OK");
		gone(dialog);
		IJ.wait(300);
		type(IJ.getInstance(), KeyEvent.VK_ESCAPE);
		until(() -> statusLine().equals("SD Fake canceled"), "canceled, but: " + statusLine());
	}

	private static void refusal() throws Exception {
		final Dialog dialog = open(FakeCommand.LABEL);
		choice(dialog, "Refuse").select("Refuse");
		press(dialog, "OK");
		gone(dialog);
		until(() -> dialogs().size() == 1, "one message");
		final Dialog message = dialogs().get(0);
		require(message.getTitle().equals("SD Fake"), message.getTitle());
		press(message, "OK");
		gone(message);
		IJ.wait(300);
		require(dialogs().isEmpty(), "shown once");
	}

	// -- A user's hands and eyes --

	static Dialog open(final String label) throws Exception {
		IJ.doCommand(label);
		until(() -> dialogs().size() == 1, "dialog of " + label);
		IJ.wait(100);
		return dialogs().get(0);
	}

	static List<Dialog> dialogs() {
		final List<Dialog> dialogs = new ArrayList<>();
		for (final Window window : Window.getWindows()) {
			if (window instanceof Dialog dialog && dialog.isShowing()) dialogs.add(dialog);
		}
		return dialogs;
	}

	static void press(final Window dialog, final String label) {
		final Button button = button(dialog, label);
		button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label));
	}

	static void type(final Component target, final int key) throws Exception {
		EventQueue.invokeAndWait(() -> {
			final KeyEvent event = new KeyEvent(target, KeyEvent.KEY_PRESSED, 0, 0, key, (char) key);
			Arrays.stream(target.getKeyListeners()).forEach(listener -> listener.keyPressed(event));
		});
	}

	static void gone(final Window window) throws Exception {
		until(() -> !window.isShowing(), "closing of " + window);
	}

	static Button button(final Window dialog, final String label) {
		return parts(dialog, Button.class).stream()
			.filter(button -> button.getLabel().strip().equals(label)).findFirst().orElseThrow();
	}

	static TextArea area(final Dialog dialog, final int index) {
		return parts(dialog, TextArea.class).get(index);
	}

	static Choice choice(final Dialog dialog, final String item) {
		return parts(dialog, Choice.class).stream().filter(choice -> {
			for (int i = 0; i < choice.getItemCount(); i++) {
				if (choice.getItem(i).equals(item)) return true;
			}
			return false;
		}).findFirst().orElseThrow();
	}

	static <C extends Component> C last(final Dialog dialog, final Class<C> type) {
		final List<C> parts = parts(dialog, type);
		return parts.get(parts.size() - 1);
	}

	static boolean says(final Dialog dialog, final String words) {
		return parts(dialog, Label.class).stream().anyMatch(l -> l.getText().contains(words));
	}

	static <C extends Component> List<C> parts(final Container whole, final Class<C> type) {
		final List<C> parts = new ArrayList<>();
		for (final Component part : whole.getComponents()) {
			if (type.isInstance(part)) parts.add(type.cast(part));
			if (part instanceof Container container) parts.addAll(parts(container, type));
		}
		return parts;
	}

	static TextComponent recorder() {
		return parts(Recorder.getInstance(), TextArea.class).get(0);
	}

	/** What the command got, as its result says. */
	private static String values() throws Exception {
		until(() -> WindowManager.getImage("inverted") != null, "result");
		IJ.wait(300);
		final String values = WindowManager.getImage("inverted").getProp("values");
		Prefs.set("test.values", values);
		return values;
	}

	static String statusLine() {
		try {
			final var field = ImageJ.class.getDeclaredField("statusLine");
			field.setAccessible(true);
			return field.get(IJ.getInstance()) instanceof javax.swing.JLabel label ? label.getText() : "";
		} catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	static void until(final Callable<Boolean> condition, final String what) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE;
		while (!condition.call()) {
			if (System.currentTimeMillis() > end) throw new AssertionError("Waited in vain: " + what);
			Thread.sleep(20);
		}
	}

	static void require(final boolean condition, final String what) {
		if (!condition) throw new AssertionError(what);
	}
}
