/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.TimestepSampler;

/**
 * How a strength from 0 (keep the picture) to 1 (forget it) becomes the part of the noise levels
 * that is
 * run; every tool has its own rule.
 *
 * <pre>
 * StrengthRun run = StrengthRule.A1111.run(sampler, table, Schedule.AUTOMATIC, 20, 0.3);
 * if (run.steps() == 0) return latent;
 * Latent x = run.start(latent, noise.next());
 * x = sampler.sample(denoiser(run.grid().timestep()), x, run.grid().sigmas(), noise, steps);
 * </pre>
 *
 * Computed in double and cut off as the originals do: 50 steps at 0.58 are 28, not 29.
 */
public enum StrengthRule {
	/** The last int(steps * strength) of the steps. */
	DIFFUSERS("diffusers") {

		@Override
		public Share share(final int steps, final double strength) {
			return new Share(steps, steps - Math.min((int) (steps * strength), steps));
		}
	},
	/** One step more than int(steps * strength): at strength 0 still one step. */
	A1111("A1111") {

		@Override
		public Share share(final int steps, final double strength) {
			return new Share(steps, steps - (int) (Math.min(strength, 0.999) * steps) - 1);
		}
	},
	/** As many steps as asked for, whatever the strength ("do exactly the amount of steps"). */
	A1111_EXACT("A1111 exact") {

		@Override
		public Share share(final int steps, final double strength) {
			if (strength <= 0) return new Share(steps, steps);
			final int total = (int) (steps / Math.min(strength, 0.999));
			return new Share(total, total - steps);
		}
	},
	/** As many steps as asked for, of int(steps / strength). */
	COMFYUI("ComfyUI") {

		@Override
		public Share share(final int steps, final double strength) {
			if (strength <= 0) return new Share(steps, steps);
			final int total = strength > 0.9999 ? steps : (int) (steps / strength);
			return new Share(total, total - steps);
		}
	},
	/** All but the first steps * (1 - strength), rounded; at least four. */
	KRITA("Krita") {

		@Override
		public Share share(final int steps, final double strength) {
			return krita(steps, strength, 4);
		}
	};

	/**
	 * Which steps are run.
	 *
	 * @param total steps asked of the schedule
	 * @param first number of the first step that is run, from 0; total for none
	 */
	public record Share(int total, int first) {

		/** Steps run; the second-order samplers predict up to twice in each. */
		public int calls() {
			return total - first;
		}
	}

	private final String title;

	StrengthRule(final String title) {
		this.title = title;
	}

	/** The name in macros. */
	@Override
	public String toString() {
		return title;
	}

	/**
	 * @param name of a rule, in upper or lower case
	 * @throws Refusal if there is none of this name
	 */
	public static StrengthRule named(final String name) {
		return Arrays.stream(values()).filter(r -> r.title.equalsIgnoreCase(name.trim())).findFirst()
			.orElseThrow(() -> new Refusal("There is no strength rule \"" + name + "\"; choose one of " +
				Arrays.stream(values()).map(StrengthRule::toString).collect(Collectors.joining(", ")) +
				"."));
	}

	/**
	 * Which of the steps are run.
	 *
	 * @param steps at least 1
	 * @param strength 0 to 1
	 */
	public abstract Share share(int steps, double strength);

	/**
	 * Krita's rule with another least number of steps; where fewer remain, the steps are made finer.
	 *
	 * @param least 0 for no such limit
	 */
	static Share krita(final int steps, final double strength, final int least) {
		final int first = (int) Math.rint(steps * (1 - strength));
		if (least == 0 || steps - first >= least) return new Share(steps, first);
		if (strength <= 0) return new Share(steps, steps);
		final int total = (int) Math.floor(least / strength);
		return new Share(total, total - least);
	}

	/**
	 * The run for a picture.
	 *
	 * @param table the model's
	 * @param schedule ignored by samplers that have their own levels
	 * @param steps at least 1
	 * @param strength 0 to 1
	 */
	public StrengthRun run(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
		final int steps, final double strength) {
		final Share share = share(steps, strength);
		final boolean a1111 = this == A1111 || this == A1111_EXACT;
		if (a1111 && sampler instanceof TimestepSampler) {
			return timesteps((TimestepSampler) sampler, table, share);
		}
		final Grid grid = sampler.grid(table, schedule, share.total());
		final boolean fromStart = a1111 || !(this == COMFYUI || sampler instanceof TimestepSampler);
		final int first = fromStart ? share.first() : Math.max(0, grid.steps() - share.calls());
		return StrengthRun.of(grid, Math.min(first, grid.steps()));
	}

	/**
	 * AUTOMATIC1111's rule for the samplers with their own timesteps: noise of the entry number t_enc
	 * of
	 * the ascending list, sampling over the entries below, so that the start is a little noisier than
	 * the
	 * sampler thinks. With t_enc 0, and mostly 1, there is nothing to run; the original adds noise
	 * and
	 * leaves it there, here the run has no steps.
	 */
	private static StrengthRun timesteps(final TimestepSampler sampler, final NoiseSchedule table,
		final Share share) {
		final int entries = share.calls() - 1;
		if (entries <= 0) return StrengthRun.NONE;
		final int[] ascending = TimestepSampler.timesteps(table, share.total());
		final Grid grid = sampler.grid(table, Arrays.copyOf(ascending, entries), false);
		return new StrengthRun(grid, grid, table.sigma(ascending[entries]));
	}
}
