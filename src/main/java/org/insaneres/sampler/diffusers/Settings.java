/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.sampler.NoiseSchedule;

/** The entries of a scheduler_config.json, as a JSON library reads them, with defaults. */
final class Settings {

	private final Map<String, ?> entries;

	Settings(final Map<String, ?> entries) {
		this.entries = entries;
	}

	boolean flag(final String key, final boolean otherwise) {
		final Object value = entries.get(key);
		return value instanceof Boolean ? (Boolean) value : otherwise;
	}

	double number(final String key, final double otherwise) {
		final Object value = entries.get(key);
		if (value instanceof Number) return ((Number) value).doubleValue();
		return value instanceof String ? Double.parseDouble((String) value) : otherwise;
	}

	int whole(final String key, final int otherwise) {
		return (int) number(key, otherwise);
	}

	/** A list of whole numbers, empty if there is none. */
	List<Integer> wholes(final String key) {
		return entries.get(key) instanceof List<?> list
			? list.stream().map(value -> ((Number) value).intValue()).toList()
			: List.of();
	}

	String text(final String key, final String otherwise) {
		final Object value = entries.get(key);
		return value instanceof String ? (String) value : otherwise;
	}

	/**
	 * Refuses what is not reproduced here.
	 *
	 * @param supported the only value that is
	 * @throws Refusal if the entry has another value
	 */
	void require(final String key, final Object supported) {
		final Object value = entries.get(key);
		if (value == null || value.equals(supported)) return;
		throw new Refusal("This model's scheduler says " + key + " " + value + ", which is not" +
			" supported; choose another sampler, or another rule than diffusers.");
	}

	/** The table, that of Stable Diffusion where nothing is said. */
	NoiseSchedule table() {
		if (entries.get("trained_betas") instanceof List) {
			return NoiseSchedule.ofBetas(((List<?>) entries.get("trained_betas")).stream()
				.mapToDouble(b -> ((Number) b).doubleValue()).toArray());
		}
		return NoiseSchedule.ofBetas(text("beta_schedule", "scaled_linear"),
			number("beta_start", 0.00085), number("beta_end", 0.012),
			whole("num_train_timesteps", 1000));
	}

	/**
	 * The table, rescaled if rescale_betas_zero_snr is set.
	 *
	 * @param last the last alpha then
	 */
	NoiseSchedule table(final double last) {
		return flag("rescale_betas_zero_snr", false) ? table().zeroTerminalSnr(last) : table();
	}
}
