/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.LinkedHashMap;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.Records;

/**
 * One stage of a recipe, complete.
 *
 * @param model its model; empty for the default one
 * @param size longer side of its result in pixels, or 0 where scale counts
 * @param scale how many times larger its result is
 * @param finish whether it is the one for the finishing model and the final size
 * @param upscaler what enlarges before painting
 * @param tile side of a tile in pixels
 * @param overlap of tiles in pixels
 * @param fusion how tiles become one picture
 * @param lock weight of the lock to what it begins with
 * @param generation all other settings
 */
public record Stage(String model, int size, double scale, boolean finish, String upscaler, int tile,
	int overlap, String fusion, double lock, GenerationSettings generation) {

	private static final Map<String, Object> DEFAULTS = Map.of("size", 0, "scale", 0.0, "finish",
		false, "upscaler", Enlargement.LANCZOS, "tile", 512, "overlap", 64, "fusion", "Fused", "lock",
		1.0);

	/**
	 * @param own what the recipe says, as text by key
	 * @param common settings for what it does not say
	 * @throws Refusal if a value is of the wrong kind or out of range
	 */
	static Stage of(final Map<String, String> own, final Record common) {
		final Map<String, Object> values = new LinkedHashMap<>(Records.values(common));
		values.putAll(DEFAULTS);
		own.forEach((key, text) -> values.put(key, typed(key, text, values.get(key))));
		values.put("generation", Records.make(GenerationSettings.class, values::get));
		final Stage stage = Records.make(Stage.class, values::get);
		within("size", stage.size, 0, 32768);
		within("scale", stage.scale, 0, 32);
		within("lock", stage.lock, 0, 1);
		within("tile", stage.tile, 64, 8192);
		within("overlap", stage.overlap, 0, stage.tile / 2.0);
		return stage;
	}

	/** The text as a value of the same type as another value of the key. */
	private static Object typed(final String key, final String text, final Object example) {
		try {
			if (example instanceof Integer) return Integer.valueOf(text);
			if (example instanceof Double) return Double.valueOf(text);
			if (example instanceof Boolean) return Boolean.valueOf(text);
			return text;
		} catch (final NumberFormatException e) {
			throw new Refusal("The recipe sets " + key + " to \"" + text + "\", which is not a " +
				(example instanceof Integer ? "whole " : "") + "number: correct it.", e);
		}
	}

	private static void within(final String key, final double value, final double min,
		final double max) {
		if (value >= min && value <= max) return;
		throw new Refusal(
			"The recipe sets " + key + " to " + value + ", but it must lie between " + min +
				" and " + max + ": correct it.");
	}
}
