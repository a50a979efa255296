/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.WindowManager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.insaneres.model.Models;
import org.insaneres.model.checkpoint.Synthetic;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LoRAs and embeddings in prompts, with a checkpoint of random weights. */
class AdapterMacroTest {

	private static final int WIDTH = 8;

	@TempDir
	static Path root;

	private static String before;

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
		before = System.getProperty(Models.PROPERTY);
		System.setProperty(Models.PROPERTY, root.toString());
		for (final String folder : new String[]{"Stable-diffusion", "Lora", "embeddings"}) {
			Files.createDirectory(root.resolve(folder));
		}
		final Synthetic checkpoint = Synthetic.sd15(32, WIDTH, 1);
		checkpoint.write(root.resolve("Stable-diffusion/tiny.safetensors"), DType.F16, 1);
		final TensorFile lora = new TensorFile();
		final String text = "text_model.encoder.layers.0.mlp.fc1";
		lora.with("text_encoder." + text + ".lora_A.weight", noise(2, WIDTH))
			.with("text_encoder." + text + ".lora_B.weight", noise(4 * WIDTH, 2));
		final String name = "lora_unet_mid_block_attentions_0_transformer_blocks_0_ff_net_2";
		final long[] shape = checkpoint.shapes().get(
			"model.diffusion_model.middle_block.1.transformer_blocks.0.ff.net.2.weight");
		lora.with(name + ".lora_down.weight", noise(2, (int) shape[1]))
			.with(name + ".lora_up.weight", noise((int) shape[0], 2))
			.write(root.resolve("Lora/Style.safetensors"));
		new TensorFile().with("emb_params", noise(3, WIDTH))
			.write(root.resolve("embeddings/my-word.safetensors"));
		new TensorFile().with("emb_params", noise(3, 2 * WIDTH))
			.write(root.resolve("embeddings/large.safetensors"));
		Files.write(root.resolve("embeddings/old.pt"),
			new byte[]{(byte) 0x80, 2, '}', 'q', 1, 2, 3, 4, 5});
	}

	private static Tensor noise(final int... shape) {
		final Random random = new Random(2);
		final float[] data = new float[shape[0] * shape[1]];
		for (int i = 0; i < data.length; i++) data[i] = (float) random.nextGaussian();
		return new Tensor(data, shape);
	}

	@AfterAll
	static void restore() {
		if (before == null) System.clearProperty(Models.PROPERTY);
		else System.setProperty(Models.PROPERTY, before);
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		IJ.resetEscape();
		WindowManager.setTempCurrentImage(null);
	}

	/** All pixels of the result, or the error. */
	private static String run(final String prompt) {
		return run("tiny", prompt);
	}

	private static String run(final String model, final String prompt) {
		return run("Image to Image", model, "strength=0.9 steps=2", prompt);
	}

	private static String run(final String action, final String model, final String settings,
		final String prompt) {
		return Macros.run("newImage('a', 'RGB ramp', 64, 64, 1);\n"
			+ "run('SD " + action + "...', 'model=" + model + " " + settings + " seed=3 prompt=["
			+ prompt + "]');\n text = '';\n"
			+ "for (i = 0; i < 64; i++) text = text + getPixel(i, i) + ' ';\n return text;");
	}

	@Test
	void lorasChangeWhatIsPaintedAndOnlyWhileTheyAreAskedFor() {
		final String plain = run("a cat");
		assertTrue(plain.matches("(-?\\d+ ){64}"), plain);
		final String styled = run("a cat<lora:style:0.8>");
		assertNotEquals(plain, styled);
		assertEquals(styled, run("a cat<lyco:STYLE:0.8:0.8>"));
		assertNotEquals(styled, run("a cat<lora:style:0.8:0>"));
		assertEquals(plain, run("a cat<lora:style:0>"));
		assertEquals(plain, run("a cat"));
	}

	@Test
	void embeddingsAreCalledByTheirNames() {
		final String plain = run("a cat");
		final String called = run("a cat my-word");
		assertNotEquals(plain, called);
		assertEquals(called, run("a cat My - Word"));
		assertNotEquals(called, run("a cat my word"));
		assertTrue(run("a cold").matches("(-?\\d+ ){64}"), "no pickle is named");
	}

	/** Layers that rest and guidance that pauses save work, and change the result a little. */
	@ParameterizedTest
	@ValueSource(strings = {"Image to Image", "Upscale"})
	void workThatIsSavedChangesTheResultAlwaysAlike(final String action) {
		final String settings = "strength=0.9 steps=8 guidance=3 "
			+ (action.equals("Upscale") ? "tile=64 overlap=16 " : "");
		final String exact = run(action, "tiny", settings, "a cat");
		final String cached = run(action, "tiny", settings + "cache=3 guided=0.2-0.8 ", "a cat");
		assertTrue(cached.matches("(-?\\d+ ){64}"), cached);
		assertNotEquals(exact, cached);
		assertEquals(cached, run(action, "tiny", settings + "cache=3 guided=0.2-0.8 ", "a cat"));
		assertNotEquals(cached, run(action, "tiny", settings + "cache=3 ", "a cat"));
		assertNotEquals(cached, run(action, "tiny", settings + "guided=0.2-0.8 ", "a cat"));
	}

	/** Whether the model is opened anew or not, and with a LoRA. */
	@Test
	void eightBitsChangeTheResultAlwaysAlike() {
		final String exact = run("Image to Image", "tiny", "strength=0.9 steps=8", "a cat");
		final String coarse = run("Image to Image", "tiny", "strength=0.9 steps=8 precision=Int8",
			"a cat");
		assertTrue(coarse.matches("(-?\\d+ ){64}"), coarse);
		assertNotEquals(exact, coarse);
		assertEquals(exact,
			run("Image to Image", "tiny", "strength=0.9 steps=8 precision=Full", "a cat"));
		assertEquals(coarse,
			run("Image to Image", "tiny", "strength=0.9 steps=8 precision=Int8", "a cat"));
		assertNotEquals(coarse, run("Image to Image", "tiny",
			"strength=0.9 steps=8 precision=Int8", "a cat<lora:style:0.8>"));
	}

	@ParameterizedTest
	@CsvSource({"cache=3,cache does nothing with the model mini",
		"precision=Int8,precision does nothing with the model mini"})
	void aModelThatCannotSaySo(final String setting, final String note) {
		final String exact = run("Image to Image", "mini", "strength=0.3 steps=4", "");
		final PrintStream out = System.out;
		final ByteArrayOutputStream log = new ByteArrayOutputStream();
		System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
		try {
			assertEquals(exact, run("Image to Image", "mini", "strength=0.3 steps=4 " + setting, ""));
		} finally {
			System.setOut(out);
		}
		final String said = log.toString(StandardCharsets.UTF_8);
		assertEquals(2, said.split(java.util.regex.Pattern.quote(note), -1).length, said);
	}

	@ParameterizedTest
	@CsvSource({"cache=0,whole number from 1 to 20", "cache=21,whole number from 1 to 20",
		"guided=2,must be two shares", "precision=Half,is one of Full"})
	void saysWhatCannotBeSaved(final String setting, final String why) {
		final String answer = run("Image to Image", "tiny", setting, "a cat");
		assertTrue(answer.startsWith("[aborted]") && answer.contains(why), answer);
	}

	@ParameterizedTest
	@CsvSource({"tiny,a <lora:nothing:1>,Style", "tiny,an old cat,pickle",
		"mini,a <lora:style:1>,Choose the .safetensors checkpoint", "tiny,<lora:style:x>,no number"})
	void saysWhatCannotBe(final String model, final String prompt, final String why) {
		final String answer = run(model, prompt);
		assertTrue(answer.startsWith("[aborted]") && answer.contains(why), answer);
	}
}
