/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Text and network of the tiny checkpoints with every LoRA, as the network's own library has it.
 */
class LoraGoldenTest {

	@TestFactory
	Stream<DynamicTest> references() throws IOException {
		final JsonNode loras = TinyCheckpoints.index("loras/loras.json");
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode lora : loras) {
			for (final JsonNode reference : lora.get("references")) {
				tests.add(DynamicTest.dynamicTest(lora.get("name").asText() + " "
					+ reference.get("weights"), () -> check(loras, lora, reference)));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final JsonNode loras, final JsonNode lora,
		final JsonNode reference) throws IOException {
		final Path file = TinyCheckpoints.file(lora.get("checkpoint"));
		final SafeTensors checkpoint = SafeTensors.open(file);
		final List<String> notes = new ArrayList<>();
		final List<Patch> patches = new ArrayList<>();
		for (final var weight : reference.get("weights").properties()) {
			patches.add(Lora.open(TinyCheckpoints.file(named(loras, weight.getKey()))).on(checkpoint,
				weight.getValue().asDouble(), weight.getValue().asDouble(),
				new Monitor() {

					@Override
					public void note(final String line) {
						notes.add(line);
					}
				}));
		}
		assertEquals(List.of(), notes, "all modules fit");
		final Path vae = TinyCheckpoints.vae(lora.get("checkpoint"));
		try (DiffusionModel model = Checkpoint.open(file,
			new CheckpointOptions(vae, patches, Map.of(), Options.DEFAULT), Monitor.NONE)) {
			final Tensor sample = TinyCheckpoints.read(lora.get("unet_sample"));
			final Context context = context(model, lora.get("prompt").asText(), sample);
			TinyCheckpoints.assertNear(reference.get("context"), context.hidden());
			if (reference.has("pooled")) {
				TinyCheckpoints.assertNear(reference.get("pooled"), context.extras().get("text_embeds"));
			}
			final double time = lora.get("unet_timestep").asDouble();
			TinyCheckpoints.assertNear(reference.get("unet_out"),
				model.network().predict(sample, time, context, () -> false));
			if (lora.has("plain_context") && reference.has("unet_out_plain_context")) {
				final Context plain = new Context(TinyCheckpoints.read(lora.get("plain_context")),
					context.extras());
				TinyCheckpoints.assertNear(reference.get("unet_out_plain_context"),
					model.network().predict(sample, time, plain, () -> false));
			}
		}
	}

	private static JsonNode named(final JsonNode loras, final String name) {
		for (final JsonNode lora : loras) {
			if (lora.get("name").asText().equals(name)) return lora.get("file");
		}
		throw new AssertionError("no LoRA " + name);
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
}
