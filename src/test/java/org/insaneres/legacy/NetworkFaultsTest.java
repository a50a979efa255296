/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.onnx.Attribute;
import org.insaneres.onnx.Graph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that ONNX Runtime cannot load or run, or that give nonsense; here it is their network. */
class NetworkFaultsTest {

	private static final Path CONTROL = Path.of("src/test/resources/tiny-models/bad/control");
	private static final String SAMPLE = "sample";
	private static final int TIMES = 40;
	private static final long GROWTH = 64 << 20;

	@TempDir
	Path folder;

	private ImagePlus art;
	private Footprint before;

	/** What is wrong with a network; its only inputs are what it gets anyway. */
	private enum Fault {
		LOADING((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Add", List.of(sample, graph.longs(1))))),
		CREATING((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Cleverness", List.of(sample)))),
		RUNNING((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Reshape", List.of(sample, graph.longs(1, 4, 12345, 7))))),
		/** Only from the middle of the noise levels down. */
		RUNNING_LATER((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Reshape",
				List.of(sample, graph.node("Add", List.of(graph.node("Shape", List.of(sample)),
					graph.node("Cast", List.of(graph.node("Less",
						List.of("timestep", graph.longs(500)))), Attribute.of("to", Graph.INT64)))))))),
		NAN((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Sqrt", List.of(graph.node("Sub",
				List.of(graph.node("Mul", List.of(sample, graph.floats(new float[]{0}, 1))),
					graph.floats(new float[]{1}, 1))))))),
		INFINITY((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Div", List.of(graph.floats(new float[]{1}, 1),
				graph.node("Mul", List.of(sample, graph.floats(new float[]{0}, 1))))))),
		SHAPE((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Concat", List.of(sample, sample), Attribute.of("axis", 3)))),
		CHANNELS((graph, sample) -> graph.output("out_sample", Graph.FLOAT,
			graph.node("Concat", List.of(sample, sample), Attribute.of("axis", 1))));

		private final BiConsumer<Graph, String> rest;

		Fault(final BiConsumer<Graph, String> rest) {
			this.rest = rest;
		}

		byte[] graph() {
			final Graph graph = new Graph("fault");
			final String sample = graph.input(SAMPLE, Graph.FLOAT, -1, 4, -1, -1);
			graph.input("timestep", Graph.INT64, 1);
			graph.input("encoder_hidden_states", Graph.FLOAT, -1, -1, 32);
			rest.accept(graph, sample);
			return graph.bytes();
		}
	}

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
		new Action("ImageToImage", IJ.createImage("a", "RGB ramp", 40, 30, 1), "steps=2 strength=0.9")
			.run(Desk.NONE);
		IJ.run("Close All");
	}

	@BeforeEach
	void prepare() throws IOException {
		art = IJ.createImage("art", "RGB ramp", 40, 30, 1);
		art.show();
		copy();
		before = Footprint.of(art, List.of(folder));
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	private void copy() throws IOException {
		try (Stream<Path> files = Files.walk(CONTROL)) {
			for (final Path file : files.filter(Files::isRegularFile).toList()) {
				final Path copy = folder.resolve(CONTROL.relativize(file).toString());
				Files.createDirectories(copy.getParent());
				Files.copy(file, copy);
			}
		}
	}

	private ImagePlus run(final String output) {
		return new Action("ImageToImage", art, "steps=8 strength=0.9 seed=1 model=[" + folder
			+ "] output=" + output).run(Desk.NONE);
	}

	@Test
	void withoutFaultItRuns() {
		assertEquals(40, run("[New image]").getWidth());
	}

	@ParameterizedTest
	@EnumSource
	void isRefusedAndEverythingIsAsItWas(final Fault fault) throws Exception {
		Files.write(folder.resolve("unet/model.onnx"), fault.graph());
		for (final String output : List.of("[New image]", "[In place]", "Layer")) {
			final String sentence = assertThrows(Refusal.class, () -> run(output), fault::toString)
				.getMessage();
			assertTrue(sentence.endsWith(".") && sentence.length() > 40
				&& sentence.contains(folder.getFileName().toString()), fault + ": " + sentence);
			before.assertSame(fault + " with " + output, art, List.of(folder));
		}
	}

	@Test
	void truncatedNetworksDoNotLeak() throws Exception {
		final Path unet = folder.resolve("unet/model.onnx");
		final byte[] whole = Files.readAllBytes(unet);
		for (int i = 0; i < TIMES / 4; i++) cut(unet, whole, i);
		final long resident = Life.residentNow();
		for (int i = 0; i < TIMES; i++) cut(unet, whole, i);
		final long growth = Life.residentNow() - resident;
		assertTrue(growth < GROWTH, growth + " bytes more");
	}

	private void cut(final Path unet, final byte[] whole, final int i) throws IOException {
		Files.write(unet, Arrays.copyOf(whole, whole.length * (i % TIMES) / TIMES));
		assertThrows(Refusal.class, () -> run("[New image]"));
	}
}
