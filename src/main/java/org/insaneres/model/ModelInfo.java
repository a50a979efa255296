/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What a model is, before anything heavy is loaded.
 *
 * @param name the name a user types for the {@code model} key
 * @param folder where it lies; the file itself where one file holds it all
 * @param family read from its files
 * @param licence short name of the licence of the weights, empty if unknown
 * @param recommended settings to begin with
 * @param title the name for people
 * @param bytes size of its weights on disk; loaded, they take about as much memory or twice that
 * @param additions files that change it, such as LoRAs and a VAE
 */
public record ModelInfo(String name, Path folder, Family family, String licence,
	Recommended recommended, String title, long bytes, List<Path> additions) {

	public ModelInfo {
		additions = List.copyOf(additions);
	}

	/** A model as it is. */
	public ModelInfo(final String name, final Path folder, final Family family, final String licence,
		final Recommended recommended, final String title, final long bytes) {
		this(name, folder, family, licence, recommended, title, bytes, List.of());
	}

	/** The same, changed by some files. */
	public ModelInfo with(final List<Path> files) {
		return new ModelInfo(name, folder, family, licence, recommended, title, bytes, files);
	}

	/** A model known by its name only. */
	public ModelInfo(final String name, final Path folder, final Family family, final String licence,
		final Recommended recommended) {
		this(name, folder, family, licence, recommended, name, 0);
	}

	/**
	 * Settings that suit a model; any may be absent (null) where the model says nothing.
	 *
	 * @param sampler display name, such as DPM++ 2M
	 * @param schedule display name, such as Karras
	 * @param prompt words put in the prompt field to begin with
	 * @param tile tile side in pixels for upscaling
	 */
	public record Recommended(Integer steps, Double strength, Double guidance, String sampler,
		String schedule, String prompt, String negative, Integer tile) {}
}
