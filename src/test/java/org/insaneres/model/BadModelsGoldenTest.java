/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Damaged and odd model folders: refused with a sentence, or as good as the control. */
class BadModelsGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));
	private static final Pattern NUMBER = Pattern.compile("\\d+");
	private static final BooleanSupplier GO = () -> false;

	@TestFactory
	Stream<DynamicTest> folders() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode entry : new ObjectMapper()
			.readTree(ROOT.resolve("bad/bad.json").toFile())) {
			final Path path = ROOT.resolve(entry.get("path").textValue());
			if (Files.isDirectory(path)) {
				tests.add(dynamicTest(path.getFileName().toString(), () -> check(path,
					new Expectation(entry.get("what").textValue(), entry.get("expected").textValue()))));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final Path folder, final Expectation expectation) {
		final List<String> notes = new ArrayList<>();
		final List<Tensor> results;
		try {
			results = run(folder, notes);
		} catch (final Refusal e) {
			System.out.println(folder.getFileName() + ": " + e.getMessage());
			assertTrue(expectation.mayRefuse(), "should have run, but: " + e.getMessage());
			expectation.checkSentence(e.getMessage());
			return;
		}
		assertTrue(expectation.mayRun(), "should have been refused: " + expectation.what());
		if (expectation.isTold()) {
			assertTrue(notes.stream().anyMatch(note -> note.contains(folder.toString())), "not told");
		}
		if (!expectation.equalsControl()) return;
		final List<Tensor> control = run(ROOT.resolve("bad/control"), new ArrayList<>());
		for (int i = 0; i < control.size(); i++) {
			assertEquals(0, Npy.difference(control.get(i), results.get(i)), 1e-4, "result " + i);
		}
	}

	/** Everything a picture of 128 x 128 goes through, without the sampler's arithmetic. */
	private static List<Tensor> run(final Path folder, final List<String> notes) {
		final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		final long before = threads.getCurrentThreadAllocatedBytes();
		try {
			ModelFolder.inspect(folder);
		} finally {
			final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
			assertTrue(allocated < 64 << 20, "looking at it took " + allocated + " bytes");
		}
		final Monitor monitor = new Monitor() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		};
		try (DiffusionModel model = ModelFolder.open(folder, monitor)) {
			final TextEncoder text = model.encoders().get(0);
			final int[] ids = new int[text.length()];
			for (int i = 0; i < ids.length; i++) ids[i] = 5 + i;
			final Context context = model.context(List.of(text.encode(ids, 1, GO)), 128, 128, 7.5);
			final List<Tensor> results = new ArrayList<>(List.of(context.hidden()));
			Tensor latent = model.autoencoder().encode(wave(3, 128), GO);
			results.add(latent);
			for (final int timestep : new int[]{801, 501, 201, 1}) {
				latent = model.network().predict(wave(4, 16), timestep, context, GO);
				results.add(latent);
			}
			results.add(model.autoencoder().decode(wave(4, 16), GO));
			return results;
		}
	}

	private static Tensor wave(final int channels, final int side) {
		final float[] data = new float[channels * side * side];
		for (int i = 0; i < data.length; i++) data[i] = (float) Math.sin(0.37 * i);
		return new Tensor(data, channels, side, side);
	}

	/** What bad.json says in words. */
	private record Expectation(String what, String expected) {

		private static final Pattern FILE = Pattern.compile("[\\w/]+\\.(?:onnx|txt|json)");
		private static final Pattern NAME = Pattern.compile("(?:named|called|folder|domain) ([\\w.]+)");

		boolean mayRun() {
			return expected.matches("(?s)(runs|.*\\bor (run|picture|a picture)\\b).*");
		}

		boolean mayRefuse() {
			final boolean refusal = expected.matches("(?s).*(refused|message|stop).*");
			return refusal && (!expected.startsWith("runs") || expected.matches("(?s).*\\bor .*"));
		}

		boolean equalsControl() {
			return expected.contains("same result as control");
		}

		boolean isTold() {
			return expected.contains("told so") || expected.contains("says so");
		}

		void checkSentence(final String sentence) {
			assertTrue(sentence.length() > 40 && sentence.length() < 700 && sentence.endsWith("."),
				sentence);
			if (expected.matches("(?s).*(file named|naming (the )?file).*")) {
				require(sentence, FILE.matcher(what).results().map(found -> found.group()).toList());
			}
			if (expected.matches("(?s).*(input|part|domain).* named.*")) {
				require(sentence, NAME.matcher(what).results().map(found -> found.group(1)).toList());
			}
			if (expected.matches("(?s).*(widths|sizes|both shapes).*")) {
				assertTrue(NUMBER.matcher(sentence).results().count() >= 2, sentence);
			}
			if (expected.contains("widths")) {
				require(sentence, NUMBER.matcher(what).results().map(found -> found.group()).toList());
			}
		}

		private static void require(final String sentence, final List<String> words) {
			assertTrue(words.isEmpty() || words.stream().anyMatch(sentence::contains),
				sentence + " should name one of " + words);
		}
	}
}
