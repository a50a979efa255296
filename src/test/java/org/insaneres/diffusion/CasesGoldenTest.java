/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Network;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.picture.Pictures;
import org.insaneres.prompt.Chunk;
import org.insaneres.prompt.Emphasis;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.diffusers.DiffusersRun;
import org.insaneres.sampler.noise.NoiseSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole runs of diffusers, from picture, prompts and noise to latents and picture. Prompts are cut
 * at 77 tokens and read literally, and inpainting masks are sharp, as there.
 */
class CasesGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));

	@TestFactory
	Stream<DynamicTest> cases() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final Case golden : index()) {
			tests.add(DynamicTest.dynamicTest(golden.text("id"), () -> check(golden)));
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	/** Cases of model folders and of checkpoints; files of those are not everywhere. */
	private static List<Case> index() throws IOException {
		final JsonMapper mapper = JsonMapper.builder()
			.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
		final List<Case> cases = new ArrayList<>();
		for (final String file : List.of("cases/cases.json", "checkpoints/cases.json")) {
			if (!Files.exists(ROOT.resolve(file))) {
				System.out.println("skipped, as it is not there: " + file);
				continue;
			}
			for (final JsonNode json : mapper.readTree(ROOT.resolve(file).toFile())) {
				final Case golden = new Case(ROOT, json);
				if (golden.there()) cases.add(golden);
			}
		}
		return cases;
	}

	private static void check(final Case golden) throws IOException {
		try (DiffusionModel model = golden.open()) {
			if (golden.has("latents")) new Run(golden, model).check();
			else checkNothingHappens(golden, model);
		}
	}

	/** Where diffusers fails because no step is left, the picture stays as it is. */
	private static void checkNothingHappens(final Case golden, final DiffusionModel model)
		throws IOException {
		final var picture = golden.picture();
		assertSame(picture, ImageToImage.with(model, golden.settings(), Monitor.NONE)
			.run(new Brief(picture, null, null), golden.settings().seed(), Monitor.NONE));
	}

	/**
	 * The same from settings alone, noise and all. Masks are left out, as the program does not make
	 * them sharp, and what the settings do not have: prompts that are cut or differ for each encoder,
	 * and LCM in the ordinary pipeline.
	 */
	@TestFactory
	Stream<DynamicTest> settings() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final Case golden : index()) {
			if (golden.ordinary()) {
				tests.add(DynamicTest.dynamicTest(golden.text("id"), () -> checkSettings(golden)));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void checkSettings(final Case golden) throws IOException {
		try (DiffusionModel stored = golden.open()) {
			final DiffusionModel model = new DiffusionModel(stored.info(), stored.encoders(),
				stored.network(), stored.autoencoder(), golden.scheduler());
			final var result = ImageToImage.with(model, golden.settings(), Monitor.NONE)
				.run(new Brief(golden.picture(), null, null), golden.settings().seed(), Monitor.NONE);
			checkPicture(golden, Pictures.read(result));
		}
	}

	/** One case with the parts of the engine. */
	private static final class Run {

		private final Case golden;
		private final DiffusionModel model;
		private final DiffusersRun scheduled;
		private final Codec codec;
		private final List<Double> timesteps = new ArrayList<>();

		Run(final Case golden, final DiffusionModel model) throws IOException {
			this.golden = golden;
			this.model = model;
			scheduled = golden.scheduled();
			final var picture = golden.picture();
			codec = new Codec(model.autoencoder(), (int) picture.dimension(0),
				(int) picture.dimension(1), model.network().multiple(), () -> false);
		}

		void check() throws IOException {
			final Latent clean = codec.encode(Pictures.read(golden.picture()));
			assertNear("encoded picture", golden.latent("init_latents").data(), clean.data());
			final Latent result = paint(clean);
			checkCalls();
			assertNear("latents", golden.latent("latents").data(), result.data());
			checkPicture(golden, codec.decode(result));
		}

		private Latent paint(final Latent clean) throws IOException {
			final Noise noise = golden.noise();
			final Latent drawn = noise.next();
			checkNoise(drawn);
			final Latent start = golden.json().has("mask") && golden.number("strength") == 1
				? scheduled.start(drawn)
				: scheduled.start(clean, drawn);
			final Sampler sampler = golden.json().has("eta")
				? scheduled.sampler().withEta(golden.number("eta"))
				: scheduled.sampler();
			final double[] sigmas = scheduled.grid().sigmas();
			final Denoiser network = network();
			if (!golden.json().has("mask") || model.network().channels() > clean.channels()) {
				return sampler.sample(network, start, sigmas, noise, (done, count, x, now) -> {});
			}
			final Renewed renewed = new Renewed(network, clean, drawn, codec.sharp(golden.mask()),
				sigmas[0]);
			return renewed
				.finish(sampler.sample(renewed, start, sigmas, noise, (done, count, x, now) -> {}));
		}

		private Denoiser network() throws IOException {
			final Network network = model.network().channels() == model.autoencoder().channels()
				? model.network()
				: codec.inpainting(model.network(), Pictures.read(golden.picture()), golden.mask());
			final PromptReader reader = reader(1 + golden.json().path("clip_skip").asInt(0));
			final Denoiser positive = denoiser(network, read(reader, "prompt"), sigma -> {
				timesteps.add(scheduled.grid().timestep().applyAsDouble(sigma));
				return timesteps.get(timesteps.size() - 1);
			});
			if (!golden.guided()) return positive;
			final List<Encoding> negative = model.encoders().size() > 1
				&& golden.text("negative_prompt") == null
					? reader.nothing()
					// Diffusers reads this one without CLIP skip
					: read(reader(1), "negative_prompt");
			return new Guidance(positive, 1, denoiser(network, negative, scheduled.grid().timestep()),
				golden.number("guidance_scale"));
		}

		private PromptReader reader(final int clipskip) {
			return new PromptReader(model, Emphasis.A1111, clipskip, () -> false);
		}

		private Denoiser denoiser(final Network network, final List<Encoding> texts,
			final DoubleUnaryOperator timestep) {
			final Context context = model.context(texts, codec.width(), codec.height(),
				golden.number("guidance_scale"));
			return new NetworkDenoiser(network, sigma -> context,
				Prediction.named(golden.config().get("prediction_type").textValue()), timestep,
				() -> false);
		}

		/** The first 75 tokens, for each encoder of its own prompt. */
		private List<Encoding> read(final PromptReader reader, final String field) {
			final List<Encoding> encodings = new ArrayList<>();
			for (int i = 0; i < reader.parts().size(); i++) {
				final PromptReader.Part part = reader.parts().get(i);
				final String own = i == 0 ? field : field + "_" + (i + 1);
				final String text = golden.text(own) == null ? golden.text(field) : golden.text(own);
				final Chunk chunk = part.chunker().withBacktrack(0).chunks(Case.literally(text)).get(0);
				assertArrayEquals(Goldens.doubles(golden.json().get("token_ids").get(own)),
					Arrays.stream(chunk.ids()).asDoubleStream().toArray(), own);
				encodings.add(part.encode(List.of(chunk)));
			}
			return encodings;
		}

		/** The network was told what diffusers told it, save for fractions that the graph drops. */
		private void checkCalls() {
			final double[] expected = Goldens.doubles(golden.json().get("unet_timesteps"));
			assertEquals(expected.length, timesteps.size(), "calls of the network");
			for (int i = 0; i < expected.length; i++) {
				final double t = timesteps.get(i);
				assertTrue(Math.abs(t - expected[i]) < 2e-3 || Math.floor(t) == expected[i],
					"timestep of call " + i + ": " + t + " instead of " + expected[i]);
			}
		}

		/** The seed gives the start noise, too. */
		private void checkNoise(final Latent drawn) {
			final float[] own = NoiseSource.MT19937.open(golden.json().get("seed").longValue(),
				drawn.channels(), drawn.height(), drawn.width(), 0, 0).next().data();
			assertArrayEquals(drawn.data(), own, 1e-5f, "noise");
		}

		private void assertNear(final String what, final float[] expected, final float[] actual) {
			assertArrayEquals(expected, actual,
				golden.json().get("tolerance").get("latents").floatValue(), what);
		}
	}

	private static void checkPicture(final Case golden, final float[] block) throws IOException {
		final float[] levels = new float[block.length];
		for (int i = 0; i < levels.length; i++) {
			levels[i] = (float) Math.rint(255 * Math.max(0, Math.min(1, block[i])));
		}
		final float[] expected = Pictures.read(golden.output());
		for (int i = 0; i < expected.length; i++) {
			expected[i] = Math.round(255 * expected[i]);
		}
		assertArrayEquals(expected, levels,
			golden.json().get("tolerance").get("picture").floatValue(), "picture");
	}
}
