/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What prompts with several parts, and prompts that change, do to a run of a small model. */
class PromptsTest {

	private static final double TOLERANCE = 1e-3;

	private static DiffusionModel model;

	@BeforeAll
	static void open() {
		model = ModelFolder.open(Path.of(System.getProperty("tinymodels"), "models/sd15"),
			Monitor.NONE);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	@Test
	void andAddsTheGuidanceOfItsParts() {
		assertSame(paint("cat :2 AND cat", 2), paint("cat", 6));
		assertDiffer(paint("cat AND dog", 3), paint("cat", 3));
	}

	@Test
	void theOrderOfPartsDoesNotMatter() {
		assertSame(paint("cat :0.5 AND dog :0.7", 4), paint("dog :0.7 AND cat :0.5", 4));
	}

	@Test
	void weightsThatSumToNothingLeaveTheNegativePromptAndTheDifference() {
		final float[] result = paint("cat AND dog :-1", 3);
		for (final float value : result) {
			assertTrue(Float.isFinite(value));
		}
		assertDiffer(result, paint("cat", 3));
	}

	@Test
	void aPromptThatChangesToItselfStays() {
		assertArrayEquals(paint("a cat", 3), paint("a [cat:cat:0.5]", 3), 0);
		assertDiffer(paint("a [cat:dog:0.5]", 3), paint("a cat", 3));
		assertDiffer(paint("a [cat:dog:0.5]", 3), paint("a dog", 3));
	}

	@Test
	void aChangeThatComesTooLateIsNone() {
		assertArrayEquals(paint("cat", 3), paint("[cat:dog:1.0]", 3), 0);
	}

	@Test
	void theNegativePromptChangesToo() {
		assertDiffer(paint("cat", "blurry", 3), paint("cat", "[blurry:dog:0.5]", 3));
	}

	@Test
	void bracesChooseBySeed() {
		final float[] red = paint("red cat", 3);
		final float[] blue = paint("blue cat", 3);
		final float[] either = paint("{red|blue} cat", 3);
		assertTrue(Arrays.equals(red, either) != Arrays.equals(blue, either));
	}

	/** Text vectors and timesteps of each call say which words the network heard when. */
	@Test
	void theNetworkHearsEachStretchInItsSteps() {
		final List<Tensor> heard = new ArrayList<>();
		final List<Double> times = new ArrayList<>();
		final Network listening = new Listening(model.network(), (context, time) -> {
			heard.add(context.hidden());
			times.add(time);
		});
		run(new DiffusionModel(model.info(), model.encoders(), listening, model.autoencoder(),
			model.scheduler()), settings("[cat:dog:0.5]", "", 1, "A1111"));
		assertEquals(4, heard.size(), "A1111 runs one step more than half of 6");
		final Set<Integer> changes = changes(heard);
		assertEquals(Set.of(), changes, "A1111 counts the steps before the start, too: step 3 of 6");
		heard.clear();
		times.clear();
		run(new DiffusionModel(model.info(), model.encoders(), listening, model.autoencoder(),
			model.scheduler()), settings("[cat:dog:0.5]", "", 1, "ComfyUI"));
		assertEquals(6, heard.size());
		assertEquals(Set.of(4), changes(heard), "step 3 still belongs to the first half, as in A1111");
		assertTrue(times.get(0) > times.get(5));
	}

	private static Set<Integer> changes(final List<Tensor> heard) {
		final Set<Integer> changes = new TreeSet<>();
		for (int i = 1; i < heard.size(); i++) {
			if (!Arrays.equals(heard.get(i - 1).data(), heard.get(i).data())) changes.add(i);
		}
		return changes;
	}

	private static float[] paint(final String prompt, final double guidance) {
		return paint(prompt, "blurry", guidance);
	}

	private static float[] paint(final String prompt, final String negative,
		final double guidance) {
		return run(model, settings(prompt, negative, guidance, "ComfyUI"));
	}

	private static GenerationSettings settings(final String prompt, final String negative,
		final double guidance, final String rule) {
		return new GenerationSettings(0.5, 6, guidance, "Euler", "Automatic", 7, "MT19937", rule,
			"A1111", 1, -1, prompt, negative);
	}

	private static float[] run(final DiffusionModel painter, final GenerationSettings settings) {
		final var picture = Pictures.create(64, 64);
		return Pictures.read(ImageToImage.with(painter, settings, Monitor.NONE)
			.run(new Brief(picture, null, null), settings.seed(), Monitor.NONE));
	}

	private static void assertSame(final float[] expected, final float[] actual) {
		assertArrayEquals(expected, actual, (float) TOLERANCE);
	}

	private static void assertDiffer(final float[] one, final float[] other) {
		double most = 0;
		for (int i = 0; i < one.length; i++) {
			most = Math.max(most, Math.abs(one[i] - other[i]));
		}
		assertFalse(most < 10 * TOLERANCE, "differ by " + most);
	}

	private interface Ear {

		void hear(Context context, double timestep);
	}

	private record Listening(Network inner, Ear ear) implements Network {

		@Override
		public Tensor predict(final Tensor sample, final double timestep, final Context context,
			final BooleanSupplier canceled) {
			ear.hear(context, timestep);
			return inner.predict(sample, timestep, context, canceled);
		}

		@Override
		public int channels() {
			return inner.channels();
		}

		@Override
		public int multiple() {
			return inner.multiple();
		}

		@Override
		public Map<String, Integer> extras() {
			return inner.extras();
		}

		@Override
		public void close() {
			inner.close();
		}
	}
}
