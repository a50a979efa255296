/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.TextEncoder;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.CheckpointOptions;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.prompt.Chunk;
import org.insaneres.prompt.Chunker;
import org.insaneres.prompt.Tokenizer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tokens and text of the tiny checkpoints with every embedding. */
class EmbeddingGoldenTest {

	@TestFactory
	Stream<DynamicTest> references() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode json : TinyCheckpoints.index("embeddings/embeddings.json")) {
			tests.add(DynamicTest.dynamicTest(json.get("name").asText(), () -> check(json)));
			tests.add(DynamicTest.dynamicTest(json.get("name").asText() + " in a wrong model",
				() -> refuses(json)));
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final JsonNode json) throws IOException {
		final Path file = TinyCheckpoints.file(json.get("checkpoint"));
		final SafeTensors checkpoint = SafeTensors.open(file);
		final Map<String, List<float[][]>> words = Map.of(json.get("name").asText(),
			Embedding.open(TinyCheckpoints.file(json.get("file")))
				.vectors(Embedding.widths(checkpoint)));
		final Path vae = TinyCheckpoints.vae(json.get("checkpoint"));
		try (DiffusionModel model = Checkpoint.open(file,
			new CheckpointOptions(vae, List.of(), words, Options.DEFAULT), Monitor.NONE)) {
			final List<Encoding> encodings = new ArrayList<>();
			for (int i = 0; i < model.encoders().size(); i++) {
				final TextEncoder encoder = model.encoders().get(i);
				final Chunk chunk = Chunker.of(Tokenizer.clip(), encoder.length(), encoder.padding())
					.withEmbeddings(encoder.embeddings()).chunks(json.get("prompt").asText()).get(0);
				assertTokens(json.get("tokens").get(i), chunk.ids(),
					encoder.embeddings().values().iterator().next());
				encodings.add(encoder.encode(chunk.ids(), 1, () -> false));
			}
			final Context context = model.context(encodings, 64, 64, 1);
			TinyCheckpoints.assertNear(json.get("context"), context.hidden());
			if (json.has("pooled")) {
				TinyCheckpoints.assertNear(json.get("pooled"), context.extras().get("text_embeds"));
			}
		}
	}

	/** Negative numbers are rows of the file. */
	private static void assertTokens(final JsonNode expected, final int[] ids, final int[] rows) {
		assertEquals(expected.size(), ids.length);
		for (int i = 0; i < ids.length; i++) {
			final int id = expected.get(i).asInt();
			assertEquals(id < 0 ? rows[-1 - id] : id, ids[i], "token " + i);
		}
	}

	private static void refuses(final JsonNode json) {
		final Embedding embedding = Embedding.open(TinyCheckpoints.file(json.get("file")));
		final String message = assertThrows(Refusal.class,
			() -> embedding.vectors(List.of(768, 1280))).getMessage();
		assertTrue(message.contains("768 and 1280"), message);
		embedding.widths()
			.forEach(width -> assertTrue(message.contains(width.toString()), message));
	}
}
