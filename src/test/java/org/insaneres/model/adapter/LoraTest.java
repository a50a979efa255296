/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of change against its formula, written out index by index. */
class LoraTest {

	private static final String UNET = "model.diffusion_model.";
	private static final String LINEAR = UNET
		+ "input_blocks.1.1.transformer_blocks.0.attn1.to_q.weight";
	private static final String CONV = UNET + "input_blocks.1.0.in_layers.2.weight";
	private static final String BIAS = UNET + "input_blocks.1.0.in_layers.2.bias";
	private static final String TEXT = "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight";
	private static final String PROJECTION = "conditioner.embedders.1.model.text_projection";

	private static final String Q = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
	private static final String C = "lora_unet_down_blocks_0_resnets_0_conv1";

	@TempDir
	Path folder;

	private final Random random = new Random(1);
	private final List<String> notes = new ArrayList<>();
	private final Monitor monitor = new Monitor() {

		@Override
		public void note(final String line) {
			notes.add(line);
		}
	};
	private SafeTensors checkpoint;

	@BeforeEach
	void makeCheckpoint() throws IOException {
		checkpoint = SafeTensors.open(new TensorFile().with(LINEAR, noise(6, 4))
			.with(CONV, noise(6, 4, 3, 3)).with(BIAS, noise(6)).with(TEXT, noise(12, 4))
			.with(PROJECTION, noise(4, 4)).write(folder.resolve("checkpoint.safetensors")));
	}

	private Tensor noise(final int... shape) {
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] data = new float[size];
		for (int i = 0; i < size; i++) data[i] = random.nextFloat() - 0.5F;
		return new Tensor(data, shape);
	}

	private static Tensor number(final double value) {
		return new Tensor(new float[]{(float) value});
	}

	/** What a file adds to a tensor. */
	private float[] added(final TensorFile file, final String tensor, final double text,
		final double unet) throws IOException {
		final Patch patch = Lora.open(file.write(folder.resolve("lora.safetensors"))).on(checkpoint,
			text, unet, monitor);
		assertEquals(Set.of(tensor), patch.tensors());
		final float[] before = checkpoint.read(tensor);
		final float[] after = before.clone();
		patch.apply(tensor, checkpoint.entry(tensor).shape(), after);
		for (int i = 0; i < after.length; i++) after[i] -= before[i];
		return after;
	}

	/** A value of a matrix or of kernels by its indices. */
	private static float at(final Tensor tensor, final int... indices) {
		int index = 0;
		for (int i = 0; i < tensor.shape().length; i++) index = index * tensor.shape()[i] + indices[i];
		return tensor.data()[index];
	}

	@Test
	void lowRank() throws IOException {
		final Tensor up = noise(6, 2);
		final Tensor down = noise(2, 4);
		final float[] expected = new float[24];
		for (int i = 0; i < 24; i++) {
			for (int r = 0; r < 2; r++) {
				expected[i] += 0.7 * 3 / 2 * at(up, i / 4, r) * at(down, r, i % 4);
			}
		}
		assertArrayEquals(expected, added(new TensorFile().with(Q + ".lora_up.weight", up)
			.with(Q + ".lora_down.weight", down).with(Q + ".alpha", number(3)), LINEAR, 9, 0.7), 1e-6F);
	}

	@Test
	void alphaFromMetadata() throws IOException {
		final Tensor up = noise(6, 2);
		final Tensor down = noise(2, 4);
		final String name = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q.lora_";
		final float[] plain = added(new TensorFile().with(name + "B.weight", up)
			.with(name + "A.weight", down), LINEAR, 1, 1);
		assertArrayEquals(half(plain),
			added(new TensorFile().with(name + "B.weight", up).with(name + "A.weight", down).metadata(
				"lora_adapter_metadata", "{\"text_encoder.lora_alpha\": 7, \"unet.lora_alpha\": 1}"),
				LINEAR, 1, 1),
			1e-6F);
		assertArrayEquals(plain, added(new TensorFile().with(name + "B.weight", up)
			.with(name + "A.weight", down).metadata("lora_adapter_metadata", "?"), LINEAR, 1, 1), 1e-6F);
	}

	@Test
	void everyStyleOfNames() throws IOException {
		final Tensor up = noise(6, 2);
		final Tensor down = noise(2, 4);
		final String block = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.";
		final float[] expected = added(new TensorFile().with(Q + ".lora_up.weight", up)
			.with(Q + ".lora_down.weight", down), LINEAR, 1, 1);
		final String[][] styles = {
			{"unet." + block + "to_q.lora_B.weight", "unet." + block + "to_q.lora_A.weight"},
			{block + "to_q.lora_B.default.weight", block + "to_q.lora_A.default.weight"},
			{"base_model.model." + block + "to_q.lora_B.weight",
				"base_model.model." + block + "to_q.lora_A.weight"},
			{"unet." + block + "processor.to_q_lora.up.weight",
				"unet." + block + "processor.to_q_lora.down.weight"},
			{block + "to_q.lora.up.weight", block + "to_q.lora.down.weight"},
			{"diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_up.weight",
				"diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.lora_down.weight"},
			{"lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_up.weight",
				"lora_unet_input_blocks_1_1_transformer_blocks_0_attn1_to_q.lora_down.weight"}};
		for (final String[] style : styles) {
			assertArrayEquals(expected,
				added(new TensorFile().with(style[0], up).with(style[1], down), LINEAR, 1, 1), style[0]);
			final String alpha = style[0].replaceFirst("(_B(\\.default)?|[._]up)\\.weight$", ".alpha");
			assertArrayEquals(half(expected), added(new TensorFile().with(style[0], up)
				.with(style[1], down).with(alpha, number(1)), LINEAR, 1, 1), 1e-6F, alpha);
		}
	}

	@Test
	void convolutionWithAndWithoutCore() throws IOException {
		final Tensor up = noise(6, 2, 1, 1);
		final Tensor down = noise(2, 4, 3, 3);
		final Tensor small = noise(3, 4, 1, 1);
		final Tensor core = noise(2, 3, 3, 3);
		final float[] plain = new float[216];
		final float[] cored = new float[216];
		for (int i = 0; i < 216; i++) {
			final int[] at = {i / 36, i / 9 % 4, i / 3 % 3, i % 3};
			for (int r = 0; r < 2; r++) {
				final float left = at(up, at[0], r, 0, 0);
				plain[i] += left * at(down, r, at[1], at[2], at[3]);
				for (int s = 0; s < 3; s++) {
					cored[i] += left * at(core, r, s, at[2], at[3]) * at(small, s, at[1], 0, 0);
				}
			}
		}
		assertArrayEquals(plain, added(new TensorFile().with(C + ".lora_up.weight", up)
			.with(C + ".lora_down.weight", down), CONV, 1, 1), 1e-6F);
		assertArrayEquals(cored,
			added(new TensorFile().with(C + ".lora_up.weight", up)
				.with(C + ".lora_down.weight", small).with(C + ".lora_mid.weight", core), CONV, 1, 1),
			1e-6F);
	}

	@Test
	void hadamardWithAndWithoutCore() throws IOException {
		final Tensor[] a = {noise(6, 2), noise(6, 2)};
		final Tensor[] b = {noise(2, 36), noise(2, 36)};
		final Tensor[] turned = {noise(2, 6), noise(2, 6)};
		final Tensor[] narrow = {noise(2, 4), noise(2, 4)};
		final Tensor[] core = {noise(2, 2, 3, 3), noise(2, 2, 3, 3)};
		final float[] plain = new float[216];
		final float[] cored = new float[216];
		for (int i = 0; i < 216; i++) {
			float product = 1;
			float other = 1;
			for (int half = 0; half < 2; half++) {
				float sum = 0;
				float inner = 0;
				for (int r = 0; r < 2; r++) {
					sum += at(a[half], i / 36, r) * at(b[half], r, i % 36);
					for (int s = 0; s < 2; s++) {
						inner += at(turned[half], r, i / 36) * at(core[half], r, s, i / 3 % 3, i % 3)
							* at(narrow[half], s, i / 9 % 4);
					}
				}
				product *= sum;
				other *= inner;
			}
			plain[i] = product * 0.5F;
			cored[i] = other * 0.5F;
		}
		final TensorFile file = new TensorFile().with(C + ".alpha", number(1));
		final TensorFile with = new TensorFile().with(C + ".alpha", number(1));
		for (int half = 0; half < 2; half++) {
			final String w = C + ".hada_w" + (half + 1);
			file.with(w + "_a", a[half]).with(w + "_b", b[half]);
			with.with(w + "_a", turned[half]).with(w + "_b", narrow[half])
				.with(C + ".hada_t" + (half + 1), core[half]);
		}
		assertArrayEquals(plain, added(file, CONV, 1, 1), 1e-6F);
		assertArrayEquals(cored, added(with, CONV, 1, 1), 1e-6F);
	}

	@Test
	void kroneckerOfWholeAndOfLowRank() throws IOException {
		final Tensor first = noise(2, 2);
		final Tensor second = noise(3, 2, 3, 3);
		final Tensor a = noise(3, 1);
		final Tensor b = noise(1, 18);
		final float[] whole = new float[216];
		final float[] low = new float[216];
		for (int i = 0; i < 216; i++) {
			final int out = i / 36;
			final int in = i / 9 % 4;
			final float factor = at(first, out / 3, in / 2);
			whole[i] = factor * at(second, out % 3, in % 2, i / 3 % 3, i % 3);
			low[i] = 4 * factor * at(a, out % 3, 0) * at(b, 0, in % 2 * 9 + i % 9);
		}
		final TensorFile file = new TensorFile().with(C + ".alpha", number(4)).with(C + ".lokr_w1",
			first);
		assertArrayEquals(whole, added(file.with(C + ".lokr_w2", second), CONV, 1, 1), 1e-6F);
		assertArrayEquals(low,
			added(new TensorFile().with(C + ".alpha", number(4)).with(C + ".lokr_w1", first)
				.with(C + ".lokr_w2_a", a).with(C + ".lokr_w2_b", b), CONV, 1, 1),
			1e-6F);
	}

	@Test
	void wholeDifferences() throws IOException {
		final Tensor weight = noise(6, 4);
		assertArrayEquals(half(weight.data()),
			added(new TensorFile().with(Q + ".diff", weight), LINEAR, 1, 0.5), 1e-6F);
		final Tensor bias = noise(6);
		assertArrayEquals(half(bias.data()),
			added(new TensorFile().with(C + ".diff_b", bias), BIAS, 1, 0.5), 1e-6F);
	}

	private static float[] half(final float[] values) {
		final float[] half = values.clone();
		for (int i = 0; i < half.length; i++) half[i] /= 2;
		return half;
	}

	/** Stacked matrices take theirs at the right rows, and only those. */
	@Test
	void thirdsOfStackedMatrices() throws IOException {
		final Tensor up = noise(4, 1);
		final Tensor down = noise(1, 4);
		final float[] added = added(new TensorFile()
			.with("lora_te_text_model_encoder_layers_0_self_attn_k_proj.lora_up.weight", up)
			.with("lora_te_text_model_encoder_layers_0_self_attn_k_proj.lora_down.weight", down), TEXT,
			2, 9);
		final float[] expected = new float[48];
		for (int i = 0; i < 16; i++) expected[16 + i] = 2 * up.data()[i / 4] * down.data()[i % 4];
		assertArrayEquals(expected, added, 1e-6F);
	}

	@Test
	void projectionIsTurned() throws IOException {
		final Tensor up = noise(4, 1);
		final Tensor down = noise(1, 4);
		final float[] added = added(
			new TensorFile().with("lora_te2_text_projection.lora_up.weight", up)
				.with("lora_te2_text_projection.lora_down.weight", down),
			PROJECTION, 1, 9);
		final float[] expected = new float[16];
		for (int i = 0; i < 16; i++) expected[i] = up.data()[i % 4] * down.data()[i / 4];
		assertArrayEquals(expected, added, 1e-6F);
	}

	/** Lengths for what goes in (LyCORIS) and for what comes out (PEFT). */
	@Test
	void decomposed() throws IOException {
		final Tensor up = noise(6, 2);
		final Tensor down = noise(2, 4);
		final float[] weights = checkpoint.read(LINEAR);
		for (final boolean incoming : new boolean[]{true, false}) {
			final Tensor lengths = incoming ? noise(1, 4) : noise(6, 1);
			final double[] squares = new double[lengths.data().length];
			final float[] merged = weights.clone();
			for (int i = 0; i < 24; i++) {
				for (int r = 0; r < 2; r++) merged[i] += at(up, i / 4, r) * at(down, r, i % 4);
				squares[incoming ? i % 4 : i / 4] += merged[i] * merged[i];
			}
			final float[] expected = new float[24];
			for (int i = 0; i < 24; i++) {
				final int channel = incoming ? i % 4 : i / 4;
				expected[i] = (float) (0.5
					* (merged[i] * lengths.data()[channel] / Math.sqrt(squares[channel]) - weights[i]));
			}
			assertArrayEquals(expected, added(new TensorFile().with(Q + ".lora_up.weight", up)
				.with(Q + ".lora_down.weight", down).with(Q + ".dora_scale", lengths), LINEAR, 1, 0.5),
				1e-5F);
		}
	}

	@Test
	void tellsWhatIsLeftOut() throws IOException {
		added(new TensorFile().with(Q + ".lora_up.weight", noise(6, 2))
			.with(Q + ".lora_down.weight", noise(2, 4))
			.with("lora_unet_nowhere.lora_up.weight", noise(6, 2))
			.with("lora_unet_nowhere.lora_down.weight", noise(2, 4))
			.with(C + ".oft_blocks", noise(2, 3, 3)).with("something", noise(1)), LINEAR, 1, 1);
		assertEquals(1, notes.size());
		for (final String word : List.of("nowhere", "resnets_0_conv1", "oft_blocks", "something")) {
			assertTrue(notes.get(0).contains(word), notes.get(0));
		}
	}

	@Test
	void refusesWhatDoesNotFit() throws IOException {
		assertRefused("made for sd_v2", new TensorFile().metadata("ss_base_model_version", "sd_v2")
			.with(Q + ".lora_up.weight", noise(8, 2)).with(Q + ".lora_down.weight", noise(2, 4)));
		assertRefused("ranks 3 and 2", new TensorFile().with(Q + ".lora_up.weight", noise(6, 3))
			.with(Q + ".lora_down.weight", noise(2, 4)));
		assertRefused("up is missing", new TensorFile().with(Q + ".lora_down.weight", noise(2, 4)));
		assertRefused("hada_w2_a is missing", new TensorFile().with(Q + ".hada_w1_a", noise(6, 2))
			.with(Q + ".hada_w1_b", noise(2, 4)));
		assertRefused("lengths for 5", new TensorFile().with(Q + ".lora_up.weight", noise(6, 2))
			.with(Q + ".lora_down.weight", noise(2, 4)).with(Q + ".dora_scale", noise(1, 5)));
		assertRefused("empty", new TensorFile());
	}

	private void assertRefused(final String why, final TensorFile file) throws IOException {
		final Lora lora = Lora.open(file.write(folder.resolve("bad.safetensors")));
		final String message = assertThrows(Refusal.class, () -> lora.on(checkpoint, 1, 1, monitor))
			.getMessage();
		assertTrue(message.contains(why), message);
	}

	@Test
	void refusesWhatIsNoNumber() throws IOException {
		final TensorFile file = new TensorFile().with(Q + ".lora_up.weight", noise(6, 2))
			.with(Q + ".lora_down.weight", noise(2, 4)).with(Q + ".alpha", number(Double.NaN));
		assertTrue(assertThrows(Refusal.class, () -> added(file, LINEAR, 1, 1)).getMessage()
			.contains("no numbers"));
	}

	/** Without strength a part is left alone, and fits nevertheless. */
	@Test
	void noStrengthChangesNothing() throws IOException {
		final TensorFile file = new TensorFile().with(Q + ".lora_up.weight", noise(6, 2))
			.with(Q + ".lora_down.weight", noise(2, 4));
		final Lora lora = Lora.open(file.write(folder.resolve("none.safetensors")));
		assertEquals(Set.of(), lora.on(checkpoint, 1, 0, monitor).tensors());
	}
}
