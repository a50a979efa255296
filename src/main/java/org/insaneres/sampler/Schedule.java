/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.insaneres.Refusal;

/** How the noise levels of a run are spread, by AUTOMATIC1111's display names. */
public enum Schedule {
	/** The one that suits the sampler, see {@link Sampler#automatic()}; by itself Uniform. */
	AUTOMATIC("Automatic", Sigmas::uniform),
	UNIFORM("Uniform", Sigmas::uniform),
	KARRAS("Karras",
		(table, min, max, n) -> Sigmas.karras(min, max, 7, n)),
	EXPONENTIAL("Exponential",
		(table, min, max, n) -> Sigmas.polyexponential(min, max, 1, n)),
	SGM_UNIFORM("SGM Uniform",
		Sigmas::sgmUniform),
	POLYEXPONENTIAL("Polyexponential",
		(table, min, max, n) -> Sigmas.polyexponential(min, max, 1, n)),
	KL_OPTIMAL("KL Optimal",
		(table, min, max, n) -> Sigmas.klOptimal(min, max, n)),
	/** Sabour et al. 2024, levels for Stable Diffusion 1.5. */
	ALIGN_YOUR_STEPS("Align Your Steps", (table, min, max, n) -> Sigmas.resampled(
		new double[]{14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029},
		n)),
	SIMPLE("Simple", (table, min, max, n) -> Sigmas.simple(table, n)),
	NORMAL("Normal",
		Sigmas::uniform),
	DDIM("DDIM", (table, min, max, n) -> Sigmas.ddim(table, n)),
	BETA("Beta",
		(table, min, max, n) -> Sigmas.beta(min, max, 0.6, 0.6, n)),
	/** Sabour et al. 2024, levels for Stable Diffusion XL. */
	ALIGN_YOUR_STEPS_SDXL("Align Your Steps SDXL", (table, min, max, n) -> Sigmas.resampled(
		new double[]{14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.38, 0.234, 0.113, 0.029},
		n)),
	KL_OPTIMAL_COMFY("KL Optimal ComfyUI",
		(table, min, max, n) -> Sigmas.klOptimalComfy(min, max, n)),
	BETA_COMFY("Beta ComfyUI",
		(table, min, max, n) -> Sigmas.betaComfy(table, 0.6, 0.6, n));

	@FunctionalInterface
	private interface Formula {

		double[] sigmas(NoiseSchedule table, double min, double max, int n);
	}

	private final String title;
	private final Formula formula;

	Schedule(final String title, final Formula formula) {
		this.title = title;
		this.formula = formula;
	}

	/** The display name. */
	@Override
	public String toString() {
		return title;
	}

	/** All display names, in the order of a menu. */
	public static List<String> names() {
		return Arrays.stream(values()).map(Schedule::toString).collect(Collectors.toList());
	}

	/**
	 * @param name a display name, in upper or lower case
	 * @throws Refusal if there is none of this name
	 */
	public static Schedule named(final String name) {
		return Arrays.stream(values()).filter(s -> s.title.equalsIgnoreCase(name.trim())).findFirst()
			.orElseThrow(() -> new Refusal("There is no schedule \"" + name + "\"; choose one of " +
				String.join(", ", names()) + "."));
	}

	/**
	 * The noise levels of n steps over the model's whole range.
	 *
	 * @return n levels from high to low and a final 0; more for DDIM where n does not divide the
	 * table, fewer for Beta ComfyUI where levels coincide, and no 0 (but sigma min) for KL Optimal
	 */
	public double[] sigmas(final NoiseSchedule table, final int n) {
		return sigmas(table, table.sigmaMin(), table.sigmaMax(), n);
	}

	/**
	 * The same over a part of the range; Align Your Steps, Simple and DDIM know only the whole.
	 *
	 * @param min lowest noise level, greater than 0
	 * @param max highest noise level
	 * @param n steps, at least 1
	 */
	public double[] sigmas(final NoiseSchedule table, final double min, final double max,
		final int n) {
		return formula.sigmas(table, min, max, n);
	}
}
