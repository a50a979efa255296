/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Samplers;

/** The two ways to keep what is not selected. */
class KeptPropertyTest {

	private static final int SIDE = 4;
	private static final double[] LEVELS = Schedule.KARRAS.sigmas(NoiseSchedule.STABLE_DIFFUSION, 8);

	/** Mixes neighbours, as networks do, so that what is kept has an influence on the rest. */
	private static final Denoiser NETWORK = (x, sigma) -> {
		final float[] out = new float[x.data().length];
		for (int i = 0; i < out.length; i++) {
			out[i] = (float) Math.tanh((x.data()[i] + x.data()[(i + 1) % out.length]) / (sigma + 1));
		}
		return x.with(out);
	};

	/** But for the one whose step size depends on all places together. */
	@Provide
	Arbitrary<String> all() {
		return Arbitraries.of(Samplers.names()).filter(name -> !name.equals("DPM adaptive"));
	}

	@Provide
	Arbitrary<String> steady() {
		return Arbitraries.of("Euler", "Heun", "LMS", "DPM2", "DPM++ 2M", "UniPC", "PLMS", "DDIM");
	}

	/** Fresh noise that falls on kept places changes nothing, at whatever step. */
	@Property(tries = 60, seed = "20")
	void noiseWhereNothingIsSelectedHasNoEffect(@ForAll("all") final String sampler,
		@ForAll final long seed) {
		final Random random = new Random(seed);
		final Latent original = normal(random);
		final Latent noise = normal(random);
		final float[] mask = mask(random);
		final Renewed renewed = new Renewed(NETWORK, original, noise, sigma -> mask,
			sigma -> sigma, LEVELS[0]);
		final Kept kept = new Kept(original, mask);
		final Noise one = fresh(new Random(seed));
		final Noise same = fresh(new Random(seed));
		final Noise other = fresh(new Random(~seed));
		final Noise outside = (sigma, next) -> new Kept(other.next(sigma, next), mask)
			.apply(same.next(sigma, next));
		assertArrayEquals(kept.apply(sample(sampler, renewed, original, noise, one)).data(),
			kept.apply(sample(sampler, renewed, original, noise, outside)).data(), 1e-6f, sampler);
	}

	@Property(tries = 60, seed = "20")
	void withoutFreshNoiseBothWaysAreTheSame(@ForAll("steady") final String sampler,
		@ForAll final long seed) {
		final Random random = new Random(seed);
		final Latent original = normal(random);
		final Latent noise = normal(random);
		final float[] mask = mask(random);
		final Denoiser kept = NETWORK.map(new Kept(original, mask));
		final Renewed renewed = new Renewed(NETWORK, original, noise, sigma -> mask,
			sigma -> sigma, LEVELS[0]);
		assertArrayEquals(sample(sampler, kept, original, noise, fresh(random)).data(),
			sample(sampler, renewed, original, noise, fresh(random)).data(), 1e-3f, sampler);
	}

	private static Latent sample(final String sampler, final Denoiser model, final Latent original,
		final Latent noise, final Noise fresh) {
		return Samplers.named(sampler).sample(model, original.plus(LEVELS[0], noise), LEVELS, fresh,
			(done, count, x, clean) -> {});
	}

	private static Noise fresh(final Random random) {
		return (sigma, next) -> normal(random);
	}

	private static Latent normal(final Random random) {
		final float[] values = new float[SIDE * SIDE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return new Latent(1, SIDE, SIDE, values);
	}

	private static float[] mask(final Random random) {
		final float[] mask = new float[SIDE * SIDE];
		for (int i = 0; i < mask.length; i++) {
			mask[i] = random.nextBoolean() ? 1 : 0;
		}
		if (Arrays.equals(mask, new float[mask.length])) mask[0] = 1;
		return mask;
	}
}
