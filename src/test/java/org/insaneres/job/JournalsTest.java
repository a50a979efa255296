/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.imglib2.FinalInterval;

import org.insaneres.Refusal;
import org.insaneres.job.shelf.Records;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs have one name only if they are the same. */
class JournalsTest {

	@TempDir
	Path model;

	@BeforeEach
	void weights() throws IOException {
		Files.createDirectories(model.resolve("unet"));
		Files.write(model.resolve("unet").resolve("model.onnx"), new byte[3_000_000]);
	}

	@AfterEach
	void reset() {
		System.clearProperty(Journals.PATIENCE);
	}

	private String name(final Record settings, final float... pixels) {
		return Journals.fingerprint(settings, List.of(model),
			List.of(Pictures.wrap(pixels, new FinalInterval(1, 1)))).hex();
	}

	@Test
	void everySettingCountsButWhereTheResultGoes() {
		final UpscaleSettings settings = UpscaleChild.settings("Fused", "");
		final String name = name(settings, 1, 2, 3);
		final Map<String, String> others = new TreeMap<>();
		Records.values(settings).forEach((key, value) -> {
			final Map<String, Object> changed = Records.values(settings);
			changed.put(key, other(value));
			others.put(key, name(Records.make(UpscaleSettings.class, changed::get), 1, 2, 3));
		});
		others.forEach((key, other) -> {
			if (List.of("output", "resume", "input", "file").contains(key)) assertEquals(name, other);
			else assertNotEquals(name, other, key);
		});
		assertEquals(name, name(settings, 1, 2, 3));
	}

	private static Object other(final Object value) {
		if (value instanceof Integer number) return number + 1;
		if (value instanceof Long number) return number + 1;
		if (value instanceof Double number) return Math.nextUp(number);
		return value instanceof Boolean flag ? !flag : value + "x";
	}

	@Test
	void everyPixelCounts() {
		final UpscaleSettings settings = UpscaleChild.settings("Fused", "");
		assertNotEquals(name(settings, 1, 2, 3), name(settings, 1, 2, Math.nextUp(3f)));
	}

	@Test
	void everyByteOfTheModelCounts() throws IOException {
		final UpscaleSettings settings = UpscaleChild.settings("Fused", "");
		final String name = name(settings, 1, 2, 3);
		final Path weights = model.resolve("unet").resolve("model.onnx");
		final var time = Files.getLastModifiedTime(weights);
		final byte[] bytes = Files.readAllBytes(weights);
		bytes[2_345_678] = 1;
		Files.write(weights, bytes);
		Files.setLastModifiedTime(weights, time);
		assertNotEquals(name, name(settings, 1, 2, 3));
		Arrays.fill(bytes, (byte) 0);
		Files.write(weights, bytes);
		assertEquals(name, name(settings, 1, 2, 3));
		Files.write(model.resolve("more.json"), new byte[0]);
		assertNotEquals(name, name(settings, 1, 2, 3));
	}

	@Test
	void patienceIsAMinuteUnlessSaid() {
		assertEquals(60, Journals.patience());
		System.setProperty(Journals.PATIENCE, "2.5");
		assertEquals(2.5, Journals.patience());
		System.setProperty(Journals.PATIENCE, "long");
		assertThrows(Refusal.class, Journals::patience);
	}
}
