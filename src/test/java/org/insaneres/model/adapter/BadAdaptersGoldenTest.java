/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Damaged LoRAs and embeddings: refused, or what is left out is named. */
class BadAdaptersGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));

	/** The module of the tiny SD 1 checkpoint that these files are about. */
	private static final String TENSOR = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0"
		+ ".attn1.to_q.weight";

	@TempDir
	Path folder;

	private SafeTensors checkpoint() throws IOException {
		final float[] values = new float[32 * 32];
		final Random random = new Random(1);
		for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
		return SafeTensors.open(new TensorFile().with(TENSOR, new Tensor(values, 32, 32))
			.with("cond_stage_model.transformer.text_model.embeddings.token_embedding.weight",
				new Tensor(new float[80], 10, 8))
			.write(folder.resolve("checkpoint.safetensors")));
	}

	@TestFactory
	Stream<DynamicTest> bad() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode json : new ObjectMapper()
			.readTree(ROOT.resolve("bad/bad.json").toFile())) {
			final Path path = ROOT.resolve(json.get("path").asText());
			final String name = path.getFileName().toString();
			final String expected = json.get("expected").asText();
			if (name.startsWith("lora")) {
				tests.add(DynamicTest.dynamicTest(name, () -> checkLora(path, expected)));
			}
			if (name.startsWith("embedding")) {
				tests.add(DynamicTest.dynamicTest(name, () -> checkEmbedding(path, expected)));
			}
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private void checkLora(final Path path, final String expected) throws IOException {
		final List<String> notes = new ArrayList<>();
		final Monitor monitor = new Monitor() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		};
		final SafeTensors checkpoint = checkpoint();
		try {
			final Patch patch = Lora.open(path).on(checkpoint, 1, 1, monitor);
			final float[] weights = checkpoint.read(TENSOR);
			patch.apply(TENSOR, checkpoint.entry(TENSOR).shape(), weights);
			for (final float value : weights) assertTrue(Float.isFinite(value));
		} catch (final Refusal e) {
			assertTrue(e.getMessage().contains(Adapters.name(path)), e.getMessage());
			assertFalse(expected.startsWith("applied where it fits"), e.getMessage());
			return;
		}
		assertTrue(expected.startsWith("applied"), "should have been refused");
		if (expected.contains("listed")) assertTrue(!notes.isEmpty(), "nobody was told");
	}

	private void checkEmbedding(final Path path, final String expected) throws IOException {
		final List<Integer> widths = Embedding.widths(checkpoint());
		try {
			Embedding.open(path).vectors(widths);
		} catch (final Refusal e) {
			assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
			if (expected.contains("both widths")) {
				assertTrue(e.getMessage().contains(widths.get(0).toString()), e.getMessage());
				Embedding.open(path).widths()
					.forEach(width -> assertTrue(e.getMessage().contains(width.toString())));
			}
			return;
		}
		assertFalse(expected.startsWith("refused"), "should have been refused");
	}
}
