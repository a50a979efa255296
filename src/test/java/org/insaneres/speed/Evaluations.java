/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.onnx.Tensor;

/** The evaluations of a model with a VAE, on inputs made once, through nothing but its sessions. */
final class Evaluations {

	private static final GenerationSettings SETTINGS = new GenerationSettings(0.3, 20, 1, "DPM++ 2M",
		"Automatic", 1, "Position", "A1111", "A1111", 1, -1, "", "");

	private final String model;
	private final Map<Integer, Tensor> noise = new HashMap<>();

	/** @param model as the {@code model} key names it */
	Evaluations(final String model) {
		this.model = model;
	}

	/**
	 * Encodes a picture, evaluates the network so many times, and decodes.
	 *
	 * @param whole side of the picture in pixels
	 * @param side of what the network sees of it
	 */
	void run(final int whole, final int side, final int evaluations) {
		try (ModelShelf.Loan loan = ModelShelf.borrow(model, SETTINGS, Monitor.NONE)) {
			final DiffusionModel lent = loan.model();
			final Context context = context(lent);
			final int factor = lent.autoencoder().factor();
			final int channels = lent.autoencoder().channels();
			// Another one at every call, as an encoded picture is remembered
			final float[] picture = random(3 * whole * whole).data().clone();
			picture[0] = System.nanoTime() % 1000 / 1000f;
			lent.autoencoder().encode(new Tensor(picture, 3, whole, whole), () -> false);
			final Tensor latent = shaped(channels, side / factor);
			for (int i = 0; i < evaluations; i++) {
				lent.network().predict(latent, 200, context, () -> false);
			}
			lent.autoencoder().decode(shaped(channels, whole / factor), () -> false);
		}
	}

	private static Context context(final DiffusionModel model) {
		final List<Encoding> encodings = model.encoders().stream()
			.map(encoder -> encoder.encode(new int[encoder.length()], 1, () -> false)).toList();
		return model.context(encodings, Actions.TILE, Actions.TILE, 1);
	}

	private Tensor shaped(final int channels, final int side) {
		return new Tensor(random(channels * side * side).data(), channels, side, side);
	}

	private Tensor random(final int size) {
		return noise.computeIfAbsent(size, key -> {
			final Random random = new Random(2);
			final float[] values = new float[size];
			for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
			return new Tensor(values);
		});
	}
}
