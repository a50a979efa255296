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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Native libraries that do not work, and disks that are full, read-only or gone. */
class MachineFaultsTest {

	private static final String LIBRARY_FOLDER = "onnxruntime.native.path";

	/** A file system of its own at the first argument, for the command behind it. */
	private static final List<String> OWN_DISK = List.of("unshare", "--map-root-user", "--mount",
		"sh", "-c", "mount -t tmpfs -o \"$1\" none \"$0\" && shift && "
			+ "{ \"$@\"; code=$?; find \"$0\" -type f -exec echo LEFT {} ';'; exit $code; }");

	@TempDir
	Path folder;

	/** What stands where the library is looked for. */
	private enum Library {
		MISSING,
		DAMAGED,
		/** Also where the user may read everything. */
		UNREADABLE,
		/** A library, but not this one: what is called is not in it. */
		ANOTHER;

		void put(final Path file) throws IOException {
			if (this == DAMAGED) Files.write(file, new byte[5000]);
			if (this == UNREADABLE) Files.createDirectory(file);
			if (this == ANOTHER) {
				Files.copy(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip")),
					file);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void aLibraryThatDoesNotWorkIsSaidInASentence(final Library library) throws Exception {
		final Path natives = Files.createDirectories(folder.resolve("natives"));
		for (final String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
			library.put(natives.resolve(System.mapLibraryName(name)));
		}
		final ProcessBuilder imagej = macro("newImage('a', 'RGB ramp', 40, 30, 1);\n"
			+ "run('SD Check Installation');\n"
			+ "run('SD Image to Image...', 'steps=2 strength=0.5');");
		imagej.command().add(1, "-D" + LIBRARY_FOLDER + "=" + natives);
		final String said = failing(imagej);
		assertTrue(said.contains("ONNX Runtime, which runs the models, cannot start"), said);
	}

	@ParameterizedTest
	@CsvSource({"size=40k, SD Upscale..., strength=0 scale=8 file=[DISK/a.tif]",
		"ro, SD Save..., file=[DISK/a.png]", "ro, SD Save..., file=[DISK/a.tif]",
		"ro, SD Save..., file=[DISK/a.ora]", "size=16k, SD Save..., file=[DISK/a.png]",
		"size=4k, SD Save..., file=[DISK/a.jpg]", "size=16k, SD Save..., file=[DISK/a.ora]",
		"size=16k, SD Save..., file=[DISK/a.tif]"})
	void aDiskThatTakesNothingIsSaidInASentence(final String option, final String label,
		final String options) throws Exception {
		final Path disk = Files.createDirectories(folder.resolve("disk"));
		assumeTrue(hasOwnDisk(disk, option), "no file system of its own can be mounted here");
		final ProcessBuilder imagej = macro("newImage('a', 'RGB noise', 150, 150, 1);\nrun('" + label
			+ "', '" + options.replace("DISK", disk.toString()) + "');");
		imagej.command().addAll(0, own(disk, option));
		final String said = failing(imagej);
		assertTrue(said.contains("Macro Error") && said.contains(disk.toString()), said);
		assertFalse(said.contains("\tat "), said);
	}

	@Test
	void journalsThatCannotBeWrittenStopNothing() throws Exception {
		final Path disk = Files.createDirectories(folder.resolve("disk"));
		assumeTrue(hasOwnDisk(disk, "size=40k"), "no file system of its own can be mounted here");
		final Path done = folder.resolve("done.txt");
		final ProcessBuilder imagej = macro("newImage('a', 'RGB ramp', 60, 50, 1);\n"
			+ "run('SD Upscale...', 'steps=3 scale=3 tile=64 overlap=16 strength=0.5');\n"
			+ "File.saveString('' + getWidth(), '" + done + "');");
		imagej.command().addAll(1,
			List.of("-Dinsaneres.journals=" + disk, "-Dinsaneres.patience=0"));
		imagej.command().addAll(0, own(disk, "size=40k"));
		assertEquals(0, run(imagej), this::errors);
		assertEquals("180", Files.readString(done));
	}

	@Test
	void aFolderThatIsGoneIsSaidInASentence() throws Exception {
		final String said = failing(macro("newImage('a', 'RGB noise', 50, 50, 1);\n"
			+ "run('SD Upscale...', 'steps=2 strength=0 file=[" + folder + "/gone/a.tif]');"));
		assertTrue(said.contains("gone"), said);
		assertFalse(Files.exists(folder.resolve("gone")));
	}

	private static List<String> own(final Path disk, final String option) {
		final List<String> command = new ArrayList<>(OWN_DISK);
		command.addAll(List.of(disk.toString(), option));
		return command;
	}

	private static boolean hasOwnDisk(final Path disk, final String option)
		throws InterruptedException {
		final List<String> nothing = own(disk, option);
		nothing.add("true");
		try {
			if (new ProcessBuilder(nothing).start().waitFor() == 0) return true;
		} catch (final IOException e) {
			// Told below
		}
		System.out.println("Not tried with a full disk: unshare and mount do not work here.");
		return false;
	}

	private ProcessBuilder macro(final String text) throws IOException {
		return Launcher.imagej(
			Files.writeString(folder.resolve("test.ijm"), text.replace('\'', '"')).toString());
	}

	/** What a macro says that must fail, and may leave nothing of its own behind. */
	private String failing(final ProcessBuilder imagej) throws Exception {
		assertNotEquals(0, run(imagej));
		try (Stream<Path> files = Files.walk(folder)) {
			final List<String> left = files.filter(Files::isRegularFile)
				.map(file -> folder.relativize(file).toString())
				.filter(file -> !file.startsWith("natives")).sorted().toList();
			assertEquals(List.of("errors.txt", "log.txt", "test.ijm"), left);
		}
		final String log = Files.readString(folder.resolve("log.txt"));
		assertFalse(log.contains("LEFT"), log);
		final String said = errors();
		assertFalse(said.contains("Something unexpected"), said);
		return said;
	}

	private int run(final ProcessBuilder imagej) throws Exception {
		return imagej.redirectError(folder.resolve("errors.txt").toFile())
			.redirectOutput(folder.resolve("log.txt").toFile()).start().waitFor();
	}

	private String errors() {
		try {
			return Files.readString(folder.resolve("errors.txt"));
		} catch (final IOException e) {
			return e.toString();
		}
	}
}
