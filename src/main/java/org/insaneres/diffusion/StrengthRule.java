/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Refusal;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Family;
import org.insaneres.prompt.Clock;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.TimestepSampler;

/**
 * Whose image-to-image it is, by the names of the {@code rule} key: how a strength and a number of
 * steps become the steps that are run, what times in prompts mean, and how a mask is held. Every
 * program has its own way; the same numbers run up to three times as many steps in one as in
 * another.
 */
public enum StrengthRule {

	/**
	 * The last {@code int(steps * strength)} steps of the schedule; where diffusers has the sampler,
	 * with its own levels and timesteps for this model.
	 */
	DIFFUSERS("diffusers") {

		@Override
		Plan plan(final Sampler sampler, final DiffusionModel model, final Schedule schedule,
			final int steps, final double strength) {
			return Diffusers.plan(sampler, model, schedule, steps, strength)
				.orElseGet(() -> super.plan(sampler, model, schedule, steps, strength));
		}

		@Override
		Start start(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
			final int steps, final double strength) {
			final Start start = last(sampler.grid(table, schedule, steps), (int) (steps * strength));
			return strength < 1 ? start : start.alone(start.sigma());
		}

		@Override
		float[] reduce(final Codec codec, final RandomAccessibleInterval<FloatType> mask) {
			return codec.sharp(mask);
		}

		@Override
		Keeping keeping(final Masked run, final Sampler sampler, final boolean told) {
			return told ? Keeping.NOTHING : run.stepwise();
		}

		@Override
		double guidance(final double scale, final Family family) {
			return family == Family.LCM ? scale : Math.max(1, scale);
		}

		@Override
		int negativeSkip(final int clipskip) {
			return 1;
		}
	},
	/**
	 * A1111's default: one step more than {@code int(steps * strength)}. Times in prompts count as if
	 * all steps were run.
	 */
	A1111("A1111") {

		@Override
		Clock clock(final int asked, final int run) {
			return Clock.of(asked);
		}

		@Override
		Keeping keeping(final Masked run, final Sampler sampler, final boolean told) {
			return sampler instanceof TimestepSampler ? run.inputs() : run.predictions();
		}

		@Override
		Start start(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
			final int steps, final double strength) {
			final int encoded = (int) (Math.min(strength, WHOLE) * steps);
			return sampler instanceof TimestepSampler timesteps
				? lower(timesteps, table, steps, encoded)
				: rest(sampler.grid(table, schedule, steps), steps - encoded - 1);
		}
	},
	/** A1111's "do exactly the amount of steps": all steps, of a schedule that is so much longer. */
	A1111_EXACT("A1111 exact") {

		@Override
		Keeping keeping(final Masked run, final Sampler sampler, final boolean told) {
			return sampler instanceof TimestepSampler ? run.inputs() : run.predictions();
		}

		@Override
		Start start(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
			final int steps, final double strength) {
			final int total = (int) (steps / Math.min(strength, WHOLE));
			return sampler instanceof TimestepSampler timesteps
				? lower(timesteps, table, total, steps - 1)
				: rest(sampler.grid(table, schedule, total), total - steps);
		}
	},
	/** ComfyUI's KSampler: all steps, the last ones of a schedule that is so much longer. */
	COMFYUI("ComfyUI") {

		@Override
		Start start(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
			final int steps, final double strength) {
			final int total = strength > 0.9999 ? steps : (int) (steps / strength);
			return last(sampler.grid(table, schedule, total), steps);
		}
	},
	/** Krita AI Diffusion's: the last steps of the schedule, rounded, and at least four. */
	KRITA("Krita") {

		private static final int LEAST = 4;

		@Override
		Start start(final Sampler sampler, final NoiseSchedule table, final Schedule schedule,
			final int steps, final double strength) {
			final int run = steps - (int) Math.rint(steps * (1 - strength));
			if (run >= LEAST) return last(sampler.grid(table, schedule, steps), run);
			return last(sampler.grid(table, schedule, (int) Math.floor(LEAST / strength)), LEAST);
		}

		@Override
		Keeping keeping(final Masked run, final Sampler sampler, final boolean told) {
			return run.gradual();
		}

		@Override
		boolean gradual() {
			return true;
		}
	};

	/** A1111 treats strength 1 as this. */
	private static final double WHOLE = 0.999;

	private final String title;

	StrengthRule(final String title) {
		this.title = title;
	}

	/** The name in macros. */
	@Override
	public String toString() {
		return title;
	}

	/** @throws Refusal if there is none of this name */
	public static StrengthRule named(final String name) {
		return Arrays.stream(values()).filter(r -> r.title.equalsIgnoreCase(name.strip())).findFirst()
			.orElseThrow(() -> new Refusal("rule is \"" + name + "\", but must be one of " + Arrays
				.stream(values()).map(StrengthRule::toString).collect(Collectors.joining(", ")) + "."));
	}

	/**
	 * What is run with a model.
	 *
	 * @param steps at least 1
	 * @param strength greater than 0, at most 1
	 */
	Plan plan(final Sampler sampler, final DiffusionModel model, final Schedule schedule,
		final int steps, final double strength) {
		return new Plan(sampler,
			start(sampler, Diffusers.table(model.scheduler()), schedule, steps, strength));
	}

	/**
	 * @param table the model's noise levels
	 * @param steps at least 1
	 * @param strength greater than 0, at most 1
	 */
	abstract Start start(Sampler sampler, NoiseSchedule table, Schedule schedule, int steps,
		double strength);

	/**
	 * What times in prompts mean.
	 *
	 * @param asked the steps of the settings
	 * @param run the steps that are run
	 */
	Clock clock(final int asked, final int run) {
		return Clock.of(run);
	}

	/**
	 * The mask of a picture at the resolution of its latent.
	 *
	 * @param mask width x height of the picture
	 * @return height x width of the padded latent
	 */
	float[] reduce(final Codec codec, final RandomAccessibleInterval<FloatType> mask) {
		return codec.reduce(mask);
	}

	/**
	 * The guidance that is meant by a scale: diffusers leaves the negative prompt out below 1 too.
	 *
	 * @param family LCM takes the scale as an input, whatever it is
	 */
	double guidance(final double scale, final Family family) {
		return scale;
	}

	/** The layer that the negative prompt is read from; diffusers skips for the prompt only. */
	int negativeSkip(final int clipskip) {
		return clipskip;
	}

	/** Whether a soft mask says when a place joins, instead of how much of it changes. */
	boolean gradual() {
		return false;
	}

	/**
	 * How what is not selected is kept.
	 *
	 * @param told whether the network itself is told what to paint
	 */
	Keeping keeping(final Masked run, final Sampler sampler, final boolean told) {
		return run.renewed();
	}

	private static Start last(final Grid whole, final int steps) {
		return new Start(whole.from(Math.max(0, whole.steps() - Math.max(0, steps))));
	}

	/** A1111's: the random walk of SDE samplers goes over all of the schedule. */
	private static Start rest(final Grid whole, final int first) {
		return new Start(whole.from(Math.max(0, first))).within(whole.sigmas());
	}

	/**
	 * A1111's image-to-image with a timestep sampler: noise of one entry of the list, sampling from
	 * the entry below. Where that would leave noise and run no step, the strength is raised to one
	 * step.
	 */
	private static Start lower(final TimestepSampler sampler, final NoiseSchedule table,
		final int steps, final int encoded) {
		final int[] ascending = TimestepSampler.timesteps(table, steps);
		final int entries = Math.min(Math.max(2, encoded), ascending.length - 1);
		if (entries < 2) return new Start(sampler.grid(table, ascending, true));
		final Grid grid = sampler.grid(table, Arrays.copyOf(ascending, entries), false);
		return new Start(grid, table.sigma(ascending[entries]));
	}
}
