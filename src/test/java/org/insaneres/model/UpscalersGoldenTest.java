/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.insaneres.Refusal;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pixel upscalers of every convention: in one piece and in tiles against the reference. */
class UpscalersGoldenTest {

	private static final Path ROOT = Path.of(System.getProperty("tinymodels"));
	private static final int WHOLE = 1 << 12;

	@TestFactory
	Stream<DynamicTest> good() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode entry : read("upscalers/upscalers.json")) {
			tests.add(dynamicTest(entry.get("name").textValue(), () -> check(entry)));
		}
		return counted(tests);
	}

	@TestFactory
	Stream<DynamicTest> bad() throws IOException {
		final List<DynamicTest> tests = new ArrayList<>();
		for (final JsonNode entry : read("bad/bad.json")) {
			final String path = entry.get("path").textValue();
			if (!path.endsWith(".onnx")) continue;
			tests.add(dynamicTest(path, () -> checkBad(path, entry.get("expected").textValue())));
		}
		return counted(tests);
	}

	private static JsonNode read(final String index) throws IOException {
		return new ObjectMapper().readTree(ROOT.resolve(index).toFile());
	}

	private static Stream<DynamicTest> counted(final List<DynamicTest> tests) {
		System.out.println("cases: " + tests.size());
		assertTrue(!tests.isEmpty(), "no cases");
		return tests.stream();
	}

	private static void check(final JsonNode golden) throws IOException {
		final boolean half = golden.get("io").textValue().equals("float16");
		final int radius = golden.get("receptive_field_radius").intValue();
		final Path file = ROOT.resolve(golden.get("file").textValue());
		try (PixelUpscaler upscaler = PixelUpscaler.open(file, Options.DEFAULT)) {
			assertEquals(golden.get("scale").intValue(), upscaler.scale());
			final Tensor picture = picture(golden.get("picture"));
			final Tensor expected = picture(golden.get("output"));
			// A quarter of a small tile is its overlap
			for (final int tile : new int[]{WHOLE, 4 * radius + 20, 48}) {
				final Tensor result = Whole.upscale(upscaler, picture, tile);
				final double levels = 255 * Npy.difference(expected, result);
				assertTrue(levels <= (half ? 2 : 1) + 1e-3, "tile " + tile + ": " + levels + " levels");
			}
			if (!golden.hasNonNull("input_float")) return;
			final Tensor input = colour(Npy.read(ROOT.resolve(golden.get("input_float").textValue())));
			final Tensor output = clipped(
				colour(Npy.read(ROOT.resolve(golden.get("output_float").textValue()))));
			final Tensor whole = Whole.upscale(upscaler, input, WHOLE);
			assertEquals(0, Npy.difference(output, whole), half ? 0.004 : 1e-5);
		}
	}

	private static void checkBad(final String path, final String expected) {
		final float[] grey = new float[3 * 40 * 30];
		java.util.Arrays.fill(grey, 0.5f);
		try (PixelUpscaler upscaler = PixelUpscaler.open(ROOT.resolve(path), Options.DEFAULT)) {
			final Tensor out = Whole.upscale(upscaler, new Tensor(grey, 3, 40, 30), 64);
			assertTrue(expected.startsWith("runs"), "should have been refused");
			for (final float value : out.data()) assertTrue(value >= 0 && value <= 1);
		} catch (final Refusal e) {
			assertTrue(expected.matches("(?s).*(refused|stops|message).*"), e.getMessage());
			if (expected.contains("scale named")) assertTrue(e.getMessage().contains("scale of "));
			if (expected.contains("type named")) assertTrue(e.getMessage().contains("int64"));
		}
	}

	private static Tensor picture(final JsonNode path) throws IOException {
		final BufferedImage image = ImageIO.read(ROOT.resolve(path.textValue()).toFile());
		final int plane = image.getWidth() * image.getHeight();
		final float[] data = new float[3 * plane];
		final int bands = image.getRaster().getNumBands();
		for (int i = 0; i < plane; i++) {
			for (int c = 0; c < 3; c++) {
				data[c * plane + i] = image.getRaster().getSample(i % image.getWidth(),
					i / image.getWidth(), Math.min(c, bands - 1)) / 255f;
			}
		}
		return new Tensor(data, 3, image.getHeight(), image.getWidth());
	}

	/** A batch of one in any layout, as three channels. */
	private static Tensor colour(final Tensor batch) {
		Tensor one = Batch.first(batch);
		final int[] shape = one.shape();
		if (shape[2] == 3 && shape[0] != 3) {
			one = new PixelPort("", true, 3, 1, -1, -1).restore(batch);
		}
		return one.shape()[0] == 3 ? one : Pixels.join(one, one, one);
	}

	private static Tensor clipped(final Tensor tensor) {
		final float[] data = tensor.data().clone();
		for (int i = 0; i < data.length; i++) data[i] = Math.max(0, Math.min(1, data[i]));
		return new Tensor(data, tensor.shape());
	}
}
