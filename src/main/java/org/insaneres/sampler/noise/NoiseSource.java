/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;

/**
 * Where the noise of a seed comes from, by the names of the {@code noise} key.
 *
 * <pre>
 * Noise noise = source.open(seed, 4, height, width, 0, 0);
 * if (sampler.brownian()) noise = source.walking(noise, seed, 4, height, width, sigmas);
 * Latent start = noise.next();
 * </pre>
 */
public enum NoiseSource {
	/** The default: {@link PositionNoise}. */
	POSITION("Position", null),
	/** ComfyUI's, diffusers' and AUTOMATIC1111's on the CPU: {@link TorchNormals}. */
	MT19937("MT19937", TorchNormals::new),
	/** AUTOMATIC1111's "NV" and, for usual sizes, its GPU noise: {@link PhiloxNormals}. */
	PHILOX("Philox", PhiloxNormals::new);

	private final String title;
	private final LongFunction<Normals> generator;

	NoiseSource(final String title, final LongFunction<Normals> generator) {
		this.title = title;
		this.generator = generator;
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
	public Noise open(final long seed, final int channels, final int height, final int width,
		final int originX, final int originY) {
		return this == POSITION
			? new PositionNoise(seed, channels, height, width, originX, originY)
			: generator.apply(seed).latents(channels, height, width);
	}

	/**
	 * The same stream, but with the noise of steps from a {@link BrownianNoise} of the same seed, as
	 * other tools have it for samplers that are {@link Sampler#brownian()}. POSITION stays as it is:
	 * independent draws follow the same law.
	 *
	 * @param opened gives the start noise
	 * @param sigmas the noise levels of the run
	 */
	public Noise walking(final Noise opened, final long seed, final int channels, final int height,
		final int width, final double[] sigmas) {
		if (this == POSITION) return opened;
		final double low = Arrays.stream(sigmas).filter(s -> s > 0).min().getAsDouble();
		final Noise walk = new BrownianNoise(generator, seed, channels, height, width, low, sigmas[0]);
		return new Noise() {

			@Override
			public Latent next(final double sigma, final double sigmaNext) {
				return walk.next(sigma, sigmaNext);
			}

			@Override
			public Latent next() {
				return opened.next();
			}
		};
	}
}
