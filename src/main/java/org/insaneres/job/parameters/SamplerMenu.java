/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.List;
import java.util.function.Supplier;

import org.insaneres.sampler.solver.Samplers;

/** The display names of all samplers. */
public final class SamplerMenu implements Supplier<List<String>> {

	@Override
	public List<String> get() {
		return Samplers.names();
	}
}
