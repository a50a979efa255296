/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Patch;

/** What a LoRA changes, tensor by tensor. */
final class LoraPatch implements Patch {

	private final Path file;
	private final Map<String, List<Step>> steps = new LinkedHashMap<>();

	/** @param file for messages */
	LoraPatch(final Path file) {
		this.file = file;
	}

	void add(final Step step) {
		steps.computeIfAbsent(step.place().tensor(), tensor -> new ArrayList<>()).add(step);
	}

	@Override
	public Set<String> tensors() {
		return Collections.unmodifiableSet(steps.keySet());
	}

	@Override
	public void apply(final String tensor, final long[] shape, final float[] weights) {
		for (final Step step : steps.getOrDefault(tensor, List.of())) {
			if (step.apply(shape, weights)) continue;
			throw new Refusal("The LoRA " + file + " has values that are no numbers where it changes "
				+ tensor + ": it is damaged; download it again, or leave it out.");
		}
	}
}
