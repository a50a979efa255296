/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {

	@TempDir
	Path folder;

	@Test
	void isAnOnnxFile() throws IOException {
		final Graph graph = new Graph("test");
		final String x = graph.input("x", Graph.FLOAT, 2, -1);
		final String ids = graph.input("ids", Graph.INT64, 3);
		graph.output("y", Graph.FLOAT, graph.microsoft("FusedMatMul", List.of(x, x),
			Attribute.of("transB", 1), Attribute.of("alpha", 0.5f)));
		graph.output("z", Graph.INT64, graph.node("Add", List.of(ids, graph.longs(-7, 300, 1L << 40))));
		final Path file = Files.write(folder.resolve("test.onnx"), graph.bytes());
		final OnnxFile read = OnnxFile.read(file);
		assertEquals("[x float32 [2, ?], ids int64 [3]]", read.inputs().toString());
		assertEquals(List.of("y", "z"), read.outputs().stream().map(Port::name).toList());
		assertEquals(Set.of(new OnnxFile.Operator("com.microsoft", "FusedMatMul"),
			new OnnxFile.Operator("", "Add"), new OnnxFile.Operator("", "Identity")),
			read.operators());
		read.check();
		try (Session session = Session.open(file, Options.DEFAULT)) {
			final Map<String, Tensor> out = session.run(
				Map.of("x", new Tensor(new float[]{1, 2, 3, 4}, 2, 2), "ids",
					new Tensor(new float[]{7, 1, 0}, 3)),
				() -> false);
			assertArrayEquals(new float[]{2.5f, 5.5f, 5.5f, 12.5f}, out.get("y").data());
			assertArrayEquals(new float[]{0, 301, 1L << 40}, out.get("z").data());
		}
	}

	@Test
	void severalOutputsAndAttributes() {
		final Graph graph = new Graph("test");
		final String x = graph.input("x", Graph.FLOAT, 1, 4);
		final List<String> halves = graph.split("Split", List.of(x), 2, Attribute.of("axis", -1),
			Attribute.of("num_outputs", 2));
		final String turned = graph.node("Transpose", List.of(halves.get(1)),
			Attribute.list("perm", 1, 0));
		graph.output("first", Graph.FLOAT, halves.get(0));
		graph.output("second", Graph.FLOAT,
			graph.node("Mul", List.of(turned, graph.floats(new float[]{10, 100}, 2, 1))));
		try (Session session = Session.open("test", graph.bytes(), (Path) null, Options.DEFAULT)) {
			final Map<String, Tensor> out = session
				.run(Map.of("x", new Tensor(new float[]{1, 2, 3, 4}, 1, 4)), () -> false);
			assertArrayEquals(new float[]{1, 2}, out.get("first").data());
			assertArrayEquals(new int[]{2, 1}, out.get("second").shape());
			assertArrayEquals(new float[]{30, 400}, out.get("second").data());
		}
	}

	@Test
	void weightsAreGivenAlongWithEveryRun() {
		final Graph graph = new Graph("test");
		final String x = graph.input("x", Graph.FLOAT, 2);
		graph.output("y", Graph.FLOAT,
			graph.node("Mul", List.of(x, graph.input("weights", DType.F32, 2))));
		final LoadedWeights weights = new LoadedWeights();
		weights.put("weights", Storage.FLOAT, new float[]{3, -5}, 2);
		weights.complete();
		try (Session session = Session.open("test", graph.bytes(), weights, Options.DEFAULT)) {
			assertEquals(List.of("x"), session.inputs().stream().map(Port::name).toList());
			for (int i = 1; i < 3; i++) {
				assertArrayEquals(new float[]{3 * i, -10},
					session.run(Map.of("x", new Tensor(new float[]{i, 2}, 2)), () -> false).get("y").data());
			}
		}
	}

	@Test
	void weightsOfEightBitsAreTheNearestOnes() {
		final Graph graph = new Graph("test");
		graph.output("y", Graph.FLOAT, graph.node("Cast", List.of(graph.input("w", Graph.INT8, 3, 2)),
			Attribute.of("to", Graph.FLOAT)));
		graph.output("s", Graph.FLOAT, graph.input(LoadedWeights.scales("w"), Graph.FLOAT, 2));
		final int most = Reach.get();
		final LoadedWeights weights = new LoadedWeights();
		weights.put("w", Storage.INT8, new float[]{0.5f * most, -1.7f, 1, 0, 0, 0}, 2, 3);
		try (Session session = Session.open("test", graph.bytes(), weights, Options.DEFAULT)) {
			final Map<String, Tensor> out = session.run(Map.of(), () -> false);
			assertArrayEquals(new float[]{most, 0, -3, 0, 2, 0}, out.get("y").data());
			assertEquals(0.5f, out.get("s").data()[0], 1e-6f);
		}
	}

	@Test
	void nonsenseIsRefused() {
		final Graph graph = new Graph("test");
		graph.output("y", Graph.FLOAT, graph.node("Cleverness",
			List.of(graph.input("x", Graph.FLOAT, 1))));
		assertThrows(Refusal.class,
			() -> Session.open("test", graph.bytes(), new LoadedWeights(), Options.DEFAULT));
	}
}
