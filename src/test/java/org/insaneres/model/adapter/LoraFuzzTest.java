/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LoRA files that are well-formed and otherwise anything. */
class LoraFuzzTest {

	/** How many files are tried; a long run takes more. */
	private static final int TRIES = Integer.getInteger("insaneres.fuzz", 300);

	private static final String[] TENSORS = {"middle_block.1.proj_in.weight",
		"middle_block.0.in_layers.2.weight", "middle_block.0.in_layers.2.bias"};
	private static final String[] MODULES = {"lora_unet_mid_block_attentions_0_proj_in",
		"lora_unet_mid_block_resnets_0_conv1", "lora_unet_elsewhere"};
	private static final String[][] KINDS = {
		{"lora_up.weight", "lora_down.weight", "lora_mid.weight"},
		{"hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b", "hada_t1", "hada_t2"},
		{"lokr_w1", "lokr_w2", "lokr_w1_a", "lokr_w1_b", "lokr_w2_a", "lokr_w2_b", "lokr_t2"},
		{"diff", "diff_b", "w_norm", "b_norm"}};
	private static final String[] EXTRAS = {"alpha", "dora_scale", "oft_blocks"};

	@TempDir
	Path folder;

	private Random random;

	/** What a tensor of a role looks like, for 6 channels out, 4 in and kernels of some size. */
	private static int[] right(final String role, final int kernel) {
		return switch (role) {
			case "lora_up.weight", "hada_w1_a", "hada_w2_a" -> new int[]{6, 2};
			case "lora_down.weight", "hada_w1_b", "hada_w2_b" -> new int[]{2, 4 * kernel};
			case "lora_mid.weight", "hada_t1", "hada_t2", "lokr_t2" -> new int[]{2, 2, 3, 3};
			case "lokr_w1" -> new int[]{2, 2};
			case "lokr_w2" -> new int[]{3, 2 * kernel};
			case "lokr_w1_a" -> new int[]{2, 1};
			case "lokr_w1_b" -> new int[]{1, 2};
			case "lokr_w2_a" -> new int[]{3, 2};
			case "lokr_w2_b" -> new int[]{2, 2 * kernel};
			case "diff", "w_norm" -> new int[]{6, 4 * kernel};
			case "diff_b", "b_norm" -> new int[]{6};
			case "dora_scale" -> new int[]{1, 4};
			default -> new int[0];
		};
	}

	/** Mostly right. */
	private Tensor tensor(final String role, final int kernel) {
		int[] shape = right(role, kernel);
		if (random.nextInt(12) == 0) shape = random.ints(random.nextInt(5), 0, 5).toArray();
		else if (shape.length > 0 && random.nextInt(12) == 0) {
			shape[random.nextInt(shape.length)] = random.nextInt(7);
		}
		int count = 1;
		for (final int side : shape) count *= side;
		final float[] data = new float[count];
		for (int i = 0; i < count; i++) data[i] = random.nextFloat();
		return new Tensor(data, shape);
	}

	@Test
	void isAppliedOrRefused() throws IOException {
		final TensorFile model = new TensorFile();
		final int[][] shapes = {{6, 4}, {6, 4, 3, 3}, {6}};
		for (int i = 0; i < TENSORS.length; i++) {
			int count = 1;
			for (final int side : shapes[i]) count *= side;
			model.with("model.diffusion_model." + TENSORS[i], new Tensor(new float[count], shapes[i]));
		}
		final SafeTensors checkpoint = SafeTensors.open(model.write(folder.resolve("checkpoint")));
		int applied = 0;
		for (int seed = 0; seed < TRIES; seed++) {
			random = new Random(seed);
			try {
				applied += apply(file().write(folder.resolve("lora.safetensors")), checkpoint);
			} catch (final Refusal e) {
				assertTrue(e.getMessage().contains("lora"), e.getMessage());
			} catch (final RuntimeException e) {
				throw new AssertionError("seed " + seed, e);
			}
		}
		assertTrue(applied > TRIES / 10, applied + " of " + TRIES);
	}

	private static int apply(final Path file, final SafeTensors checkpoint) {
		final Patch patch = Lora.open(file).on(checkpoint, 1, 1, Monitor.NONE);
		for (final String tensor : patch.tensors()) {
			final float[] weights = checkpoint.read(tensor);
			patch.apply(tensor, checkpoint.entry(tensor).shape(), weights);
			for (final float weight : weights) assertTrue(Float.isFinite(weight));
		}
		return Math.min(1, patch.tensors().size());
	}

	private TensorFile file() {
		final TensorFile file = new TensorFile();
		for (final String module : MODULES) {
			final int kernel = module.endsWith("conv1") ? 9 : 1;
			for (final String role : KINDS[random.nextInt(KINDS.length)]) {
				final boolean core = role.contains("mid") || role.contains("_t");
				if (random.nextInt(6) > (core ? 4 : 0)) {
					file.with(module + "." + role, tensor(role, kernel));
				}
			}
			for (final String role : EXTRAS) {
				if (random.nextInt(6) == 0) file.with(module + "." + role, tensor(role, kernel));
			}
		}
		return file;
	}
}
