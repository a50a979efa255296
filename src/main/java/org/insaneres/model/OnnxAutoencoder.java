/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.insaneres.Refusal;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/** The two halves of a VAE, or of a transform in its place. */
public final class OnnxAutoencoder implements Autoencoder {

	/** Side of the picture in pixels; larger than any factor. */
	private static final int PROBE = 64;

	private final Session encoder;
	private final Session decoder;
	private final int channels;
	private final int factor;
	private final boolean linear;
	private final float scaling;
	private final float shift;

	/**
	 * @param encoder from a picture to a latent, or to its mean and the logarithm of its variance
	 * @param channels of a latent
	 * @param scaling what latents are multiplied by for the network
	 * @param shift what is taken from latents before that
	 * @param linear whether the halves are affine and each other's inverse
	 * @throws Refusal if the encoder makes no latents
	 */
	public OnnxAutoencoder(final Session encoder, final Session decoder, final int channels,
		final double scaling, final double shift, final boolean linear) {
		this.encoder = encoder;
		this.decoder = decoder;
		this.channels = channels;
		this.scaling = (float) scaling;
		this.shift = (float) shift;
		this.linear = linear;
		factor = probe();
	}

	/** @param scaling scaling factor where no file says another */
	static OnnxAutoencoder of(final Session encoder, final Session decoder, final Parts parts,
		final double scaling) {
		final Json config = Parts.config(parts.decoder());
		final double factor = config.number("scaling_factor", scaling);
		if (!((float) factor > 0)) throw config.wrong("scaling_factor", "is not greater than 0");
		return new OnnxAutoencoder(encoder, decoder, parts.latentChannels(), factor,
			config.number("shift_factor", 0),
			isTransform(parts.decoder()) && isTransform(parts.encoder()));
	}

	/**
	 * Blocks of a picture times an orthonormal matrix, as the models made for this program have it.
	 */
	private static boolean isTransform(final OnnxFile part) {
		return Parts.config(part).text("_class_name", "").equals("BlockTransform");
	}

	/** Encodes a small grey picture, as no file says reliably how much smaller latents are. */
	private int probe() {
		final int[] shape = encoder.inputs().get(0).shape();
		final int height = shape.length == 4 && shape[2] > 0 ? shape[2] : PROBE;
		final int width = shape.length == 4 && shape[3] > 0 ? shape[3] : PROBE;
		final Tensor out = run(encoder, new Tensor(new float[3 * height * width], 3, height, width),
			() -> false);
		final int[] sides = out.shape();
		if (sides[2] < 1 || height % sides[2] != 0 || height / sides[2] * sides[3] != width) {
			throw new Refusal("The VAE encoder of the model makes " + sides[3] + " x " + sides[2]
				+ " of a picture of " + width + " x " + height
				+ ", which is no whole fraction of it: it is of an unknown kind.");
		}
		return height / sides[2];
	}

	@Override
	public Tensor encode(final Tensor picture, final BooleanSupplier canceled) {
		final int height = picture.shape()[1];
		final int width = picture.shape()[2];
		final Tensor out = run(encoder, picture, canceled);
		final int[] shape = out.shape();
		// Mean and logarithm of the variance, or one of them already
		final boolean moments = shape.length == 4 && shape[1] == 2 * channels;
		Shapes.require(out, new int[]{shape[0], moments ? 2 * channels : channels,
			height / factor, width / factor}, "VAE encoder");
		final int size = channels * shape[2] * shape[3];
		final float[] latent = out.data().length == size
			? out.data()
			: Arrays.copyOf(out.data(), size);
		for (int i = 0; i < latent.length; i++) latent[i] = (latent[i] - shift) * scaling;
		return Batch.finite(new Tensor(latent, channels, shape[2], shape[3]), "VAE encoder");
	}

	@Override
	public Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
		final Tensor out = run(decoder, scaled(latent), canceled);
		Shapes.require(out, new int[]{out.shape()[0], 3, latent.shape()[1] * factor,
			latent.shape()[2] * factor}, "VAE decoder");
		return Batch.finite(Batch.first(out), "VAE decoder");
	}

	private Tensor scaled(final Tensor latent) {
		if (scaling == 1 && shift == 0) return latent;
		final float[] scaled = latent.data().clone();
		for (int i = 0; i < scaled.length; i++) scaled[i] = scaled[i] / scaling + shift;
		return new Tensor(scaled, latent.shape());
	}

	private static Tensor run(final Session half, final Tensor one, final BooleanSupplier canceled) {
		final Port in = half.inputs().get(0);
		final String out = half.outputs().get(0).name();
		final Tensor result = half.run(Map.of(in.name(), Batch.of(one, Batch.size(in))), Set.of(out),
			canceled).get(out);
		if (result.shape().length == 4) return result;
		throw new Refusal("The autoencoder of the model returned the shape "
			+ Arrays.toString(result.shape()) + ", which is no picture: it is damaged.");
	}

	@Override
	public int factor() {
		return factor;
	}

	@Override
	public int channels() {
		return channels;
	}

	@Override
	public boolean linear() {
		return linear;
	}

	@Override
	public void close() {
		encoder.close();
		decoder.close();
	}
}
