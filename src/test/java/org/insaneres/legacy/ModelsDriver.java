/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.IJ;
import ij.ImageJ;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;
import ij.text.TextPanel;

import java.awt.Button;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.Label;
import java.awt.TextField;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.insaneres.job.shelf.Preferences;
import org.insaneres.model.hub.TestHub;

/** Uses the window of models in a plain ImageJ as a user does. Ends with code 0 if all is well. */
final class ModelsDriver {

	/** How many lines that begin with ok are printed. */
	static final int CASES = 10;

	private static final Path TINY = Path.of("src/test/resources/tiny-models/models/sd15")
		.toAbsolutePath();

	private ModelsDriver() {}

	public static void main(final String[] args) {
		try (TestHub hub = new TestHub()) {
			System.setProperty("insaneres.endpoint", hub.address());
			hub.addAll(TINY);
			PluginsFolder.install();
			new ImageJ();
			new Recorder();
			final Path folder = Files.createTempDirectory("models");
			new Preferences("CPU", 1, folder.toString(), Preferences.FAST).save();
			opens();
			drops(folder);
			installs(folder);
			verifies();
			removes(folder);
			refuses();
			options();
			check();
			System.exit(0);
		} catch (final Throwable failure) {
			failure.printStackTrace();
			System.exit(1);
		}
	}

	private static void ok(final String name) {
		System.out.println("ok " + name);
	}

	private static void opens() throws Exception {
		IJ.doCommand("SD Models...");
		DialogDriver.until(() -> window() != null && text().contains("mini"), "list");
		final Frame window = window();
		DialogDriver.require(window.getWidth() < 760 && window.getHeight() < 340, "size "
			+ window.getSize());
		IJ.doCommand("SD Models...");
		IJ.wait(500);
		DialogDriver.require(WindowManager.getNonImageWindows().length == 2, "one window");
		ok("the window opens once");
	}

	private static void drops(final Path folder) throws Exception {
		DialogDriver.require(DropZone.read(files(TINY.toFile())).equals(List.of(TINY.toString())),
			"files");
		DialogDriver.require(DropZone.read(new StringSelection("file:///a/b\r\nhttps://hf.co/a/b\n"))
			.equals(List.of("/a/b", "https://hf.co/a/b")), "texts");
		for (final Button button : DialogDriver.parts(window(), Button.class)) {
			DialogDriver.require(button.getDropTarget() != null, "everything takes drops");
		}
		ok("what is dropped is read");
		press("Add...");
		final Dialog dialog = dialog("Add a Model");
		DialogDriver.parts(dialog, TextField.class).get(0).setText(TINY.toString());
		DialogDriver.press(dialog, "Add");
		DialogDriver.until(() -> text().contains("sd15"), "import");
		DialogDriver.require(Files.exists(folder.resolve("sd15.link")), "link");
		recorded("run(\"SD Models...\", \"action=Import file=" + TINY + "\");");
		ok("a folder is imported");
	}

	/** Files as a file manager hands them over. */
	private static Transferable files(final File file) {
		return new Transferable() {

			@Override
			public DataFlavor[] getTransferDataFlavors() {
				return new DataFlavor[]{DataFlavor.javaFileListFlavor};
			}

			@Override
			public boolean isDataFlavorSupported(final DataFlavor flavor) {
				return DataFlavor.javaFileListFlavor.equals(flavor);
			}

			@Override
			public Object getTransferData(final DataFlavor flavor) {
				return List.of(file);
			}
		};
	}

	private static void installs(final Path folder) throws Exception {
		for (final String answer : List.of("Cancel", "Accept")) {
			press("Add...");
			final Dialog dialog = dialog("Add a Model");
			DialogDriver.parts(dialog, TextField.class).get(0).setText("owner/name");
			DialogDriver.press(dialog, "Add");
			final Dialog licence = dialog("Install name?");
			final String text = DialogDriver.area(licence, 0).getText();
			DialogDriver.require(text.contains("creativeml-openrail-m"), text);
			DialogDriver.press(licence, answer);
			DialogDriver.gone(licence);
			if (answer.equals("Accept")) break;
			DialogDriver.until(() -> button("Add...").isEnabled(), "not installed");
			DialogDriver.require(!Files.exists(folder.resolve("name")), "nothing is installed");
			ok("a licence can be declined");
		}
		DialogDriver.until(() -> text().contains("name\tSD1"), "install");
		DialogDriver.until(() -> says("installed in"), "said");
		recorded("run(\"SD Models...\", \"action=Install file=owner/name\");");
		ok("an accepted model is installed");
	}

	private static void verifies() throws Exception {
		choose("name");
		press("Verify");
		DialogDriver.until(() -> WindowManager.getWindow("Verified Models") != null, "table");
		DialogDriver.until(() -> button("Verify").isEnabled(), "verified");
		IJ.wait(200);
		DialogDriver.require(table().getSelectionStart() == row("name"), "it stays chosen");
		ok("a model is verified");
	}

	private static void removes(final Path folder) throws Exception {
		choose("name");
		press("Remove");
		final Dialog sure = dialog("SD Models");
		DialogDriver.press(sure, "OK");
		DialogDriver.until(() -> !text().contains("name\tSD1"), "removed");
		DialogDriver.require(!Files.exists(folder.resolve("name")), "deleted");
		ok("an installed model is removed");
	}

	private static void refuses() throws Exception {
		press("Add...");
		final Dialog dialog = dialog("Add a Model");
		DialogDriver.parts(dialog, TextField.class).get(0).setText("owner/nothing");
		DialogDriver.press(dialog, "Add");
		final Dialog message = dialog("SD Models");
		DialogDriver.press(message, "OK");
		DialogDriver.gone(message);
		DialogDriver.until(() -> button("Add...").isEnabled(), "goes on");
		ok("what fails is told and the window goes on");
	}

	private static void options() throws Exception {
		IJ.doCommand("SD Options...");
		final Dialog dialog = dialog("SD Options");
		DialogDriver.parts(dialog, TextField.class).get(0).setText("2");
		DialogDriver.press(dialog, "OK");
		DialogDriver.until(() -> Preferences.read().threads() == 2, "threads");
		DialogDriver.require(Preferences.read().device().equals("CPU"), "device stays");
		ok("options are kept");
	}

	private static void check() throws Exception {
		IJ.doCommand("SD Check Installation");
		DialogDriver.until(() -> WindowManager.getWindow("SD Check Installation") != null, "table");
		recorded("run(\"SD Check Installation\");");
		DialogDriver.require(!(DialogDriver.dialogs().stream().anyMatch(
			GenericDialog.class::isInstance)), "nothing is asked");
		ok("the check needs no dialog");
	}

	// -- A user's hands and eyes --

	private static Frame window() {
		return WindowManager.getWindow("SD Models") instanceof Frame frame ? frame : null;
	}

	private static TextPanel table() {
		return DialogDriver.parts(window(), TextPanel.class).get(0);
	}

	private static String text() {
		return table().getText();
	}

	private static Button button(final String label) {
		return DialogDriver.parts(window(), Button.class).stream()
			.filter(button -> button.getLabel().equals(label)).findFirst().orElseThrow();
	}

	private static void press(final String label) throws Exception {
		DialogDriver.until(() -> button(label).isEnabled(), label + " is enabled");
		// A modal dialog keeps who opens it
		EventQueue.invokeLater(() -> DialogDriver.press(window(), label));
	}

	private static Dialog dialog(final String title) throws Exception {
		DialogDriver.until(() -> DialogDriver.dialogs().size() == 1 && DialogDriver.dialogs().get(0)
			.getTitle().equals(title), "dialog " + title);
		IJ.wait(100);
		return DialogDriver.dialogs().get(0);
	}

	private static boolean says(final String words) {
		return DialogDriver.parts(window(), Label.class).stream().anyMatch(label -> label.getText()
			.contains(words));
	}

	private static void choose(final String name) throws Exception {
		final int row = row(name);
		EventQueue.invokeAndWait(() -> table().setSelection(row, row));
	}

	private static int row(final String name) {
		for (int i = 0; i < table().getLineCount(); i++) {
			if (table().getLine(i).startsWith(name + "\t")) return i;
		}
		throw new AssertionError(name + " is not in the list");
	}

	private static void recorded(final String line) throws Exception {
		DialogDriver.until(() -> DialogDriver.recorder().getText().contains(line), line + " in "
			+ DialogDriver.recorder().getText());
	}
}
