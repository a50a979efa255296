/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.sampler.Noise;

/** Where the noise of a seed comes from, by the names of the {@code noise} key. */
public enum NoiseSource {
	/** The default: {@link PositionNoise}. */
	POSITION("Position") {

		@Override
		public Noise open(final long seed, final int channels, final int height, final int width,
			final int originX, final int originY) {
			return new PositionNoise(seed, channels, height, width, originX, originY);
		}
	},
	/** ComfyUI's, diffusers' and AUTOMATIC1111's on the CPU: {@link TorchNormals}. */
	MT19937("MT19937") {

		@Override
		public Noise open(final long seed, final int channels, final int height, final int width,
			final int originX, final int originY) {
			return new TorchNormals(seed).latents(channels, height, width);
		}
	},
	/** AUTOMATIC1111's "NV" and, for usual sizes, its GPU noise: {@link PhiloxNormals}. */
	PHILOX("Philox") {

		@Override
		public Noise open(final long seed, final int channels, final int height, final int width,
			final int originX, final int originY) {
			return new PhiloxNormals(seed).latents(channels, height, width);
		}
	};

	private final String title;

	NoiseSource(final String title) {
		this.title = title;
	}

	/** The name in macros. */
	@Override
	public String toString() {
		return title;
	}

	/**
	 * @param name of a source, in upper or lower case
	 * @throws Refusal if there is none of this name
	 */
	public static NoiseSource named(final String name) {
		return Arrays.stream(values()).filter(s -> s.title.equalsIgnoreCase(name.trim())).findFirst()
			.orElseThrow(() -> new Refusal("There is no noise source \"" + name + "\"; choose one of " +
				Arrays.stream(values()).map(NoiseSource::toString).collect(Collectors.joining(", ")) +
				"."));
	}

	/**
	 * A fresh stream of noise.
	 *
	 * @param originX absolute position of the first column in latent pixels; only POSITION heeds it
	 * @param originY absolute position of the first row
	 */
	public abstract Noise open(long seed, int channels, int height, int width, int originX,
		int originY);
}
