/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.gui.TextRoi;
import ij.io.RoiEncoder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

import org.insaneres.job.Imprint;
import org.insaneres.job.Making;
import org.insaneres.job.canvas.SavedRoi;
import org.insaneres.job.file.PictureText;
import org.insaneres.onnx.Graph;
import org.insaneres.prompt.Chunker;
import org.insaneres.prompt.Tokenizer;
import org.insaneres.upscale.Journal;

/** Sound inputs, small, from which others are made. */
final class Seeds {

	static final Path MODEL = Path.of("src/test/resources/tiny-models/bad/control");
	static final Chunker CHUNKER = Chunker.of(Tokenizer.clip(), 75, -1);

	private Seeds() {}

	static List<byte[]> texts(final String... texts) {
		return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
	}

	static List<byte[]> safetensors() {
		return List.of(tensors("{\"__metadata__\":{\"format\":\"pt\",\"ss_network_dim\":\"4\"},"
			+ "\"emb_params\":{\"dtype\":\"F32\",\"shape\":[1,8],\"data_offsets\":[0,32]}}", 32),
			tensors("{\"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight\":{\"dtype\":\"F16\","
				+ "\"shape\":[2,4],\"data_offsets\":[0,16]},\"lora_unet_mid_block_attentions_0_proj_in"
				+ ".lora_up.weight\":{\"dtype\":\"F16\",\"shape\":[4,2],\"data_offsets\":[16,32]},"
				+ "\"lora_unet_mid_block_attentions_0_proj_in.alpha\":{\"dtype\":\"BF16\",\"shape\":[],"
				+ "\"data_offsets\":[32,34]}}  ", 34),
			tensors("{\"model.diffusion_model.input_blocks.0.0.weight\":{\"dtype\":\"F16\",\"shape\":"
				+ "[4,4,3,3],\"data_offsets\":[0,288]}}", 288));
	}

	private static byte[] tensors(final String header, final int data) {
		final byte[] text = header.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN)
			.putLong(text.length).put(text).array();
	}

	static List<byte[]> graphs() throws IOException {
		final Graph graph = new Graph("seed");
		final String x = graph.input("x", Graph.FLOAT, 2, -1);
		graph.output("y", Graph.FLOAT,
			graph.node("Mul", List.of(x, graph.floats(new float[]{10, 100}, 2, 1))));
		final List<byte[]> seeds = new ArrayList<>(List.of(graph.bytes()));
		for (final String part : List.of("unet", "vae_encoder")) {
			seeds.add(Files.readAllBytes(MODEL.resolve(part).resolve("model.onnx")));
		}
		return seeds;
	}

	/** All that a model folder may have, there or not. */
	static List<Path> modelFileNames() throws IOException {
		try (Stream<Path> files = Files.walk(MODEL)) {
			return Stream.concat(Stream.of(MODEL.resolve("insaneres.json"),
				MODEL.resolve("text_encoder/config.json"), MODEL.resolve("vae_decoder/config.json")),
				files.filter(Files::isRegularFile)).sorted().toList();
		}
	}

	static List<byte[]> modelFiles() throws IOException {
		final List<Path> names = modelFileNames();
		final List<byte[]> seeds = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			final byte[] content = Files.exists(names.get(i))
				? Files.readAllBytes(names.get(i))
				: Files.readAllBytes(Path.of(names.get(i).endsWith("insaneres.json")
					? "models/mini/insaneres.json"
					: "models/mini/scheduler/scheduler_config.json"));
			seeds.add(ByteBuffer.allocate(1 + content.length).put((byte) i).put(content).array());
		}
		return seeds;
	}

	static List<byte[]> vocabularies() throws IOException {
		final byte[] vocabulary = Files.readAllBytes(MODEL.resolve("tokenizer/vocab.json"));
		final byte[] merges = Files.readAllBytes(MODEL.resolve("tokenizer/merges.txt"));
		return List.of(ByteBuffer.allocate(vocabulary.length + 1 + merges.length).put(vocabulary)
			.put((byte) 0).put(merges).array(),
			"{\"<|startoftext|>\":0,\"<|endoftext|>\":1,\"a</w>\":2}\0#version\na b\n"
				.getBytes(StandardCharsets.UTF_8));
	}

	static List<byte[]> pictures() throws IOException {
		final List<byte[]> seeds = new ArrayList<>();
		final BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
		for (final String text : List.of("a cat\nSteps: 20, Seed: 7", "grüße 猫\nSteps: 2")) {
			for (final String format : List.of("png", "jpeg")) {
				final Path file = Files.createTempFile("seed", "." + format);
				try {
					ImageIO.write(image, format, file.toFile());
					PictureText.write(file, text);
					seeds.add(Files.readAllBytes(file));
				} finally {
					Files.delete(file);
				}
			}
		}
		return seeds;
	}

	static List<byte[]> histories() {
		final Imprint imprint = new Imprint(4, 3, "0".repeat(64));
		final Making making = new Making("SD Upscale...", "0.1", Map.of("seed", "7", "prompt", "a [b"),
			Map.of("mini", "1".repeat(64)), "CPU", imprint, imprint,
			SavedRoi.write(new OvalRoi(1, 2, 7, 9)));
		return texts(Making.write(List.of(making, making)), Making.write(List.of(making)));
	}

	static List<byte[]> selections() {
		final Roi polygon = new PolygonRoi(new float[]{1, 5.5f, 3}, new float[]{2, 2, 8}, Roi.POLYGON);
		polygon.setProperty("sd.prompt", "a");
		return Stream.of(new Roi(1, 2, 3, 4), polygon, new ShapeRoi(new OvalRoi(0, 0, 9, 9)),
			new TextRoi(1, 2, "a b")).map(RoiEncoder::saveAsByteArray).toList();
	}

	/** As {@link SavedRoi} packs a selection. */
	static String packed(final byte[] bytes) {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
			out.write(bytes);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return Base64.getEncoder().encodeToString(packed.toByteArray());
	}

	static List<byte[]> entries() throws IOException {
		final Path root = Files.createTempDirectory("seed");
		try (Journal journal = Journal.open(root, "job").orElseThrow()) {
			journal.put("tile 1", new float[]{1, -2.5f, Float.NaN});
			final byte[] entry = Files.readAllBytes(root.resolve("job").resolve("tile 1"));
			journal.finish();
			return List.of(entry);
		} finally {
			Files.delete(root);
		}
	}
}
