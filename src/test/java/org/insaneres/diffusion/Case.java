/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelFolder;
import org.insaneres.model.Npy;
import org.insaneres.model.SchedulerConfig;
import org.insaneres.model.adapter.Lora;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.CheckpointOptions;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.diffusers.DiffusersRun;
import org.insaneres.sampler.diffusers.DiffusersScheduler;

/** A whole run of diffusers, as {@code cases.json} of the tiny models describes it. */
record Case(Path root, JsonNode json) {

	String text(final String field) {
		return json.path(field).textValue();
	}

	double number(final String field) {
		return json.get(field).doubleValue();
	}

	int steps() {
		return json.get("steps").intValue();
	}

	/** Whether its files are there. */
	boolean there() {
		final boolean there = !json.has("checkpoint")
			|| Files.isRegularFile(root.resolve(text("checkpoint")));
		if (!there) System.out.println("skipped: " + text("id"));
		return there;
	}

	DiffusionModel open() {
		if (!json.has("checkpoint")) {
			return ModelFolder.open(root.resolve(text("model")), Monitor.NONE);
		}
		final Path vae = json.has("vae_file") ? root.resolve(text("vae_file")) : null;
		final Path file = root.resolve(text("checkpoint"));
		final List<Patch> patches = new ArrayList<>();
		for (final var lora : json.path("loras").properties()) {
			final double strength = lora.getValue().doubleValue();
			patches.add(Lora.open(root.resolve("loras/" + lora.getKey() + ".safetensors"))
				.on(SafeTensors.open(file), strength, strength, Monitor.NONE));
		}
		return Checkpoint.open(file,
			new CheckpointOptions(vae, patches, Map.of(), Options.DEFAULT), Monitor.NONE);
	}

	/** The scheduler's settings; those of the model's family where diffusers failed. */
	JsonNode config() {
		return json.get("scheduler").path("config");
	}

	/** The same as a model's folder says it. */
	SchedulerConfig scheduler() {
		return new SchedulerConfig(json.get("scheduler").get("class").textValue(),
			config().get("num_train_timesteps").intValue(), config().get("beta_start").doubleValue(),
			config().get("beta_end").doubleValue(), config().get("beta_schedule").textValue(),
			config().get("prediction_type").textValue(), config().get("timestep_spacing").textValue(),
			config().get("steps_offset").intValue(), config().path("set_alpha_to_one").asBoolean(),
			config().path("rescale_betas_zero_snr").asBoolean());
	}

	/** The run that the scheduler plans; LCM has a pipeline of its own, and one without its rule. */
	DiffusersRun scheduled() {
		final Map<String, Object> settings = new ObjectMapper().convertValue(config(),
			new TypeReference<Map<String, Object>>() {
			});
		final String type = json.get("scheduler").get("class").textValue();
		final DiffusersScheduler scheduler = DiffusersScheduler.of(type, settings);
		if (!type.startsWith("LCM") || text("pipeline").startsWith("lcm")) {
			return scheduler.run(steps(), number("strength"));
		}
		final DiffusersRun whole = scheduler.run(steps(), 1);
		final int first = whole.steps() - (int) (steps() * number("strength"));
		final double[] rest = Arrays.copyOfRange(whole.timesteps(), first, whole.steps());
		return new DiffusersRun(whole.sampler(), whole.grid().from(first), rest, whole.initial());
	}

	/**
	 * What a user of the program would enter; a negative prompt that is empty, not absent, as a
	 * blank.
	 */
	GenerationSettings settings() {
		final String schedule = config().path("use_karras_sigmas").asBoolean()
			? "Karras"
			: config().path("use_exponential_sigmas").asBoolean()
				? "Exponential"
				: config().path("use_beta_sigmas").asBoolean() ? "Beta" : "Automatic";
		final String negative = text("negative_prompt");
		return new GenerationSettings(number("strength"), steps(), number("guidance_scale"),
			json.get("scheduler").get("sampler").textValue(), schedule, json.get("seed").longValue(),
			"MT19937", "diffusers", "A1111", 1,
			json.path("eta").asDouble(-1), literally(text("prompt")),
			negative == null ? "" : negative.isEmpty() ? " " : literally(negative));
	}

	/** Whether the settings of the program say all that the case does. */
	boolean ordinary() {
		return json.has("files") && !json.has("mask") && !json.has("prompt_2")
			&& !json.has("clip_skip")
			&& !json.has("negative_prompt_2") && !cut()
			&& text("pipeline").startsWith("lcm") == text("scheduler", "class").startsWith("LCM");
	}

	/** Whether the prompt is as long as a chunk, so that it may have been longer. */
	private boolean cut() {
		final JsonNode ids = json.get("token_ids").get("prompt");
		return !ids.get(ids.size() - 1).equals(ids.get(ids.size() - 2));
	}

	private String text(final String outer, final String inner) {
		return json.get(outer).get(inner).textValue();
	}

	/** Brackets and braces are signs like others. */
	static String literally(final String text) {
		return text == null ? "" : text.replaceAll("[\\\\()\\[\\]{}]", "\\\\$0");
	}

	/** Whether the network was run for the negative prompt too. */
	boolean guided() {
		return json.has("unet_batch")
			? json.get("unet_batch").asInt() == 2
			: number("guidance_scale") > 1;
	}

	/** A file of numbers whose first axis, of length 1, is dropped. */
	Latent latent(final String name) {
		return latent(Npy.row(file(name), 0));
	}

	Tensor file(final String name) {
		return Npy.read(root.resolve(json.get("files").get(name).textValue()));
	}

	boolean has(final String file) {
		return json.path("files").has(file);
	}

	/** The draws of the run in their order, the start noise first. */
	Noise noise() {
		final List<Latent> draws = new ArrayList<>(List.of(latent("noise")));
		if (has("step_noise")) {
			final Tensor more = file("step_noise");
			for (int i = 0; i < more.shape()[0]; i++) {
				draws.add(latent(Npy.row(more, i)));
			}
		}
		return (sigma, next) -> draws.remove(0);
	}

	/** The picture to paint, width x height x 3, values 0 to 1. */
	RandomAccessibleInterval<FloatType> picture() throws IOException {
		return picture(text("picture"), 3);
	}

	/** What may change, width x height, values 0 to 1; null for everything. */
	RandomAccessibleInterval<FloatType> mask() throws IOException {
		return json.has("mask") ? picture(text("mask"), 1) : null;
	}

	/** The reference, width x height x 3, values 0 to 1. */
	RandomAccessibleInterval<FloatType> output() throws IOException {
		return picture(json.get("files").get("output").textValue(), 3);
	}

	/** The stored values, without any management of colours. */
	private RandomAccessibleInterval<FloatType> picture(final String file, final int bands)
		throws IOException {
		final Raster raster = ImageIO.read(root.resolve(file).toFile()).getRaster();
		final int width = raster.getWidth();
		final int size = width * raster.getHeight();
		final float[] block = new float[bands * size];
		for (int i = 0; i < block.length; i++) {
			final int place = i % size;
			block[i] = raster.getSample(place % width, place / width, i / size) / 255f;
		}
		return Pictures.wrap(block, new FinalInterval(width, raster.getHeight()));
	}

	private static Latent latent(final Tensor tensor) {
		final int[] shape = tensor.shape();
		return new Latent(shape[0], shape[1], shape[2], tensor.data());
	}
}
