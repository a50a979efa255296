/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;

/**
 * A run with a mask, and the ways of different programs to keep what it does not select.
 *
 * @param original the clean latent of the picture
 * @param noise that the run begins with
 * @param mask height x width of the latent, 1 where the picture may change
 * @param grid the levels of the run
 */
record Masked(Latent original, Latent noise, float[] mask, Grid grid) {

	/** A1111 with k-diffusion's samplers: the original is put into every prediction. */
	Keeping predictions() {
		return keeping(mask, inner -> inner.map(new Kept(original, mask)));
	}

	/**
	 * A1111 with its timestep samplers: the original is put into what the network sees, without noise
	 * (which smooths), scaled as the variance-preserving form has it.
	 */
	Keeping inputs() {
		return keeping(mask, inner -> new Unnoised(inner, original, mask));
	}

	/** ComfyUI: {@link Renewed}. */
	Keeping renewed() {
		return renewed(sigma -> sigma);
	}

	/**
	 * diffusers with an ordinary network: the original is put back after each step, with the noise of
	 * the level where the next begins; what happens in the middle of a step sees this, too.
	 */
	Keeping stepwise() {
		return renewed(sigma -> Arrays.stream(grid.sigmas())
			.filter(level -> level <= sigma * (1 + 1e-6)).findFirst().orElse(sigma));
	}

	private Keeping renewed(final DoubleUnaryOperator level) {
		return keeping(mask,
			inner -> new Renewed(inner, original, noise, sigma -> mask, level, first()));
	}

	/**
	 * Krita AI Diffusion's differential diffusion (Levin and Fried 2023): a soft mask says when a
	 * place joins. At each level, what is selected by less than the share of the run's timesteps that
	 * is still ahead is kept.
	 */
	Keeping gradual() {
		final double last = grid.timestep().applyAsDouble(lowest());
		final double whole = grid.timestep().applyAsDouble(first()) - last;
		return keeping(from(Float.MIN_VALUE), inner -> new Renewed(inner, original, noise,
			sigma -> from((grid.timestep().applyAsDouble(sigma) - last) / whole), sigma -> sigma,
			first()));
	}

	/** 1 where the mask is at least so much, and wherever it is whole. */
	private float[] from(final double least) {
		final float[] now = new float[mask.length];
		for (int i = 0; i < now.length; i++) {
			now[i] = mask[i] >= Math.min(1, least) ? 1 : 0;
		}
		return now;
	}

	private double first() {
		return grid.sigmas()[0];
	}

	/** Where the run ends; 0 counts as the lowest level that has a timestep. */
	private double lowest() {
		final double end = grid.sigmas()[grid.steps()];
		return end > 0 ? end : Double.MIN_NORMAL;
	}

	private Keeping keeping(final float[] end, final UnaryOperator<Denoiser> way) {
		return new Keeping() {

			@Override
			public Denoiser during(final Denoiser inner) {
				return way.apply(inner);
			}

			@Override
			public Latent after(final Latent result) {
				return new Kept(original, end).apply(result);
			}
		};
	}
}
