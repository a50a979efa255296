/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.job.Estimate;
import org.insaneres.job.ImageToImage;
import org.insaneres.job.ImageToImageSettings;
import org.insaneres.job.Upscale;
import org.insaneres.job.UpscaleSettings;
import org.insaneres.job.UpscaleTile;

/** What is done in every cell, by the values of the {@code action} key. */
public enum Explored {
	/** The whole picture, or what is selected of it. */
	IMAGE_TO_IMAGE("Image to image", ImageToImageSettings.class, Set.of()) {

		@Override
		ImagePlus run(final ImagePlus image, final Record settings, final Desk desk) {
			return ImageToImage.run(image, (ImageToImageSettings) settings, desk);
		}

		@Override
		Estimate estimate(final ImagePlus image, final Record settings) {
			return Estimate.of(image, (ImageToImageSettings) settings);
		}
	},
	/** The whole picture enlarged. */
	UPSCALE("Upscale", UpscaleSettings.class, Set.of()) {

		@Override
		ImagePlus run(final ImagePlus image, final Record settings, final Desk desk) {
			return Upscale.run(image, (UpscaleSettings) settings, desk);
		}

		@Override
		Estimate estimate(final ImagePlus image, final Record settings) {
			return Estimate.of(image, (UpscaleSettings) settings);
		}
	},
	/** The one tile of an enlarged picture that is nearest to the selection. */
	UPSCALE_TILE("Upscale tile", UpscaleSettings.class, Set.of("tile", "overlap", "fusion")) {

		@Override
		ImagePlus run(final ImagePlus image, final Record settings, final Desk desk) {
			return UpscaleTile.run(image, (UpscaleSettings) settings, desk);
		}

		@Override
		Estimate estimate(final ImagePlus image, final Record settings) {
			return Estimate.ofTile(image, (UpscaleSettings) settings);
		}
	};

	/** What would give cells different sizes or kinds, or says only where a result goes. */
	private static final Set<String> NO_AXIS = Set.of("output", "slices", "variants", "size", "scale",
		"source", "resume");

	private final String title;
	private final Class<? extends Record> settings;
	private final Set<String> fixed;

	Explored(final String title, final Class<? extends Record> settings, final Set<String> fixed) {
		this.title = title;
		this.settings = settings;
		this.fixed = fixed;
	}

	/** The value in macros. */
	@Override
	public String toString() {
		return title;
	}

	/** The settings of a cell. */
	public Class<? extends Record> settings() {
		return settings;
	}

	/** Whether a setting may differ from cell to cell. */
	boolean varies(final String key) {
		return !NO_AXIS.contains(key) && !fixed.contains(key);
	}

	/** What a cell will take. */
	abstract Estimate estimate(ImagePlus image, Record settings);

	/** Makes a cell: a new image. */
	abstract ImagePlus run(ImagePlus image, Record settings, Desk desk);

	/** @throws Refusal if there is none of this name */
	public static Explored named(final String name) {
		return Arrays.stream(values()).filter(e -> e.title.equalsIgnoreCase(name.strip())).findFirst()
			.orElseThrow(() -> new Refusal("action is \"" + name + "\", but must be one of " +
				Arrays.stream(values()).map(Explored::toString).collect(Collectors.joining(", ")) + "."));
	}
}
