/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Single calls of the parts of every model family against diffusers. */
class PartsGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));

	@TestFactory
	Stream<DynamicTest> parts() throws IOException {
		final JsonNode index = new ObjectMapper().readTree(ROOT.resolve("parts/parts.json").toFile());
		final List<DynamicTest> tests = new ArrayList<>();
		index.properties().forEach(entry -> tests
			.add(dynamicTest(entry.getKey(), () -> check(new Case(entry.getValue())))));
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final Case golden) throws Exception {
		try (DiffusionModel model = ModelFolder.open(golden.folder(), Monitor.NONE)) {
			checkTexts(golden, model);
			checkSkip(golden, model);
			checkNetwork(golden, model);
			checkAutoencoder(golden, model);
		}
	}

	private static void checkTexts(final Case golden, final DiffusionModel model) {
		final double tolerance = golden.half() ? 0.01 : 1e-4;
		for (int i = 0; i < model.encoders().size(); i++) {
			final String part = i == 0 ? "text_encoder." : "text_encoder_2.";
			final Tensor ids = golden.read(part + "input_ids");
			final boolean xl = model.encoders().size() > 1;
			final Tensor hidden = golden.read(part + (xl ? "penultimate" : "last_hidden_state"));
			final Tensor pooled = golden.read(part + (i == 0 ? "pooler_output" : "text_embeds"));
			for (int row = 0; row < ids.shape()[0]; row++) {
				final Encoding encoding = model.encoders().get(i).encode(Case.ids(ids, row), 1,
					() -> false);
				golden.close(part + "hidden", encoding.hidden(), Npy.row(hidden, row), tolerance);
				golden.close(part + "pooled", encoding.pooled(), Npy.row(pooled, row), tolerance);
			}
		}
	}

	/**
	 * CLIP skip: one layer earlier with the final norm, or a refusal where the export lacks layers.
	 */
	private static void checkSkip(final Case golden, final DiffusionModel model) {
		if (model.encoders().size() > 1) return;
		final Tensor ids = golden.read("text_encoder.input_ids");
		final int[] first = Case.ids(ids, 0);
		final Path file = golden.folder().resolve("text_encoder/model.onnx");
		final List<String> layers = OnnxFile.read(file).outputs().stream().map(Port::name)
			.filter(name -> name.startsWith("hidden_states.")).toList();
		if (layers.isEmpty()) {
			assertThrows(Refusal.class, () -> model.encoders().get(0).encode(first, 2, () -> false));
			return;
		}
		try (Session session = Session.open(file, Options.DEFAULT)) {
			final Map<String, Tensor> all = session.run(Map.of("input_ids", ids), () -> false);
			final Tensor before = all.get("hidden_states." + (layers.size() - 1));
			final FinalNorm norm = FinalNorm.of(Npy.row(before, 0),
				Npy.row(all.get("last_hidden_state"), 0));
			final Tensor expected = norm.apply(Npy.row(golden.read("text_encoder.penultimate"), 0));
			golden.close("clip skip",
				model.encoders().get(0).encode(first, 2, () -> false).hidden(), expected, 1e-4);
		}
		assertThrows(Refusal.class,
			() -> model.encoders().get(0).encode(first, layers.size() + 1, () -> false));
	}

	private static void checkNetwork(final Case golden, final DiffusionModel model) {
		final Tensor sample = golden.read("unet.sample");
		final Tensor hidden = golden.read("unet.encoder_hidden_states");
		final Tensor out = golden.read("unet.out_sample");
		for (int row = 0; row < sample.shape()[0]; row++) {
			final Map<String, Tensor> extras = new LinkedHashMap<>();
			for (final String extra : model.network().extras().keySet()) {
				extras.put(extra, Npy.row(golden.read("unet." + extra), row));
			}
			final Tensor predicted = model.network().predict(Npy.row(sample, row),
				golden.json().get("unet_timestep").doubleValue(),
				new Context(Npy.row(hidden, row), extras), () -> false);
			golden.close("unet", predicted, Npy.row(out, row), golden.half() ? 0.01 : 5e-4);
		}
	}

	private static void checkAutoencoder(final Case golden, final DiffusionModel model) {
		final double scaling = golden.json().get("scaling_factor").doubleValue();
		final Tensor picture = golden.read("vae_encoder.sample");
		final Tensor moments = golden.read("vae_encoder.moments");
		for (int row = 0; row < picture.shape()[0]; row++) {
			final Tensor expected = mean(Npy.row(moments, row), model.autoencoder().channels());
			final Tensor encoded = model.autoencoder().encode(Npy.row(picture, row), () -> false);
			golden.close("encoder", times(encoded, 1 / scaling), expected, golden.half() ? 0.05 : 5e-4);
			assertEquals(picture.shape()[2], encoded.shape()[1] * model.autoencoder().factor());
		}
		final Tensor latent = golden.read("vae_decoder.latent_sample");
		final Tensor sample = golden.read("vae_decoder.sample");
		for (int row = 0; row < latent.shape()[0]; row++) {
			final Tensor decoded = model.autoencoder().decode(times(Npy.row(latent, row), scaling),
				() -> false);
			golden.close("decoder", decoded, Npy.row(sample, row), golden.half() ? 0.01 : 5e-4);
		}
	}

	private static Tensor mean(final Tensor moments, final int channels) {
		final int plane = moments.shape()[1] * moments.shape()[2];
		return new Tensor(java.util.Arrays.copyOf(moments.data(), channels * plane), channels,
			moments.shape()[1], moments.shape()[2]);
	}

	private static Tensor times(final Tensor tensor, final double factor) {
		final float[] data = new float[tensor.data().length];
		for (int i = 0; i < data.length; i++) data[i] = (float) (tensor.data()[i] * factor);
		return new Tensor(data, tensor.shape());
	}

	private record Case(JsonNode json) {

		Path folder() {
			return ROOT.resolve(json.get("model").textValue());
		}

		/** Models whose graphs take half precision have wider tolerances. */
		boolean half() {
			return OnnxFile.read(folder().resolve("unet/model.onnx")).inputs().stream()
				.anyMatch(port -> port.type().equals("float16"));
		}

		Tensor read(final String name) {
			return Npy.read(ROOT.resolve(json.get("files").get(name).textValue()));
		}

		static int[] ids(final Tensor all, final int row) {
			final float[] values = Npy.row(all, row).data();
			final int[] ids = new int[values.length];
			for (int i = 0; i < ids.length; i++) ids[i] = (int) values[i];
			return ids;
		}

		void close(final String what, final Tensor actual, final Tensor expected,
			final double tolerance) {
			final double difference = Npy.difference(actual, expected);
			assertTrue(difference <= tolerance,
				json.get("model") + " " + what + ": " + difference + " > " + tolerance);
		}
	}
}
