/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Npy;
import org.insaneres.model.TextEncoder;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.CheckpointOptions;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.prompt.Chunker;
import org.insaneres.prompt.Tokenizer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Text and network of the tiny checkpoints with every LoRA, as the network's own library has it.
 */
class LoraGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));

	@TestFactory
	Stream<DynamicTest> references() throws IOException {
		final Path index = ROOT.resolve("loras/loras.json");
		Assumptions.assumeTrue(Files.exists(index), "checkpoints are too large to lie here");
		final JsonNode loras = new ObjectMapper().readTree(index.toFile());
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode lora : loras) {
			for (final JsonNode reference : lora.get("references")) {
				tests.add(DynamicTest.dynamicTest(lora.get("name").asText() + " "
					+ reference.get("weights"), () -> check(lora, reference)));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final JsonNode lora, final JsonNode reference) {
		final Path file = ROOT.resolve(lora.get("checkpoint").asText());
		final SafeTensors checkpoint = SafeTensors.open(file);
		final List<String> notes = new ArrayList<>();
		final List<Patch> patches = new ArrayList<>();
		for (final var weight : reference.get("weights").properties()) {
			patches.add(Lora.open(ROOT.resolve("loras/" + weight.getKey() + ".safetensors")).on(
				checkpoint, weight.getValue().asDouble(), weight.getValue().asDouble(),
				new Monitor() {

					@Override
					public void note(final String line) {
						notes.add(line);
					}
				}));
		}
		assertEquals(List.of(), notes, "all modules fit");
		final Path vae = checkpoint.has("first_stage_model.decoder.conv_in.weight")
			? null
			: ROOT.resolve("checkpoints/vae-f16.safetensors");
		try (DiffusionModel model = Checkpoint.open(file,
			new CheckpointOptions(vae, patches, Map.of(), Options.DEFAULT), Monitor.NONE)) {
			final Tensor sample = read(lora.get("unet_sample"));
			final Context context = context(model, lora.get("prompt").asText(), sample);
			assertNear("context", read(reference.get("context")), context.hidden());
			if (reference.has("pooled")) {
				assertNear("pooled", read(reference.get("pooled")), context.extras().get("text_embeds"));
			}
			final double time = lora.get("unet_timestep").asDouble();
			assertNear("network", read(reference.get("unet_out")),
				model.network().predict(sample, time, context, () -> false));
			if (lora.has("plain_context")) {
				final Context plain = new Context(read(lora.get("plain_context")), context.extras());
				assertNear("network alone", read(reference.get("unet_out_plain_context")),
					model.network().predict(sample, time, plain, () -> false));
			}
		}
	}

	/** The prompt, read literally. */
	private static Context context(final DiffusionModel model, final String prompt,
		final Tensor sample) {
		final List<Encoding> encodings = new ArrayList<>();
		for (final TextEncoder encoder : model.encoders()) {
			final Chunker chunker = Chunker.of(Tokenizer.clip(), encoder.length(), encoder.padding());
			final String literally = prompt.replaceAll("([\\\\()\\[\\]])", "\\\\$1");
			encodings.add(encoder.encode(chunker.chunks(literally).get(0).ids(), 1, () -> false));
		}
		final int factor = model.autoencoder().factor();
		return model.context(encodings, sample.shape()[2] * factor, sample.shape()[1] * factor, 1);
	}

	private static Tensor read(final JsonNode path) {
		return Npy.row(Npy.read(ROOT.resolve(path.asText())), 0);
	}

	private static void assertNear(final String what, final Tensor expected, final Tensor actual) {
		double largest = 0;
		for (final float value : expected.data()) largest = Math.max(largest, Math.abs(value));
		final double difference = Npy.difference(expected, actual) / largest;
		assertTrue(difference <= 1e-4, what + ": " + difference + " of the largest value");
	}
}
