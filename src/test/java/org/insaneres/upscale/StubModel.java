/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.model.Answering;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.model.ModelInfo;
import org.insaneres.model.Network;
import org.insaneres.model.SchedulerConfig;
import org.insaneres.model.Series;
import org.insaneres.model.TextEncoder;
import org.insaneres.onnx.Tensor;

/**
 * A model without weights: blocks of 4 x 4 pixels as latents, and a network that smooths and, like
 * a real one, lets the whole window have an influence on every place.
 */
public final class StubModel {

	private static final int FACTOR = 4;
	private static final int CHANNELS = 3 * FACTOR * FACTOR;

	private StubModel() {}

	static GenerationSettings settings(final String sampler, final double strength) {
		return settings(sampler, strength, 1);
	}

	static GenerationSettings settings(final String sampler, final double strength,
		final int cache) {
		return new GenerationSettings(strength, 6, 1, sampler, "Automatic", 5, "Position", "A1111",
			"A1111", 1, -1, 0, 0, "", 0, cache, "", "", "", "", "");
	}

	/**
	 * @param evaluations counts those of the network
	 * @param milliseconds that each takes at least
	 */
	public static DiffusionModel of(final AtomicLong evaluations, final long milliseconds) {
		final SchedulerConfig scheduler = new SchedulerConfig("DDIMScheduler", 1000, 0.00085, 0.012,
			"scaled_linear", "sample", "leading", 1, false, false);
		return new DiffusionModel(
			new ModelInfo("stub", Path.of("stub"), Family.SD1, "", null), List.of(new Mute()),
			new Smoothing(evaluations, milliseconds), new Unshuffle(), scheduler);
	}

	private record Smoothing(AtomicLong evaluations, long milliseconds) implements Network {

		@Override
		public Tensor predict(final Tensor sample, final double timestep, final Context context,
			final BooleanSupplier canceled) {
			return predict(sample, means(sample));
		}

		/** Its deep layers only know the means. */
		@Override
		public Optional<Series> series() {
			final AtomicReference<float[]> deep = new AtomicReference<>();
			return Optional.of(new Series(new Answering(this, (sample, timestep, context, canceled) -> {
				deep.set(means(sample));
				return predict(sample, deep.get());
			}), new Answering(this,
				(sample, timestep, context, canceled) -> predict(sample, deep.get()))));
		}

		private static float[] means(final Tensor sample) {
			final int size = sample.shape()[1] * sample.shape()[2];
			final float[] means = new float[CHANNELS];
			for (int c = 0; c < CHANNELS; c++) {
				double mean = 0;
				for (int i = 0; i < size; i++) {
					mean += sample.data()[c * size + i];
				}
				means[c] = (float) (0.05 * mean / size);
			}
			return means;
		}

		private Tensor predict(final Tensor sample, final float[] means) {
			evaluations.incrementAndGet();
			pause();
			final int height = sample.shape()[1];
			final int width = sample.shape()[2];
			final float[] in = sample.data();
			final float[] out = new float[in.length];
			for (int c = 0; c < CHANNELS; c++) {
				final int plane = c * height * width;
				final float all = means[c];
				for (int y = 0; y < height; y++) {
					final int up = plane + Math.max(0, y - 1) * width;
					final int at = plane + y * width;
					final int down = plane + Math.min(height - 1, y + 1) * width;
					for (int x = 0; x < width; x++) {
						out[at + x] = all + 0.5f * in[at + x] + 0.1f * (in[up + x] + in[down + x] +
							in[at + Math.max(0, x - 1)] + in[at + Math.min(width - 1, x + 1)]);
					}
				}
			}
			return new Tensor(out, sample.shape());
		}

		private void pause() {
			try {
				Thread.sleep(milliseconds);
			} catch (final InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public int channels() {
			return CHANNELS;
		}

		@Override
		public int multiple() {
			return 4;
		}

		@Override
		public void close() {}
	}

	private static final class Unshuffle implements Autoencoder {

		@Override
		public Tensor encode(final Tensor picture, final BooleanSupplier canceled) {
			final int height = picture.shape()[1];
			final int width = picture.shape()[2];
			final float[] latent = new float[picture.data().length];
			for (int i = 0; i < latent.length; i++) {
				latent[place(i, height, width)] = picture.data()[i];
			}
			return new Tensor(latent, CHANNELS, height / FACTOR, width / FACTOR);
		}

		@Override
		public Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
			final int height = latent.shape()[1] * FACTOR;
			final int width = latent.shape()[2] * FACTOR;
			final float[] picture = new float[latent.data().length];
			for (int i = 0; i < picture.length; i++) {
				picture[i] = latent.data()[place(i, height, width)];
			}
			return new Tensor(picture, 3, height, width);
		}

		/** Where a value of the picture lies in the latent. */
		private static int place(final int i, final int height, final int width) {
			final int x = i % width;
			final int y = i / width % height;
			final int c = (i / (width * height) * FACTOR + y % FACTOR) * FACTOR + x % FACTOR;
			return (c * (height / FACTOR) + y / FACTOR) * (width / FACTOR) + x / FACTOR;
		}

		@Override
		public int factor() {
			return FACTOR;
		}

		@Override
		public int channels() {
			return CHANNELS;
		}

		@Override
		public boolean linear() {
			return true;
		}

		@Override
		public void close() {}
	}

	private static final class Mute implements TextEncoder {

		@Override
		public Encoding encode(final int[] ids, final int skip, final BooleanSupplier canceled) {
			return new Encoding(new Tensor(new float[ids.length], ids.length, 1), null);
		}

		@Override
		public Optional<Path> vocabulary() {
			return Optional.of(Path.of("models", "mini", "tokenizer"));
		}

		@Override
		public int length() {
			return 77;
		}

		@Override
		public int padding() {
			return -1;
		}

		@Override
		public void close() {}
	}
}
