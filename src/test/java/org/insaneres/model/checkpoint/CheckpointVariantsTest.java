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
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that differ from the usual ones, and what is no checkpoint at all. */
class CheckpointVariantsTest {

	private static final String NETWORK = "model.diffusion_model.";
	private static final int WIDTH = 8;
	private static final String TEXT = "cond_stage_model.transformer.text_model.";

	@TempDir
	Path folder;

	private Path changed(final Consumer<Map<String, long[]>> change) throws IOException {
		final Synthetic all = Synthetic.sd15(32, 8, 3);
		change.accept(all.shapes());
		final Path file = folder.resolve("changed.safetensors");
		all.write(file, DType.F16, 1);
		return file;
	}

	private static int[] ids() {
		final int[] ids = new int[77];
		Arrays.fill(ids, TextGraph.END);
		ids[0] = TextGraph.END - 1;
		ids[1] = 320;
		return ids;
	}

	@Test
	void consistencyModelsListenToGuidance() throws IOException {
		final Path file = changed(
			shapes -> shapes.put(NETWORK + "time_embed.cond_proj.weight", new long[]{32, 256}));
		try (
			DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			assertEquals(Family.LCM, model.info().family());
			assertEquals("LCM", model.info().recommended().sampler());
			assertEquals("LCMScheduler", model.scheduler().type());
			assertEquals(Map.of("timestep_cond", 256), model.network().extras());
			final float[] low = predict(model, 2);
			assertArrayEquals(low, predict(model, 2));
			assertFalse(Arrays.equals(low, predict(model, 8)));
		}
	}

	private static float[] predict(final DiffusionModel model, final double guidance) {
		final Encoding text = model.encoders().get(0).encode(ids(), 1, () -> false);
		return model.network().predict(new Tensor(new float[4 * 64], 4, 8, 8), 500,
			model.context(List.of(text), 64, 64, guidance), () -> false).data();
	}

	/** As Hugging Face has it, in place of OpenCLIP's. */
	@Test
	void projectionsMayBeTurned() throws IOException {
		final String name = "conditioner.embedders.1.model.text_projection";
		final Synthetic all = Synthetic.sdxl(32, 8, WIDTH);
		final Path usual = folder.resolve("usual.safetensors");
		all.write(usual, DType.F16, 2);
		final Map<String, long[]> renamed = new LinkedHashMap<>();
		all.shapes().forEach(
			(key, shape) -> renamed.put(key.equals(name) ? name + ".weight" : key, shape));
		all.shapes().clear();
		all.shapes().putAll(renamed);
		final Path other = folder.resolve("turned.safetensors");
		all.write(other, DType.F16, 2);
		turn(other, SafeTensors.open(other).entry(name + ".weight").offset());
		assertArrayEquals(pooled(usual), pooled(other), 1e-5F);
	}

	/** Transposes a square matrix of halves in a file. */
	private static void turn(final Path path, final long offset) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			final byte[] before = new byte[WIDTH * WIDTH * 2];
			file.seek(offset);
			file.readFully(before);
			file.seek(offset);
			for (int i = 0; i < WIDTH * WIDTH; i++) {
				file.write(before, 2 * (i % WIDTH * WIDTH + i / WIDTH), 2);
			}
		}
	}

	private static float[] pooled(final Path file) {
		try (
			DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			return model.encoders().get(1).encode(ids(), 1, () -> false).pooled().data();
		}
	}

	@Test
	void saysWhatIsWrong() throws IOException {
		refused(shapes -> shapes.keySet().removeIf(key -> key.startsWith(TEXT + "encoder.layers.1.")),
			"layers.1");
		refused(shapes -> shapes.put(NETWORK + "label_emb.0.0.weight", new long[]{128, 64}),
			"label_emb");
		refused(shapes -> {
			shapes.keySet().removeIf(key -> key.startsWith(NETWORK));
			shapes.put("model_ema.diffusion_modelout2weight", new long[]{4, 32, 3, 3});
		}, "EMA");
		refused(shapes -> shapes.put("noise_augmentor.data_mean", new long[]{1, 8}), "unCLIP");
	}

	private void refused(final Consumer<Map<String, long[]>> change, final String why)
		throws IOException {
		final Path file = changed(change);
		final String message = assertThrows(Refusal.class, () -> Checkpoint.inspect(file))
			.getMessage();
		assertTrue(message.contains(why) && message.endsWith("."), message);
	}

	@Test
	void tensorsOfNoUseAreToldOf() throws IOException {
		final List<String> notes = new ArrayList<>();
		final Path file = changed(
			shapes -> shapes.put(NETWORK + "input_blocks.1.5.weight", new long[]{3}));
		Checkpoint.open(file, CheckpointOptions.DEFAULT, new Monitor() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		}).close();
		assertTrue(notes.stream().anyMatch(note -> note.contains("input_blocks.1.5.weight")),
			notes.toString());
	}
}
