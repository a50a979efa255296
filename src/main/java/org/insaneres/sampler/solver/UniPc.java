/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Steps;

/**
 * Zhao et al. 2023: a multistep predictor, and a corrector that uses the prediction made at its
 * result once more, at no cost.
 * <p>
 * With {@code h = log(sigma / sigma')}, differences {@code d_k = (D_k - D) / r_k} to older
 * predictions and, for the corrector, to the new one (r = 1), a step is
 * {@code x' = (sigma' / sigma) x + (1 - exp(-h)) D - sum w_k d_k}.
 *
 * @param variant how the weights w are found
 * @param order predictions used, 1 to 3
 * @param spacing of the timesteps, see {@link #grid}
 * @param lowerAtEnd whether the last steps use only as many predictions as steps remain
 * @param uncorrected steps, counted from 0, whose result is not corrected
 */
public record UniPc(UniPcVariant variant, int order, UniPcSpacing spacing, boolean lowerAtEnd,
	Set<Integer> uncorrected) implements TimestepSampler {

	/** Corrects all steps. */
	public UniPc(final UniPcVariant variant, final int order, final UniPcSpacing spacing,
		final boolean lowerAtEnd) {
		this(variant, order, spacing, lowerAtEnd, Set.of());
	}

	public UniPc() {
		this(UniPcVariant.BH1, 3, UniPcSpacing.TIME_UNIFORM, true);
	}

	@Override
	public String name() {
		return "UniPC";
	}

	/** Fractional timesteps: as many steps as there are entries, from the last of them down to 0. */
	@Override
	public Grid grid(final NoiseSchedule table, final int[] ascending, final boolean whole) {
		final double from = whole ? table.size() - 1 : ascending[ascending.length - 1];
		return spacing.grid(table, from, ascending.length);
	}

	@Override
	public Latent sample(final Denoiser model, final Latent start, final double[] sigmas,
		final Noise noise, final Steps steps) {
		final int n = sigmas.length - 1;
		final History known = new History(order);
		Latent x = start;
		known.add(model.denoise(x, sigmas[0]));
		for (int i = 0; i < n; i++) {
			final double next = sigmas[i + 1];
			final Latent clean = known.get(0);
			final int use = lowerAtEnd ? Math.min(known.size(), n - i) : known.size();
			if (next == 0) {
				x = clean;
			} else {
				final double h = Math.log(sigmas[i] / next);
				final double[] ratios = ratios(sigmas, i, use);
				final Latent base = Slope.step(x, clean, sigmas[i], next);
				x = base.plus(negative(variant.predictor(ratios, h)), differences(known, ratios));
				if (i < n - 1) {
					final Latent there = model.denoise(x, next);
					final List<Latent> differences = differences(known, ratios);
					differences.add(there.minus(clean));
					if (!uncorrected.contains(i)) {
						x = base.plus(negative(variant.corrector(ratios, h)), differences);
					}
					known.add(there);
				}
			}
			steps.done(i + 1, n, x, clean);
		}
		return x.times(Prediction.inputScale(sigmas[n]));
	}

	/** Where the older predictions lie, in steps; 1 for the one to come at the end. */
	private static double[] ratios(final double[] sigmas, final int i, final int use) {
		final double[] ratios = new double[use];
		for (int k = 1; k < use; k++) {
			ratios[k - 1] = Math.log(sigmas[i] / sigmas[i - k]) / Math.log(sigmas[i] / sigmas[i + 1]);
		}
		ratios[use - 1] = 1;
		return ratios;
	}

	private static List<Latent> differences(final History known, final double[] ratios) {
		final List<Latent> differences = new ArrayList<>();
		for (int k = 1; k < ratios.length; k++) {
			differences.add(
				Latent.mix(1 / ratios[k - 1], known.get(k), -1 / ratios[k - 1], known.get(0)));
		}
		return differences;
	}

	private static double[] negative(final double[] weights) {
		final double[] out = new double[weights.length];
		for (int k = 0; k < out.length; k++) {
			out[k] = -weights[k];
		}
		return out;
	}
}
