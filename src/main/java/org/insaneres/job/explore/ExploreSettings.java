/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

/**
 * What {@link Explore} is asked to do; each component is the macro key of its name. What all cells
 * have in common is here too, for the record of how they were made.
 */
public record ExploreSettings(String model, double strength, int steps, double guidance,
	String sampler, String schedule, long seed, String noise, String rule, String emphasis,
	int clipskip, double eta, double variation, long twin, String canvas, long ensd, int cache,
	String guided, String vae, String precision,
	String across,
	String down, String deep, String action, boolean sheet,
	int size, double lock, String source, int feather, int context, double scale, String upscaler,
	int tile, int overlap, String fusion, String prompt, String negative) {}
