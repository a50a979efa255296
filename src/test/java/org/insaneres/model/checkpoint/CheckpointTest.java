/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelInfo;
import org.insaneres.model.Models;
import org.insaneres.model.Npy;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening small checkpoints that the test writes. */
class CheckpointTest {

	private static final int WIDTH = 8;
	private static final int COUNT = 4 * 16 * 16;

	@TempDir
	static Path folder;
	private static Path file;

	@BeforeAll
	static void write() throws IOException {
		file = folder.resolve("Small One.safetensors");
		Synthetic.sd15(32, WIDTH, 2).write(file, DType.F16, 3);
	}

	@Test
	void isKnownByItsFile() {
		final ModelInfo info = Checkpoint.inspect(file);
		assertEquals("Small One", info.name());
		assertEquals(Family.SD1, info.family());
		assertEquals(file, info.folder());
		assertEquals(SafeTensors.open(file).names().stream()
			.mapToLong(name -> SafeTensors.open(file).entry(name).bytes()).sum(), info.bytes());
	}

	@Test
	void isFoundByNameAndPath() throws IOException {
		final Path root = Files.createDirectories(folder.resolve("models"));
		final Path deep = Files.createDirectories(root.resolve("Stable-diffusion/mine"));
		Files.createLink(deep.resolve("deep.safetensors"), file);
		Files.createLink(deep.resolve("deep.vae.safetensors"), file);
		Files.writeString(root.resolve("old.ckpt"), "\u0080\u0002}q\u0000.");
		final Models models = new Models(List.of(root));
		assertEquals(List.of("deep"), models.list().stream().map(ModelInfo::name).toList());
		assertEquals("deep", models.find("Deep").name());
		assertEquals("deep", models.find("deep.safetensors").name());
		assertEquals("Small One", models.find(file.toString()).name());
		assertEquals(Set.of(root.resolve("old.ckpt")), models.problems().keySet());
		assertTrue(assertThrows(Refusal.class, () -> models.find("old")).getMessage()
			.contains("old.ckpt"));
	}

	/** Memory may be saved without any change, as floats hold all halves. */
	@Test
	void halfPrecisionInMemoryGivesTheSame() {
		final Tensor wide = predict(CheckpointOptions.DEFAULT);
		final Tensor compact = predict(
			new CheckpointOptions(null, List.of(), Map.of(), new Options(0, true)));
		assertEquals(0, Npy.difference(wide, compact), 1e-4);
		assertTrue(Math.abs(wide.data()[0]) > 1e-6);
	}

	@Test
	void floatsInTheFileGiveTheSame() throws IOException {
		final Synthetic one = Synthetic.sd15(32, WIDTH, 2);
		final Path halves = folder.resolve("halves.safetensors");
		final Path floats = folder.resolve("floats.safetensors");
		one.write(halves, DType.BF16, 4);
		one.writeRounded(floats, 4);
		assertEquals(0, Npy.difference(predict(halves, CheckpointOptions.DEFAULT),
			predict(floats, CheckpointOptions.DEFAULT)), 1e-5);
	}

	@Test
	void patchesChangeWeightsOneAfterTheOther() throws IOException {
		final String name = "model.diffusion_model.out.2.bias";
		final List<String> seen = new ArrayList<>();
		final float before = SafeTensors.open(file).read(name)[1];
		final Patch first = patch(name, 0, 3, seen);
		final Patch second = patch(name, 1, 2, seen);
		final Tensor plain = predict(CheckpointOptions.DEFAULT);
		final Tensor patched = predict(
			new CheckpointOptions(null, List.of(first, second), Map.of(), Options.DEFAULT));
		assertEquals(List.of(name + " [4] " + before, name + " [4] " + (before + 3)), seen);
		for (int i = 0; i < COUNT; i++) {
			final float expected = i / 256 == 1 ? 5 : 0;
			assertEquals(plain.data()[i] + expected, patched.data()[i], 1e-4);
		}
	}

	@Test
	void eightBitsComeNearAndAlwaysAlike() throws IOException {
		final Tensor exact = predict(CheckpointOptions.DEFAULT);
		final CheckpointOptions eight = new CheckpointOptions(null, List.of(), Map.of(),
			Precision.INT8, Options.DEFAULT);
		final Tensor coarse = predict(eight);
		final double error = Npy.relative(coarse, exact);
		assertTrue(error > 1e-4 && error < 0.03, "relative error " + error);
		assertArrayEquals(coarse.data(), predict(eight).data());
		final String name = "model.diffusion_model.middle_block.1.transformer_blocks.0.attn1.to_q.weight";
		final Tensor patched = predict(new CheckpointOptions(null,
			List.of(patch(name, 0, 3, new ArrayList<>())), Map.of(), Precision.INT8, Options.DEFAULT));
		assertTrue(Npy.relative(patched, coarse) > 1e-6, "a patch of a coarse tensor has an effect");
	}

	private static Patch patch(final String name, final int order, final float plus,
		final List<String> seen) {
		return new Patch() {

			@Override
			public Set<String> tensors() {
				return Set.of(name, "not.in.the.file");
			}

			@Override
			public void apply(final String tensor, final long[] shape, final float[] weights) {
				assertEquals(order, seen.size());
				seen.add(tensor + " " + Arrays.toString(shape) + " " + weights[1]);
				weights[1] += plus;
			}
		};
	}

	@Test
	void learnedVectorsStandBehindTheTable() throws IOException {
		final float[] table = SafeTensors.open(file)
			.read("cond_stage_model.transformer.text_model.embeddings.token_embedding.weight");
		final float[][] vectors = {Arrays.copyOfRange(table, 1000 * WIDTH, 1001 * WIDTH),
			Arrays.copyOfRange(table, 49407 * WIDTH, 49408 * WIDTH)};
		final CheckpointOptions options = new CheckpointOptions(null, List.of(),
			Map.of("word", List.<float[][]>of(vectors)), Options.DEFAULT);
		try (DiffusionModel model = Checkpoint.open(file, options, Monitor.NONE)) {
			final int[] learned = model.encoders().get(0).embeddings().get("word");
			assertArrayEquals(new int[]{49408, 49409}, learned);
			final int[] ids = new int[77];
			Arrays.fill(ids, 5);
			ids[3] = learned[0];
			ids[4] = learned[1];
			final Tensor with = model.encoders().get(0).encode(ids, 1, () -> false).hidden();
			ids[3] = 1000;
			ids[4] = 49407;
			final Tensor without = model.encoders().get(0).encode(ids, 1, () -> false).hidden();
			assertEquals(0, Npy.difference(with, without), 0);
			ids[3] = 1001;
			assertTrue(Npy.difference(with, model.encoders().get(0).encode(ids, 1, () -> false)
				.hidden()) > 1e-3);
		}
		final String message = assertThrows(Refusal.class, () -> Checkpoint.open(file,
			new CheckpointOptions(null, List.of(), Map.of("wide", List.<float[][]>of(new float[1][768])),
				Options.DEFAULT),
			Monitor.NONE)).getMessage();
		assertTrue(message.contains("768") && message.contains(" 8"), message);
	}

	@Test
	void clipSkipGoesBackLayerByLayer() {
		try (DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			final int[] ids = new int[77];
			final Tensor last = model.encoders().get(0).encode(ids, 1, () -> false).hidden();
			final Tensor before = model.encoders().get(0).encode(ids, 2, () -> false).hidden();
			assertTrue(Npy.difference(last, before) > 1e-3);
			assertThrows(Refusal.class, () -> model.encoders().get(0).encode(ids, 4, () -> false));
			assertThrows(Refusal.class, () -> model.encoders().get(0).encode(ids, 0, () -> false));
		}
	}

	@Test
	void withoutAnAutoencoderOneIsAskedFor() throws IOException {
		final Synthetic all = Synthetic.sd15(32, WIDTH, 2);
		final Path lone = folder.resolve("lone.safetensors");
		all.shapes().keySet().removeIf(name -> name.startsWith("first_stage_model."));
		all.write(lone, DType.F16, 3);
		final String message = assertThrows(Refusal.class,
			() -> Checkpoint.open(lone, CheckpointOptions.DEFAULT, Monitor.NONE)).getMessage();
		assertTrue(message.contains("lone.vae.safetensors"), message);
		final CheckpointOptions other = new CheckpointOptions(file, List.of(), Map.of(),
			Options.DEFAULT);
		Checkpoint.open(lone, other, Monitor.NONE).close();
		Files.createLink(folder.resolve("lone.vae.safetensors"), file);
		try (DiffusionModel model = Checkpoint.open(lone, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			assertEquals(8, model.autoencoder().factor());
			final Tensor picture = new Tensor(new float[3 * 64 * 128], 3, 64, 128);
			assertArrayEquals(new int[]{4, 8, 16},
				model.autoencoder().encode(picture, () -> false).shape());
		}
	}

	@Test
	void loadingCanBeStopped() {
		final Monitor impatient = new Monitor() {

			private int asked;

			@Override
			public boolean canceled() {
				return ++asked > 30;
			}
		};
		assertThrows(CancellationException.class,
			() -> Checkpoint.open(file, CheckpointOptions.DEFAULT, impatient));
	}

	@Test
	void inpaintingNetworksTakeMoreChannels() throws IOException {
		final Synthetic all = Synthetic.sd15(32, WIDTH, 2);
		final Path inpainting = folder.resolve("inpainting.safetensors");
		all.shapes().put("model.diffusion_model.input_blocks.0.0.weight", new long[]{32, 9, 3, 3});
		all.write(inpainting, DType.F16, 3);
		try (DiffusionModel model = Checkpoint.open(inpainting, CheckpointOptions.DEFAULT,
			Monitor.NONE)) {
			assertEquals(9, model.network().channels());
			assertEquals(4, model.network().predict(new Tensor(new float[9 * 256], 9, 16, 16), 500,
				new Context(new Tensor(new float[77 * WIDTH], 77, WIDTH), Map.of()), () -> false)
				.shape()[0]);
		}
		all.shapes().put("model.diffusion_model.input_blocks.0.0.weight", new long[]{32, 8, 3, 3});
		all.write(inpainting, DType.F16, 3);
		final String message = assertThrows(Refusal.class, () -> Checkpoint.inspect(inpainting))
			.getMessage();
		assertTrue(message.contains("8 channels"), message);
	}

	@Test
	void whatTheNetworkPredictsIsReadBesideTheFile() throws IOException {
		final SafeTensors tensors = SafeTensors.open(file);
		assertEquals(new Training(null, false), Training.read(tensors));
		final Path yaml = folder.resolve("Small One.yaml");
		final Path json = folder.resolve("Small One.json");
		try {
			Files.writeString(yaml, "model:\n  params:\n    parameterization: \"v\"\n    ztsnr: True\n");
			assertEquals(new Training("v_prediction", true), Training.read(tensors));
			Files.writeString(json, "{\"prediction\": \"epsilon\", \"zero_snr\": false}");
			assertEquals(new Training("epsilon", false), Training.read(tensors));
			Files.writeString(json, "{\"prediction\": \"magic\"}");
			assertThrows(Refusal.class, () -> Training.read(tensors));
			Files.delete(json);
			Files.writeString(yaml, "    parameterization: x0\n");
			assertThrows(Refusal.class, () -> Training.read(tensors));
		} finally {
			Files.deleteIfExists(yaml);
			Files.deleteIfExists(json);
		}
	}

	@Test
	void takesTheWayThatFits() {
		final Room room = new Room(8L << 30, 4L << 30);
		final List<String> notes = new ArrayList<>();
		final Monitor monitor = new Monitor() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		};
		assertFalse(room.within(16L << 30, Options.DEFAULT, file, monitor).lowMemory());
		assertTrue(notes.isEmpty());
		assertTrue(room.within(13L << 30, Options.DEFAULT, file, monitor).lowMemory());
		assertEquals(1, notes.size());
		final String message = assertThrows(Refusal.class,
			() -> room.within(5L << 30, Options.DEFAULT, file, monitor)).getMessage();
		assertTrue(message.contains("6.4 GB") && message.contains("5.4 GB"), message);
		assertTrue(Room.available() > 100 << 20);
	}

	private static Tensor predict(final CheckpointOptions options) {
		return predict(file, options);
	}

	private static Tensor predict(final Path from, final CheckpointOptions options) {
		final float[] latent = new float[COUNT];
		for (int i = 0; i < COUNT; i++) latent[i] = (float) Math.sin(0.7 * i);
		final float[] text = new float[77 * WIDTH];
		for (int i = 0; i < text.length; i++) text[i] = (float) Math.cos(0.3 * i);
		try (DiffusionModel model = Checkpoint.open(from, options, Monitor.NONE)) {
			return model.network().predict(new Tensor(latent, 4, 16, 16), 321,
				new Context(new Tensor(text, 77, WIDTH), Map.of()), () -> false);
		}
	}
}
