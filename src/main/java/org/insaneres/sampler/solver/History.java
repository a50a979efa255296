/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.ArrayList;
import java.util.List;

import org.insaneres.sampler.Latent;

/** The last few latents of a multistep method, newest first. */
final class History {

	private final int capacity;
	private final List<Latent> latents = new ArrayList<>();

	History(final int capacity) {
		this.capacity = capacity;
	}

	void add(final Latent latent) {
		latents.add(0, latent);
		if (latents.size() > capacity) latents.remove(capacity);
	}

	int size() {
		return latents.size();
	}

	List<Latent> latents() {
		return latents;
	}

	Latent get(final int age) {
		return latents.get(age);
	}
}
