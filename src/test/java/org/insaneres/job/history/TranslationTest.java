/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import org.insaneres.job.Making;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of other programs in our keys. */
public class TranslationTest {

	private static final Set<String> KEYS = Set.of("model", "strength", "steps", "guidance",
		"sampler",
		"schedule", "seed", "output", "noise", "rule", "emphasis", "clipskip", "eta", "size", "lock",
		"context", "prompt", "negative", "tile", "overlap", "fusion", "upscaler");

	private static Recorded read(final String text, final int width, final int height) {
		return Translation.of(text, new ImagePlus("art", new ColorProcessor(width, height)),
			action -> KEYS);
	}

	private static Map<String, String> settings(final String text) {
		return read(text, 512, 512).makings().get(0).settings();
	}

	@Test
	void a1111() {
		final Recorded recorded = read("a (red:1.2) cat,\nsitting\nNegative prompt: dog\n" +
			"Steps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 4294967295, " +
			"Size: 768x512, Model hash: 6ce0161689, Model: v1-5-pruned-emaonly, " +
			"Denoising strength: 0.23, Clip skip: 2, Face restoration: CodeFormer, Version: v1.10.1",
			384, 256);
		assertFalse(recorded.own());
		final Making making = recorded.makings().get(0);
		assertEquals("SD Image to Image...", making.action());
		assertEquals("run(\"SD Image to Image...\", \"steps=30 guidance=6.5 seed=4294967295 " +
			"strength=0.23 sampler=[DPM++ 2M] schedule=Karras clipskip=2 rule=A1111 noise=Philox " +
			"emphasis=A1111 size=768 output=[New image] prompt=[a (red:1.2) cat,\\nsitting] " +
			"negative=dog\");", making.command());
		assertEquals("The model v1-5-pruned-emaonly 6ce0161689 is not installed, so the default model" +
			" is taken.; Not taken over: Face restoration: CodeFormer",
			recorded.notes().stream().collect(Collectors.joining("; ")));
	}

	@Test
	void theScriptSdUpscale() {
		final Recorded recorded = read("a\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, " +
			"Size: 640x640, Denoising strength: 0.2, SD upscale overlap: 48, SD upscale upscaler: " +
			"Lanczos, RNG: CPU, Emphasis: No norm, Version: v1.10.1", 300, 200);
		final Making making = recorded.makings().get(0);
		assertEquals("SD Upscale...", making.action());
		assertEquals(Map.of("tile", "640", "overlap", "48", "fusion", "SD upscale", "lock", "0",
			"noise", "MT19937", "emphasis", "No norm"),
			making.settings().entrySet().stream()
				.filter(e -> Set.of("tile", "overlap", "fusion", "lock", "noise", "emphasis", "upscaler")
					.contains(e.getKey()))
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		assertEquals(1, recorded.notes().size(), recorded.notes().toString());
	}

	@Test
	void stableDiffusionCpp() {
		final Recorded recorded = read("a cat\nNegative prompt: dog\nSteps: 20, CFG scale: 7.000000, " +
			"Guidance: 3.500000, Eta: 0.000000, Seed: 42, Size: 512x512, Model: sd-v1-4.ckpt, " +
			"RNG: cuda, Sampler: euler_a karras, Version: stable-diffusion.cpp, SDCPP: " +
			"{\"mode\":\"img_gen\",\"prompt\":{\"positive\":\"a, b: c\"},\"strength\":0.75}", 512, 512);
		final Map<String, String> settings = recorded.makings().get(0).settings();
		assertEquals("7", settings.get("guidance"));
		assertEquals("0", settings.get("eta"));
		assertEquals("Euler a", settings.get("sampler"));
		assertEquals("Karras", settings.get("schedule"));
		assertEquals("Philox", settings.get("noise"));
		assertEquals("0.75", settings.get("strength"));
		assertEquals(1, recorded.notes().size(), recorded.notes().toString());
	}

	@Test
	void krita() {
		final Recorded recorded = read("cat <lora:x:0.5>\nNegative prompt: \nSteps: 20, Sampler: " +
			"Default - DPM++ 2M, CFG scale: 7.0, Seed: 42, Size: 512x512, Model hash: unknown, " +
			"Model: dreamshaper_8.safetensors, Denoising strength: 0.3", 512, 512);
		final Map<String, String> settings = recorded.makings().get(0).settings();
		assertEquals("Krita", settings.get("rule"));
		assertEquals("ComfyUI", settings.get("emphasis"));
		assertEquals("MT19937", settings.get("noise"));
		assertEquals("DPM++ 2M", settings.get("sampler"));
		assertEquals("Karras", settings.get("schedule"));
	}

	@Test
	void textToImageIsToldFromImageToImage() {
		final Recorded recorded = read("a\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1", 512, 512);
		assertEquals("1", recorded.makings().get(0).setting("strength"));
		assertTrue(recorded.notes().get(0).contains("from text alone"), recorded.notes().toString());
	}

	/** Keys that only some versions have are used by those that have them. */
	@Test
	void furtherKeysAreTakenWhereTheyAreKnown() {
		final String text = "a\nSteps: 20, Seed: 1, Variation seed: 9, Variation seed strength: 0.1, " +
			"Seed resize from: 512x768, ENSD: 31337, Denoising strength: 0.5, Masked content: fill";
		assertEquals(5, read(text, 512, 512).notes().size());
		final Set<String> keys = new java.util.HashSet<>(KEYS);
		keys.addAll(Set.of("twin", "variation", "canvas", "ensd", "content"));
		final ImagePlus image = new ImagePlus("art", new ColorProcessor(512, 512));
		image.setRoi(5, 5, 50, 50);
		final Recorded recorded = Translation.of(text, image, action -> keys);
		assertEquals(java.util.List.of(), recorded.notes());
		assertEquals("9 0.1 512x768 31337 Fill", java.util.stream.Stream
			.of("twin", "variation", "canvas", "ensd", "content")
			.map(recorded.makings().get(0)::setting).collect(Collectors.joining(" ")));
	}

	@ParameterizedTest
	@CsvSource({"DPM++ 2M Karras,DPM++ 2M,Karras",
		"dpm++ 2m sde exponential,DPM++ 2M SDE,Exponential",
		"Euler a,Euler a,Automatic", "DPM++ 2M SDE Heun SGM Uniform,DPM++ 2M SDE Heun,SGM Uniform",
		"dpm++2m discrete,DPM++ 2M,Uniform", "DDIM,DDIM,Automatic", "euler ays,Euler,Align Your Steps",
		"DPM2 a Karras,DPM2 a,Karras"})
	void samplersByAllTheirNames(final String name, final String sampler, final String schedule) {
		final Map<String, String> settings = settings("a\nSteps: 2, Sampler: " + name + ", Seed: 3");
		assertEquals(sampler, settings.get("sampler"));
		assertEquals(schedule, settings.get("schedule"));
	}

	@Test
	void whatIsUnknownIsSaid() {
		final Recorded recorded = read(
			"a\nSteps: many, Sampler: Magic 7, Schedule type: Turbo, Seed: 3," +
				" Denoising strength: 0.5, RNG: dice",
			512, 512);
		final String notes = String.join("\n", recorded.notes());
		assertTrue(notes.contains("Steps: many"), notes);
		assertTrue(notes.contains("Sampler: Magic 7"), notes);
		assertTrue(notes.contains("schedule of Magic 7 Turbo"), notes);
		assertTrue(notes.contains("RNG: dice"), notes);
	}

	@Property(tries = 300, seed = "5")
	void anyTextIsTranslated(@ForAll @StringLength(max = 300) final String text) {
		assertEquals(1, read(text + "\nSteps: 3, Seed: " + text + ", Size: 9x" + text, 9, 7).makings()
			.size());
	}
}
