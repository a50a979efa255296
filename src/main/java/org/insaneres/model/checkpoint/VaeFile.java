/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.Family;
import org.insaneres.model.OnnxAutoencoder;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;

/** An autoencoder (VAE) as a safetensors file, with the names of LDM or of diffusers. */
public final class VaeFile {

	private static final double SCALING = 0.18215;
	private static final double XL_SCALING = 0.13025;

	private VaeFile() {}

	/**
	 * Loads an autoencoder by itself, for a model that has another one.
	 *
	 * @param family of the model, which decides how latents are scaled
	 * @throws Refusal if the file is damaged or holds none
	 */
	public static Autoencoder open(final Path file, final Family family, final Options options,
		final Monitor monitor) {
		final SafeTensors tensors = tensors(file);
		final String root = Vae.root(new Weights(tensors));
		if (root == null) throw none(file);
		final long wide = encoder(tensors, root, options).constants().bytes()
			+ decoder(tensors, root, options).constants().bytes();
		final Options machine = Room.of(wide, List.of(tensors)).within(Room.available(), options, file,
			monitor);
		final Part encoder = encoder(tensors, root, machine);
		final Part decoder = decoder(tensors, root, machine);
		final Session first = encoder.load(machine, monitor.part(0, 0.5));
		try {
			final Session second = decoder.load(machine, monitor.part(0.5, 1));
			try {
				return new OnnxAutoencoder(first, second, Vae.channels(new Weights(tensors), root),
					scaling(family), 0, false);
			} catch (final Throwable e) {
				second.close();
				throw e;
			}
		} catch (final Throwable e) {
			first.close();
			throw e;
		}
	}

	/** What latents of a family are multiplied by for its network. */
	static double scaling(final Family family) {
		return family == Family.SDXL ? XL_SCALING : SCALING;
	}

	static SafeTensors tensors(final Path file) {
		return VaeNames.ldm(SafeTensors.open(file));
	}

	static Part encoder(final SafeTensors file, final String root, final Options machine) {
		return Part.of("VAE encoder", file, List.of(), machine,
			Convolution.TILED_AND_LEAN,
			layers -> Vae.writeEncoder(layers, root));
	}

	static Part decoder(final SafeTensors file, final String root, final Options machine) {
		return Part.of("VAE decoder", file, List.of(), machine,
			Convolution.TILED_AND_LEAN,
			layers -> Vae.writeDecoder(layers, root));
	}

	static Refusal none(final Path file) {
		return new Refusal("The file " + file + " holds no autoencoder (VAE): choose another one.");
	}
}
