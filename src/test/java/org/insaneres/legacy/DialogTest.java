/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives plain ImageJ on a display of its own; see {@link DialogDriver} and {@link ModelsDriver}
 * for what is tried.
 */
class DialogTest {

	private static final int MINUTES = 3;

	@TempDir
	private Path home;

	@Test
	void dialogs() throws IOException, InterruptedException {
		drive(DialogDriver.class, DialogDriver.CASES);
	}

	@Test
	void models() throws IOException, InterruptedException {
		drive(ModelsDriver.class, ModelsDriver.CASES);
	}

	private void drive(final Class<?> type, final int cases)
		throws IOException, InterruptedException {
		final Process server = display();
		if (server == null) {
			System.out.println("Dialogs are not tried: Xvfb is not installed.");
		}
		assumeTrue(server != null, "Xvfb is not installed");
		try (BufferedReader said = server.inputReader()) {
			drive(type, cases, ":" + said.readLine().strip());
		} finally {
			server.destroy();
			server.waitFor();
		}
	}

	private static Process display() {
		try {
			return new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24")
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		} catch (final IOException notInstalled) {
			return null;
		}
	}

	/** What Java says when it dies. */
	private String crash() {
		final Path file = home.resolve("crash.txt");
		try {
			return Files.exists(file) ? Files.readString(file) : "";
		} catch (final IOException e) {
			return e.toString();
		}
	}

	private void drive(final Class<?> type, final int count, final String display)
		throws IOException, InterruptedException {
		final ProcessBuilder java = new ProcessBuilder(
			Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Duser.home=" + home, "-XX:ErrorFile=" + home.resolve("crash.txt"), "-cp",
			System.getProperty("java.class.path"),
			type.getName()).redirectErrorStream(true);
		java.environment().put("DISPLAY", display);
		final Path said = home.resolve("said.txt");
		final Process driver = java.redirectOutput(said.toFile()).start();
		final boolean ended = driver.waitFor(MINUTES, TimeUnit.MINUTES);
		driver.destroyForcibly();
		final String lines = Files.readString(said);
		assertTrue(ended, "The driver hangs after:\n" + lines);
		assertEquals(0, driver.exitValue(), () -> lines + crash());
		final List<String> cases = lines.lines().filter(line -> line.startsWith("ok ")).toList();
		System.out.println("cases: " + cases.size());
		assertEquals(count, cases.size(), lines);
	}
}
