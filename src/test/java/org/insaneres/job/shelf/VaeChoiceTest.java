/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.Family;
import org.insaneres.model.Models;
import org.insaneres.model.checkpoint.Synthetic;
import org.insaneres.model.checkpoint.TinyDecoder;
import org.insaneres.model.checkpoint.VaeFile;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key vae, with files where A1111 has them. */
class VaeChoiceTest {

	private static final String ROOT = "first_stage_model.";
	private static final String MODEL = "painter";

	@TempDir
	static Path folder;
	private static Path beside;
	private static Path sharp;
	private static Path tiny;
	private static String before;

	@BeforeAll
	static void makeFiles() throws IOException {
		final Path checkpoints = Files.createDirectories(folder.resolve("Stable-diffusion"));
		final Path vaes = Files.createDirectories(folder.resolve("VAE"));
		final Path approximate = Files.createDirectories(folder.resolve("vae_approx"));
		Synthetic.sd15(32, 8, 1).write(checkpoints.resolve(MODEL + ".safetensors"), DType.F16, 1);
		beside = vae(checkpoints.resolve(MODEL + ".vae.safetensors"), 2);
		sharp = vae(vaes.resolve("sharp.safetensors"), 3);
		tiny = tiny(approximate.resolve("taesd_decoder.safetensors"));
		before = System.getProperty(Models.PROPERTY, "");
		System.setProperty(Models.PROPERTY, folder.toString());
	}

	@AfterAll
	static void restore() {
		System.setProperty(Models.PROPERTY, before);
	}

	private static Path vae(final Path file, final long seed) throws IOException {
		final Synthetic all = Synthetic.sd15(32, 8, 1);
		all.shapes().keySet().removeIf(name -> !name.startsWith(ROOT));
		all.write(file, DType.F32, seed);
		return file;
	}

	/** Two convolutions with one that doubles the sides thrice between. */
	private static Path tiny(final Path file) throws IOException {
		final TensorFile tensors = new TensorFile();
		final Random random = new Random(5);
		int in = 4;
		for (int layer = 0; layer < 5; layer++) {
			final int out = layer == 4 ? 3 : 8;
			tensors.with("decoder.layers." + layer + ".weight", noise(random, out, in, 3, 3));
			in = out;
		}
		return tensors.write(file);
	}

	private static Tensor noise(final Random random, final int... shape) {
		final float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
		for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian() / 4;
		return new Tensor(values, shape);
	}

	private static GenerationSettings with(final String vae) {
		return new GenerationSettings(0.5, 4, 1, "Euler", "Automatic", 1, "Position", "A1111", "A1111",
			1, -1, 0, 0, "", 0, 1, "", vae, "", "", "");
	}

	private static final Tensor LATENT = noise(new Random(7), 4, 8, 8);

	private static float[] decoded(final String model, final String vae) {
		try (ModelShelf.Loan loan = ModelShelf.borrow(model, with(vae), Monitor.NONE)) {
			return loan.model().autoencoder().decode(LATENT, () -> false).data();
		}
	}

	private static float[] decodedBy(final Path file) {
		try (Autoencoder vae = VaeFile.open(file, Family.SD1, Options.DEFAULT, Monitor.NONE)) {
			return vae.decode(LATENT, () -> false).data();
		}
	}

	@Test
	void decodesWithTheOneThatIsChosen() {
		final float[] usual = decodedBy(beside);
		assertArrayEquals(usual, decoded(MODEL, ""), 1e-5F);
		assertArrayEquals(usual, decoded(MODEL, "automatic"), 1e-5F);
		assertArrayEquals(decodedBy(sharp), decoded(MODEL, "Sharp"), 1e-5F);
		assertArrayEquals(decodedBy(sharp), decoded(MODEL, sharp.toString()), 1e-5F);
		final float[] inside = decodedBy(folder.resolve("Stable-diffusion/painter.safetensors"));
		assertArrayEquals(inside, decoded(MODEL, "None"), 1e-5F);
		assertFalse(Arrays.equals(inside, usual));
	}

	@Test
	void theTinyDecoderMakesResults() {
		try (TinyDecoder decoder = TinyDecoder.open(tiny, Options.DEFAULT)) {
			assertArrayEquals(decoder.of(LATENT, () -> false).data(), decoded(MODEL, "TAESD"), 1e-5F);
		}
	}

	@Test
	void foldersOfOnnxFilesTakeOneToo() {
		final String onnx = Path.of(System.getProperty("tinymodels"), "models/sd15").toString();
		assertArrayEquals(decodedBy(sharp), decoded(onnx, "sharp"), 1e-5F);
		final String mini = Path.of("models/mini").toAbsolutePath().toString();
		assertTrue(assertThrows(Refusal.class, () -> decoded(mini, "sharp")).getMessage()
			.contains("does not fit"));
	}

	@Test
	void saysWhatChangesTheModel() {
		final Path model = folder.resolve("Stable-diffusion/painter.safetensors");
		assertEquals(List.of(model, beside), ModelShelf.files(MODEL, with("")));
		assertEquals(List.of(model), ModelShelf.files(MODEL, with("None")));
		assertEquals(List.of(model, sharp), ModelShelf.files(MODEL, with("sharp")));
		assertEquals(List.of(model, beside, tiny), ModelShelf.files(MODEL, with("TAESD")));
		try (ModelShelf.Loan loan = ModelShelf.borrow(MODEL, with("sharp"), Monitor.NONE)) {
			assertEquals(List.of(sharp), loan.model().info().additions());
		}
	}

	@Test
	void unknownOnesAreRefusedWithThoseThatThereAre() {
		assertEquals(List.of("Automatic", "None", "sharp", "TAESD"), Installed.vaes());
		final String message = assertThrows(Refusal.class, () -> decoded(MODEL, "blunt")).getMessage();
		assertTrue(message.contains("blunt") && message.contains("None, sharp, TAESD"), message);
	}
}
