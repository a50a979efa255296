/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.prompt.Emphasis;
import org.insaneres.prompt.Run;

/** What A1111 1.10 adds to settings that it reads. */
public final class Completion {

	private static final Pattern SIZE = Pattern.compile("(\\p{Nd}+)x(\\p{Nd}+)\\n?");

	private static final ProgramVersion V1_6 = ProgramVersion.of("1.6.0");
	private static final ProgramVersion V1_7_SNR = ProgramVersion.of("1.7.0-225");
	private static final ProgramVersion V1_8 = ProgramVersion.of("1.8.0");

	private final Parameters read;
	private final Map<String, Object> values = new LinkedHashMap<>();

	Completion(final Parameters read) {
		this.read = read;
		read.settings().forEach(this::setting);
		texts();
		absentImageSettings();
		firstPass();
		absentOptions();
		emphasis();
		absent("Refiner switch by sampling steps", false);
		oldVersions();
	}

	/** All settings, in A1111's order. */
	Map<String, Object> values() {
		return values;
	}

	private void setting(final String key, final String value) {
		final Matcher size = SIZE.matcher(value);
		if (size.matches()) {
			values.put(key + "-1", size.group(1));
			values.put(key + "-2", size.group(2));
		} else {
			values.put(key, value);
		}
	}

	private void texts() {
		values.put("Prompt", read.prompt());
		values.put("Negative prompt", read.negative());
		absent("Clip skip", "1");
		if (values.containsKey("Hypernet")) {
			values.put("Prompt", read.prompt() + "<hypernet:" + values.get("Hypernet") + ":"
				+ values.getOrDefault("Hypernet strength", "1.0") + ">");
		}
	}

	private void absentImageSettings() {
		if (!values.containsKey("Hires resize-1")) {
			values.put("Hires resize-1", 0);
			values.put("Hires resize-2", 0);
		}
		absent("Hires sampler", "Use same sampler");
		absent("Hires schedule type", "Use same scheduler");
		absent("Hires checkpoint", "Use same checkpoint");
		absent("Hires prompt", "");
		absent("Hires negative prompt", "");
		absent("Mask mode", "Inpaint masked");
		absent("Masked content", "original");
		absent("Inpaint area", "Whole picture");
		absent("Masked area padding", 32);
	}

	private void absentOptions() {
		absent("RNG", "GPU");
		absent("Schedule type", "Automatic");
		absent("Schedule max sigma", 0);
		absent("Schedule min sigma", 0);
		absent("Schedule rho", 0);
		absent("VAE Encoder", "Full");
		absent("VAE Decoder", "Full");
		absent("FP8 weight", "Disable");
		if (!"Disable".equals(values.get("FP8 weight"))) absent("Cache FP16 weight for LoRA", false);
	}

	/** The first pass's size was once a setting of its own, and Size that of the second. */
	private void firstPass() {
		final OptionalInt firstWidth = whole("First pass size-1");
		final OptionalInt firstHeight = whole("First pass size-2");
		if (firstWidth.isEmpty() || firstHeight.isEmpty()) return;
		final int width = whole("Size-1").orElse(512);
		final int height = whole("Size-2").orElse(512);
		if (width == 0 || height == 0) return;
		if (firstWidth.getAsInt() != 0 && firstHeight.getAsInt() != 0) {
			values.put("Size-1", firstWidth.getAsInt());
			values.put("Size-2", firstHeight.getAsInt());
		} else {
			final double scale = Math.sqrt(512.0 * 512 / ((double) width * height));
			values.put("Size-1", (int) Math.ceil(scale * width / 64) * 64);
			values.put("Size-2", (int) Math.ceil(scale * height / 64) * 64);
		}
		values.put("Hires resize-1", width);
		values.put("Hires resize-2", height);
	}

	private void emphasis() {
		if (emphasised(read.prompt()) || emphasised(read.negative())) absent("Emphasis", "Original");
	}

	private static boolean emphasised(final String text) {
		return Emphasis.A1111.read(text).stream().anyMatch(Completion::emphasised);
	}

	private static boolean emphasised(final Run run) {
		return run.weight() != 1 && !run.text().equals("BREAK");
	}

	/** Settings that were made under other rules. */
	private void oldVersions() {
		final Object version = values.get("Version");
		if (version != null) ProgramVersion.parse(version.toString()).ifPresent(this::oldRules);
	}

	private void oldRules(final ProgramVersion version) {
		final boolean before16 = version.isBefore(V1_6);
		if (before16 && values.get("Prompt").toString().contains("[")) {
			values.put("Old prompt editing timelines", true);
		}
		if (before16 && List.of("DDIM", "PLMS").contains(values.getOrDefault("Sampler", ""))) {
			values.put("Pad conds v0", true);
		}
		if (version.isBefore(V1_7_SNR)) values.put("Downcast alphas_cumprod", true);
		if (version.isBefore(V1_8) && !values.getOrDefault("Refiner", "").equals("")) {
			values.put("Refiner switch by sampling steps", true);
		}
	}

	private void absent(final String key, final Object value) {
		values.putIfAbsent(key, value);
	}

	private OptionalInt whole(final String key) {
		try {
			return OptionalInt.of(Integer.parseInt(String.valueOf(values.get(key))));
		} catch (final NumberFormatException e) {
			return OptionalInt.empty();
		}
	}
}
