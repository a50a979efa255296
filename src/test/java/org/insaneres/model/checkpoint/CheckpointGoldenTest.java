/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.Npy;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reference tensor of the tiny checkpoints, made by diffusers from the same files. Their
 * folder is larger than this repository should be, so that it must be named:
 * {@code -Dtinymodels=DIR}.
 */
class CheckpointGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));
	private static final double TOLERANCE = 1e-4;
	/** Length of the error of a coarse network, as a share of what the exact one says. */
	private static final double COARSE = 0.06;
	private static final Pattern NETWORK = Pattern
		.compile("unet\\.out(_\\d+x\\d+)?_t(\\d+)(?:_headsize(\\d+))?(?:_(context_\\d+))?");

	@TestFactory
	Stream<DynamicTest> tensors() throws IOException {
		final Path file = ROOT.resolve("checkpoints/checkpoints.json");
		if (!Files.exists(file)) {
			System.out.println("cases: 0, skipped, as it is not there: " + file);
			Assumptions.abort(file + " is not there");
		}
		final JsonNode index = new ObjectMapper().readTree(file.toFile());
		final List<DynamicTest> tests = new ArrayList<>();
		for (final var entry : index.properties()) {
			final Golden golden = new Golden(entry.getKey(), entry.getValue());
			if (!golden.there()) continue;
			for (final Attention attention : Attention.values()) {
				golden.results().forEach(name -> tests.add(dynamicTest(
					golden.name + " " + name + " " + attention, () -> golden.check(name, attention))));
			}
			golden.results().stream().filter(name -> name.startsWith("unet")).forEach(name -> tests
				.add(dynamicTest(golden.name + " " + name + " Int8", () -> golden.checkCoarse(name))));
			tests.add(dynamicTest(golden.name + " context", golden::checkContext));
		}
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	/** One checkpoint and its results. */
	private record Golden(String name, JsonNode json) {

		/** Large files are not everywhere. */
		boolean there() {
			final boolean there = Files.isRegularFile(file());
			if (!there) System.out.println("skipped, as it is not there: " + file());
			return there;
		}

		Path file() {
			return ROOT.resolve(json.get("file").textValue());
		}

		Path vae() {
			return json.has("vae_file") ? ROOT.resolve(json.get("vae_file").textValue()) : null;
		}

		/** Names of the tensors that networks gave; the others are what they were given. */
		List<String> results() {
			final Set<String> given = Set.of("context", "context_154", "pooled", "time_ids",
				"timestep_cond", "vae.picture", "vae.latent");
			final List<String> results = new ArrayList<>();
			json.get("files").fieldNames().forEachRemaining(name -> {
				if (!given.contains(name) && !name.endsWith("input_ids")
					&& !name.startsWith("unet.sample")) {
					results.add(name);
				}
			});
			return results;
		}

		Tensor read(final String tensor) {
			return Npy.read(ROOT.resolve(json.get("files").get(tensor).textValue()));
		}

		void check(final String result, final Attention attention) {
			if (result.startsWith("text")) checkText(result, attention);
			else if (result.startsWith("unet")) {
				close(result, network(result, attention, Precision.FULL), read(result));
			} else checkVae(result, attention);
		}

		private void checkText(final String result, final Attention attention) {
			final SafeTensors file = SafeTensors.open(file());
			final Weights weights = new Weights(file);
			final Layout layout = Layout.of(weights);
			final String part = result.substring(0, result.indexOf('.'));
			final TextKeys keys = layout.texts().get(part.equals("text") ? 0 : 1);
			final int last = TextGraph.layers(weights, keys)
				- (layout.base() == Family.SD2 ? 1 : 0);
			final boolean four = result.endsWith("_4heads");
			final String output = switch (result.substring(part.length() + 1)) {
				case "last_hidden_state", "last_hidden_state_4heads" -> TextGraph.normed(last);
				case "penultimate" -> TextGraph.hidden(last - 1);
				case "penultimate_normed" -> TextGraph.normed(last - 1);
				case "text_embeds" -> TextGraph.POOLED;
				default -> throw new AssertionError("unknown result " + result);
			};
			final IntUnaryOperator heads = four ? width -> 4 : Layout::textHeads;
			final Tensor ids = read(part + ".input_ids");
			final Tensor expected = read(result);
			try (Session session = session(file, attention,
				layers -> TextGraph.write(layers, keys, heads, last, new float[0]))) {
				for (int row = 0; row < ids.shape()[0]; row++) {
					final Tensor out = session.run(Map.of("input_ids", batch(Npy.row(ids, row))),
						Set.of(output), () -> false).get(output);
					close(result, Npy.row(out, 0), Npy.row(expected, row));
				}
			}
		}

		private Tensor network(final String result, final Attention attention,
			final Precision precision) {
			final Matcher matcher = NETWORK.matcher(result);
			assertTrue(matcher.matches(), "unknown result " + result);
			final SafeTensors file = SafeTensors.open(file());
			final Weights weights = new Weights(file);
			final Layout layout = Layout.of(weights);
			final IntUnaryOperator heads = matcher.group(3) == null
				? layout::networkHeads
				: channels -> channels / Integer.parseInt(matcher.group(3));
			final Map<String, Tensor> values = new HashMap<>();
			final String size = matcher.group(1) == null ? "" : matcher.group(1);
			values.put("sample", read("unet.sample" + size));
			values.put("timestep", new Tensor(new float[]{Integer.parseInt(matcher.group(2))}, 1));
			values.put("encoder_hidden_states",
				read(matcher.group(4) == null ? "context" : matcher.group(4)));
			if (json.get("files").has("pooled")) {
				values.put("text_embeds", read("pooled"));
				values.put("time_ids", read("time_ids"));
			}
			if (json.get("files").has("timestep_cond")) {
				values.put("timestep_cond", read("timestep_cond"));
			}
			try (Session session = session(file, attention,
				layers -> UNet.write(layers, heads, layout.pooledWidth(weights), precision))) {
				return session.run(values, () -> false).get("out_sample");
			}
		}

		private void checkVae(final String result, final Attention attention) {
			final SafeTensors file = VaeNames
				.ldm(SafeTensors.open(vae() == null ? file() : vae()));
			final String root = Vae.root(new Weights(file));
			final boolean encoder = result.equals("vae.moments");
			assertTrue(encoder || result.equals("vae.decoded"), "unknown result " + result);
			try (Session session = session(file, attention, layers -> {
				if (encoder) Vae.writeEncoder(layers, root);
				else Vae.writeDecoder(layers, root);
			})) {
				final Tensor given = read(encoder ? "vae.picture" : "vae.latent");
				final Tensor out = session
					.run(Map.of(session.inputs().get(0).name(), given), () -> false).values().iterator()
					.next();
				close(result, out, read(result));
			}
		}

		void checkCoarse(final String result) {
			final Tensor coarse = network(result, Attention.FUSED, Precision.INT8);
			final double error = Npy.relative(coarse, read(result));
			System.out.printf("%s %s: relative error %.4f in eight bits%n", name, result, error);
			assertTrue(error > TOLERANCE && error < COARSE, result + ": " + error);
			assertArrayEquals(coarse.data(), network(result, Attention.FUSED, Precision.INT8).data());
		}

		/** What the model as a whole gives its network for the first prompt. */
		void checkContext() {
			final CheckpointOptions options = new CheckpointOptions(vae(), List.of(), Map.of(),
				Options.DEFAULT);
			try (DiffusionModel model = Checkpoint.open(file(), options, Monitor.NONE)) {
				final List<Encoding> encodings = new ArrayList<>();
				for (int i = 0; i < model.encoders().size(); i++) {
					final float[] ids = Npy.row(read(i == 0 ? "text.input_ids" : "text_2.input_ids"), 0)
						.data();
					final int[] whole = new int[ids.length];
					for (int k = 0; k < ids.length; k++) whole[k] = (int) ids[k];
					encodings.add(model.encoders().get(i).encode(whole, 1, () -> false));
				}
				final Tensor sizes = json.get("files").has("time_ids") ? read("time_ids") : null;
				final Context context = model.context(encodings,
					sizes == null ? 64 : (int) sizes.data()[1], sizes == null ? 64 : (int) sizes.data()[0],
					1);
				close("context", context.hidden(), Npy.row(read("context"), 0));
				if (sizes != null) {
					close("pooled", context.extras().get("text_embeds"), Npy.row(read("pooled"), 0));
					close("time_ids", context.extras().get("time_ids"), Npy.row(sizes, 0));
				}
				assertEquals(json.get("kind").textValue().endsWith("v"),
					model.scheduler().prediction().equals("v_prediction"));
			}
		}

		private Session session(final SafeTensors file, final Attention attention,
			final Consumer<Layers> write) {
			final Graph graph = new Graph(name);
			final Constants constants = new Constants(graph, file, List.of(),
				attention == Attention.EXPLICIT);
			write.accept(new Layers(graph, new Weights(file), constants, attention,
				attention == Attention.FUSED ? Convolution.TILED : Convolution.PLAIN));
			return Session.open(name, graph.bytes(), constants.load(Monitor.NONE, ""), Options.DEFAULT);
		}

		private static Tensor batch(final Tensor one) {
			return new Tensor(one.data(), 1, one.data().length);
		}

		private static void close(final String what, final Tensor actual, final Tensor expected) {
			double size = 0;
			for (final float value : expected.data()) size = Math.max(size, Math.abs(value));
			final double difference = Npy.difference(actual, expected) / size;
			assertTrue(difference <= TOLERANCE, what + ": " + difference + " of the largest value");
		}
	}
}
