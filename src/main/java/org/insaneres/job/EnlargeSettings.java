/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

/** What {@link Enlarge} is asked to do; each component is the macro key of its name. */
public record EnlargeSettings(String model, double strength, int steps, double guidance,
	String sampler, String schedule, long seed, String output, String noise, String rule,
	String emphasis, int clipskip, double eta, double variation, long twin,
	String canvas, long ensd, int cache, String guided, String vae, String precision, String recipe,
	String finish,
	double scale, boolean resume, String early, String prompt, String negative) {}
