/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial says what its macro does, and the macro does it. */
class TutorialTest {

	private static final Path DOCS = Path.of("src", "docs");
	private static final Pattern COMMANDS = Pattern.compile("```ijm\n(.*?)```", Pattern.DOTALL);

	@TempDir
	private Path folder;

	@Test
	void everyCommandOfTheTextIsInTheMacro() throws Exception {
		final String macro = Files.readString(DOCS.resolve("tutorial.ijm"))
			.replace("\" + steps + \"", " ").replace("\" + folder + \"", "FOLDER/");
		final Matcher commands = COMMANDS.matcher(Files.readString(DOCS.resolve("tutorial.md")));
		int from = 0;
		int count = 0;
		while (commands.find()) {
			for (final String line : commands.group(1).lines().toList()) {
				final int place = macro.indexOf(line, from);
				assertTrue(place >= 0, "after what stands before it: " + line);
				from = place + line.length();
				count++;
			}
		}
		assertEquals(10, count);
	}

	@Test
	void theMacroMakesAllPictures() throws Exception {
		final Process imagej = Launcher
			.imagej(DOCS.resolve("tutorial.ijm").toString(), folder + "|3").inheritIO().start();
		assertEquals(0, imagej.waitFor());
		for (final String file : List.of("tutorial-1024.jpg", "tutorial-sheet.jpg",
			"tutorial-2048.jpg", "tutorial-layer.jpg", "tutorial.ora", "tutorial.png")) {
			assertTrue(Files.size(folder.resolve(file)) > 1000, file);
		}
	}
}
