/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Random;

import org.insaneres.job.shelf.Records;
import org.insaneres.model.Models;
import org.insaneres.model.checkpoint.Synthetic;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever decides what is painted makes another job of it when one byte of it is another. */
class JournalFilesTest {

	private static final int WIDTH = 8;
	private static final String MODEL = "Stable-diffusion/tiny.safetensors";
	private static final String LORA = "Lora/style.safetensors";
	private static final String WORD = "embeddings/my-word.safetensors";
	private static final String YAML = "Stable-diffusion/tiny.yaml";
	private static final String VAE = "VAE/tiny.safetensors";
	private static final String UPSCALER = "upscalers/sharp.onnx";

	@TempDir
	Path root;

	private String before;

	@BeforeEach
	void write() throws IOException {
		before = System.getProperty(Models.PROPERTY);
		System.setProperty(Models.PROPERTY, root.toString());
		for (final String folder : new String[]{"Stable-diffusion", "Lora", "embeddings", "VAE",
			"upscalers"}) {
			Files.createDirectory(root.resolve(folder));
		}
		Synthetic.sd15(32, WIDTH, 1).write(root.resolve(MODEL), DType.F16, 1);
		new TensorFile().with("emb_params", noise(3, WIDTH)).write(root.resolve(WORD));
		for (final String other : new String[]{LORA, YAML, VAE, UPSCALER}) {
			Files.write(root.resolve(other), new byte[100]);
		}
	}

	@AfterEach
	void restore() {
		if (before == null) System.clearProperty(Models.PROPERTY);
		else System.setProperty(Models.PROPERTY, before);
	}

	private static Tensor noise(final int... shape) {
		final Random random = new Random(2);
		final float[] data = new float[shape[0] * shape[1]];
		for (int i = 0; i < data.length; i++) data[i] = (float) random.nextGaussian();
		return new Tensor(data, shape);
	}

	private static String job(final String upscaler, final String prompt) {
		final Map<String, Object> values = Records.values(UpscaleChild.settings("Fused", ""));
		values.put("model", "tiny");
		values.put("upscaler", upscaler);
		values.put("prompt", prompt);
		return Upscale.job(new ImagePlus("a", new ColorProcessor(9, 7)),
			Records.make(UpscaleSettings.class, values::get));
	}

	/** Same size, same time. */
	private void change(final String file) throws IOException {
		final Path path = root.resolve(file);
		final FileTime time = Files.getLastModifiedTime(path);
		final byte[] bytes = Files.readAllBytes(path);
		bytes[bytes.length - 1] ^= 1;
		Files.write(path, bytes);
		Files.setLastModifiedTime(path, time);
	}

	@ParameterizedTest
	@ValueSource(strings = {MODEL, LORA, WORD, YAML, VAE, UPSCALER})
	void everyByteCounts(final String file) throws IOException {
		final String prompt = "a my-word cat<lora:style:0.8>";
		final String name = job("sharp", prompt);
		change(file);
		assertNotEquals(name, job("sharp", prompt));
		change(file);
		assertEquals(name, job("sharp", prompt));
	}

	@Test
	void whatNobodyAsksForDoesNotCount() throws IOException {
		final String name = job("Lanczos", "a cat");
		change(LORA);
		change(UPSCALER);
		assertEquals(name, job("Lanczos", "a cat"));
	}
}
