/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Steps;

/**
 * PLMS as diffusers runs it in image-to-image: it takes the second call for a repetition of the
 * first step wherever strength has cut its list, so that from the third call on the network is told
 * a timestep below that of the latent. The PLMS of the program does not make this slip; where
 * nothing is cut the two are the same.
 */
record Pndm(NoiseSchedule table, int stride, double[] calls, double last) implements Sampler {

	private static final double[][] WEIGHTS = {{1}, {1.5, -0.5},
		{23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}};

	@Override
	public String name() {
		return "PLMS";
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final List<Latent> slopes = new ArrayList<>();
		Latent x = start.times(Prediction.inputScale(sigmas[0]));
		final Latent first = x;
		for (int k = 0; k < calls.length; k++) {
			final double t = calls[k];
			final double sigma = level(t);
			final Latent seen = x.times(1 / Prediction.inputScale(sigma));
			final Latent clean = model.denoise(seen, sigma);
			final Latent slope = Latent.mix(1 / sigma, seen, -1 / sigma, clean);
			if (k == 1) {
				x = step(first, t + stride, t, Latent.mix(0.5, slope, 0.5, slopes.get(0)));
			} else {
				slopes.add(0, slope);
				if (slopes.size() > 4) slopes.remove(4);
				final Latent sum = slope.times(0).plus(WEIGHTS[slopes.size() - 1], slopes);
				x = step(x, t, t - stride, sum);
			}
			steps.done(k + 1, calls.length, seen, clean);
		}
		return x;
	}

	private Latent step(final Latent x, final double from, final double to, final Latent slope) {
		final double high = level(from);
		final double low = level(to);
		return x.times(1 / Prediction.inputScale(high)).plus(low - high, slope)
			.times(Prediction.inputScale(low));
	}

	private double level(final double timestep) {
		return timestep < 0 ? last : table.sigma((int) timestep);
	}
}
