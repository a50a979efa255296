/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import com.fasterxml.jackson.databind.JsonNode;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.model.Npy;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;

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

	Path folder() {
		return root.resolve(text("model"));
	}

	/** Whether the network was run for the negative prompt too. */
	boolean guided() {
		return json.path("unet_batch").asInt() == 2;
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
