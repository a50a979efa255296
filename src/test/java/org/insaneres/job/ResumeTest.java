/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.insaneres.upscale.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a Java at work, as the power or the system would, and lets the same command go on. System
 * properties: {@code kills} (5) and {@code killseed} (random, printed).
 */
class ResumeTest {

	private static final String INTO_A_FILE = " into a file";
	private static final String[] FUSIONS = {"Fused", "SD upscale", "Krita", "Fused" + INTO_A_FILE};

	/** Milliseconds into the painting at which a child is killed at the latest; it takes longer. */
	private static final int LATEST = 500;

	@TempDir
	Path root;

	@TempDir
	Path folder;

	private int resumed;

	@Test
	void killedAtAnyMomentTheSameCommandGivesTheSamePixels() throws Exception {
		final int kills = Integer.getInteger("kills", 5);
		final long seed = Long.getLong("killseed", System.nanoTime());
		System.out.println("kills=" + kills + " killseed=" + seed);
		final Random random = new Random(seed);
		final String[] whole = new String[FUSIONS.length];
		int done = 0;
		for (int run = 0; done < kills; run++) {
			final int fusion = run % FUSIONS.length;
			if (whole[fusion] == null) whole[fusion] = run(fusion, -1);
			String result = null;
			while (result == null) {
				// Now and then it may finish
				result = run(fusion, done < kills ? random.nextInt(LATEST) : -1);
				if (result == null) done++;
				if (result == null && random.nextInt(4) == 0) damage(random);
			}
			assertEquals(whole[fusion], result, FUSIONS[fusion] + " with killseed=" + seed);
			assertFalse(Journal.any(root), "the journal of a finished job is gone");
		}
		assertTrue(resumed > 0, "some runs found a journal");
		System.out.println(done + " kills, " + resumed + " runs went on from a journal");
	}

	/** The result of a run, or null if it was killed so many milliseconds into the painting. */
	private String run(final int fusion, final int kill) throws Exception {
		final Process child = new ProcessBuilder(
			Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-D" + Journals.FOLDER + "=" + root,
			"-D" + Journals.PATIENCE + "=0", "-cp", System.getProperty("java.class.path"),
			UpscaleChild.class.getName(), FUSIONS[fusion].replace(INTO_A_FILE, ""),
			FUSIONS[fusion].endsWith(INTO_A_FILE) ? folder.resolve("result.tif").toString() : "")
			.redirectError(ProcessBuilder.Redirect.INHERIT).start();
		String result = null;
		try (BufferedReader lines = child.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.equals(UpscaleChild.RESUMED)) resumed++;
				if (line.startsWith(UpscaleChild.RESULT)) result = line;
				if (line.equals(UpscaleChild.PAINTING) && kill >= 0) {
					Thread.sleep(kill);
					child.destroyForcibly();
				}
			}
		} catch (final IOException e) {
			assertTrue(kill >= 0, () -> "a child that is not killed says all: " + e);
		}
		final int code = child.waitFor();
		assertTrue(code == 0 && result != null || kill >= 0 && code != 1, "exit code " + code);
		return result;
	}

	/** As a failing disk would. */
	private void damage(final Random random) throws IOException {
		final List<Path> files = new ArrayList<>();
		try (Stream<Path> all = Files.walk(root)) {
			all.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock")).sorted()
				.forEach(files::add);
		}
		if (files.isEmpty()) return;
		final Path file = files.get(random.nextInt(files.size()));
		final byte[] bytes = Files.readAllBytes(file);
		if (random.nextBoolean()) {
			bytes[random.nextInt(bytes.length)] ^= 4;
			Files.write(file, bytes);
		} else {
			Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
		}
	}
}
