/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;

import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Different words at different places: predictions with each of them, mixed by masks. A part of the
 * latent asks only those that have a say there.
 *
 * @param voices what predicts with each of the words
 * @param shares their masks, height x width; together 1 at every place
 * @param width of the whole latent
 * @param height of the whole latent
 */
record Regional(List<Windows> voices, List<float[]> shares, int width, int height)
	implements
		Windows {

	/**
	 * @param base predicts where no mask is
	 * @param over predict where their masks are, each over those before
	 * @param masks 0 to 1, height x width
	 */
	static Regional of(final Windows base, final List<Windows> over, final List<float[]> masks,
		final int width, final int height) {
		final List<Windows> voices = new ArrayList<>(List.of(base));
		voices.addAll(over);
		final List<float[]> shares = new ArrayList<>();
		final float[] left = new float[width * height];
		Arrays.fill(left, 1);
		for (int k = masks.size() - 1; k >= 0; k--) {
			final float[] share = new float[left.length];
			for (int i = 0; i < left.length; i++) {
				share[i] = left[i] * masks.get(k)[i];
				left[i] -= share[i];
			}
			shares.add(0, share);
		}
		shares.add(0, left);
		return new Regional(voices, shares, width, height);
	}

	@Override
	public Denoiser at(final int x, final int y, final int columns, final int rows) {
		final List<Denoiser> heard = new ArrayList<>();
		final List<float[]> weights = new ArrayList<>();
		for (int k = 0; k < voices.size(); k++) {
			final float[] share = Pictures.read(
				Pictures.wrap(shares.get(k), new FinalInterval(width, height)),
				FinalInterval.createMinSize(x, y, columns, rows));
			if (!any(share)) continue;
			heard.add(voices.get(k).at(x, y, columns, rows));
			weights.add(share);
		}
		return heard.size() == 1 ? heard.get(0) : new Mixed(heard, weights);
	}

	static boolean any(final float[] weights) {
		for (final float weight : weights) {
			if (weight > 0) return true;
		}
		return false;
	}

	private record Mixed(List<Denoiser> parts, List<float[]> weights) implements Denoiser {

		@Override
		public Latent denoise(final Latent x, final double sigma) {
			return mix(parts.stream().map(part -> part.denoise(x, sigma)).toList());
		}

		@Override
		public Split split(final Latent x, final double sigma) {
			final List<Split> splits = parts.stream().map(part -> part.split(x, sigma)).toList();
			return new Split(mix(splits.stream().map(Split::guided).toList()),
				mix(splits.stream().map(Split::unguided).toList()));
		}

		private Latent mix(final List<Latent> clean) {
			final float[] sum = new float[clean.get(0).data().length];
			for (int k = 0; k < clean.size(); k++) {
				final float[] weight = weights.get(k);
				final float[] values = clean.get(k).data();
				for (int i = 0; i < sum.length; i++) {
					sum[i] += weight[i % weight.length] * values[i];
				}
			}
			return clean.get(0).with(sum);
		}
	}
}
