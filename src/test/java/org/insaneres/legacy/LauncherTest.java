/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

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
	void aMissingMacroIsAFailure() throws Exception {
		assertNotEquals(0, wait(Launcher.imagej(folder.resolve("none.ijm").toString())));
		assertTrue(errors().contains("none.ijm can not be read"), errors());
	}

	private int run(final String macro) throws Exception {
		final Path file = folder.resolve("test.ijm");
		Files.writeString(file, macro.replace('\'', '"'));
		return wait(Launcher.imagej(file.toString(), answer().toString()));
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
