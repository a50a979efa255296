/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

	/** Runs a program in a network of its own, which has nothing in it. */
	private static final List<String> UNPLUGGED = List.of("unshare", "--map-root-user", "--net");

	@TempDir
	private Path folder;

	@Test
	void runsAMacroInUtf8WithItsArgument() throws Exception {
		final int code = run("File.saveString('grüße 猫 ' + lengthOf('grüße 猫')"
			+ " + File.exists(getDirectory('macros') + 'InsaneRes/portrait.png'), getArgument());\nexit();");
		assertEquals(0, code);
		assertEquals("grüße 猫 71", Files.readString(answer()));
	}

	@Test
	void aFailureIsNotPassedOver() throws Exception {
		final int code = run("newImage('a', 'RGB', 8, 8, 1);\nrun('SD Upscale...', 'steps=abc');\n"
			+ "File.saveString('reached', getArgument());");
		assertNotEquals(0, code);
		assertTrue(errors().contains("steps is a whole number from 1 to 150"), errors());
		assertFalse(Files.exists(answer()));
	}

	@Test
	void aResultThatCannotBeSavedIsAFailure() throws Exception {
		Files.writeString(folder.resolve("file"), "not a folder");
		final int code = run("newImage('a', 'RGB', 8, 8, 1);\n"
			+ "save(File.getParent(getArgument()) + '/file/a.png');\n"
			+ "File.saveString('reached', getArgument());");
		assertNotEquals(0, code);
		assertFalse(Files.exists(answer()));
	}

	@Test
	void everythingWorksWithTheNetworkUnplugged() throws Exception {
		assumeTrue(canUnplug(), "unshare, which runs a program without network, does not work here");
		final ProcessBuilder imagej = Launcher.imagej(macro("newImage('a', 'RGB ramp', 40, 30, 1);\n"
			+ "run('SD Upscale...', 'steps=2 strength=0.5 tile=64 overlap=16');\n"
			+ "File.saveString('' + getWidth(), getArgument());"), answer().toString());
		imagej.command().addAll(0, UNPLUGGED);
		assertEquals(0, wait(imagej), errors());
		assertEquals("80", Files.readString(answer()));
	}

	private static boolean canUnplug() throws InterruptedException {
		final List<String> nothing = new ArrayList<>(UNPLUGGED);
		nothing.add("true");
		try {
			if (new ProcessBuilder(nothing).start().waitFor() == 0) return true;
		} catch (final IOException e) {
			// Told below
		}
		System.out.println("Not tried without network: unshare does not work here.");
		return false;
	}

	@Test
	void aMissingMacroIsAFailure() throws Exception {
		assertNotEquals(0, wait(Launcher.imagej(folder.resolve("none.ijm").toString())));
		assertTrue(errors().contains("none.ijm can not be read"), errors());
	}

	private int run(final String macro) throws Exception {
		return wait(Launcher.imagej(macro(macro), answer().toString()));
	}

	private String macro(final String text) throws IOException {
		return Files.writeString(folder.resolve("test.ijm"), text.replace('\'', '"')).toString();
	}

	private int wait(final ProcessBuilder imagej) throws Exception {
		return imagej.redirectError(folder.resolve("errors.txt").toFile())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}

	private String errors() throws IOException {
		return Files.readString(folder.resolve("errors.txt"));
	}

	private Path answer() {
		return folder.resolve("answer.txt");
	}
}
