/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.insaneres.Refusal;
import org.insaneres.model.Autoencoder;
import org.insaneres.model.Network;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;

/**
 * Between pictures of one size and the latents that a network takes: the picture goes on mirrored
 * to the right and below until its latent has an allowed size, and values 0 to 1 become -1 to 1.
 */
final class Codec {

	private final Autoencoder autoencoder;
	private final BooleanSupplier canceled;
	private final Interval picture;
	private final Interval padded;

	/**
	 * @param width of the pictures
	 * @param height of the pictures
	 * @param multiple latent sides must be multiples of this
	 * @param canceled asked while encoding and decoding
	 */
	Codec(final Autoencoder autoencoder, final int width, final int height, final int multiple,
		final BooleanSupplier canceled) {
		this.autoencoder = autoencoder;
		this.canceled = canceled;
		final int step = autoencoder.factor() * multiple;
		picture = new FinalInterval(width, height);
		padded = new FinalInterval(roundUp(width, step), roundUp(height, step));
	}

	/** An empty latent of the padded size. */
	Latent empty() {
		return new Latent(autoencoder.channels(), height() / autoencoder.factor(),
			width() / autoencoder.factor());
	}

	/**
	 * @param block 3 x height x width, values 0 to 1
	 * @return its latent, padded
	 */
	Latent encode(final float[] block) {
		final float[] values = Pictures.read(Pictures.wrap(block, picture), padded);
		for (int i = 0; i < values.length; i++) {
			values[i] = 2 * values[i] - 1;
		}
		return encodePadded(values);
	}

	private Latent encodePadded(final float[] values) {
		return empty().with(
			autoencoder.encode(new Tensor(values, 3, height(), width()), canceled).data());
	}

	/**
	 * @param latent padded
	 * @return 3 x height x width of the picture, values 0 to 1 nominally, not clipped
	 */
	float[] decode(final Latent latent) {
		return picture(autoencoder.decode(tensor(latent), canceled));
	}

	/**
	 * The same as a quick look, or null where there is none.
	 *
	 * @param place where the picture lies
	 */
	RandomAccessibleInterval<FloatType> sketch(final Latent latent, final Interval place) {
		final Tensor whole = autoencoder.sketch(tensor(latent), canceled);
		return whole == null ? null : Pictures.wrap(picture(whole), place);
	}

	private static Tensor tensor(final Latent latent) {
		return new Tensor(latent.data(), latent.channels(), latent.height(), latent.width());
	}

	private float[] picture(final Tensor whole) {
		final float[] values = signed(whole);
		for (int i = 0; i < values.length; i++) {
			values[i] = (values[i] + 1) / 2;
		}
		return values;
	}

	private float[] signed(final Tensor whole) {
		return Intervals.equals(picture, padded)
			? whole.data()
			: Pictures.read(Pictures.wrap(whole.data(), padded), picture);
	}

	/**
	 * A change of the picture that a latent stands for.
	 *
	 * @param latent padded
	 * @param change of a block 3 x height x width with values -1 to 1, which saves two conversions
	 */
	Latent change(final Latent latent, final UnaryOperator<float[]> change) {
		final float[] values = change.apply(signed(autoencoder.decode(tensor(latent), canceled)));
		return encodePadded(Intervals.equals(picture, padded)
			? values
			: Pictures.read(Pictures.wrap(values, picture), padded));
	}

	/**
	 * A mask at the resolution of the latent: wherever a part of a latent pixel is selected, the
	 * greatest selection counts, so that the network may paint up to the edge.
	 *
	 * @param mask width x height of the picture
	 * @return height x width of the padded latent
	 */
	float[] reduce(final RandomAccessibleInterval<FloatType> mask) {
		final float[] whole = Pictures.read(Views.zeroMin(mask), padded);
		return Pictures.read(Masks.max(Pictures.wrap(whole, padded), autoencoder.factor()));
	}

	/**
	 * A mask at the resolution of the latent: means.
	 *
	 * @param mask width x height of the picture
	 * @return height x width of the padded latent
	 */
	float[] average(final RandomAccessibleInterval<FloatType> mask) {
		final float[] whole = Pictures.read(Views.zeroMin(mask), padded);
		return Pictures.read(Masks.mean(Pictures.wrap(whole, padded), autoencoder.factor()));
	}

	/**
	 * A mask at the resolution of the latent as diffusers makes it: 1 where the first pixel of a
	 * latent pixel is selected by at least a half, else 0.
	 *
	 * @param mask width x height of the picture, or null to select everything
	 * @return height x width of the padded latent
	 */
	float[] sharp(final RandomAccessibleInterval<FloatType> mask) {
		final float[] hole = hole(mask);
		final int factor = autoencoder.factor();
		final float[] small = new float[hole.length / (factor * factor)];
		final int columns = width() / factor;
		for (int i = 0; i < small.length; i++) {
			small[i] = hole[i / columns * factor * width() + i % columns * factor];
		}
		return small;
	}

	/**
	 * The network told what to paint: everything where there is no mask, in a picture or any window
	 * of it; else what the mask selects by at least a half, taken at the first pixel of every latent
	 * pixel (diffusers' inpainting), in the whole picture only.
	 *
	 * @param block the picture, 3 x height x width
	 * @param mask of the picture's size, or null
	 */
	Network inpainting(final Network network, final float[] block,
		final RandomAccessibleInterval<FloatType> mask) {
		final int channels = autoencoder.channels();
		if (mask != null) {
			final float[] filling = filling(block, mask);
			return new InpaintingNetwork(network, channels, (height, width) -> {
				if (filling.length == (1 + channels) * height * width) return filling;
				throw new Refusal("An inpainting model paints a selection in one piece only: choose" +
					" another model, a smaller picture, or Edit>Selection>Select None.");
			});
		}
		final Map<List<Integer>, float[]> known = new HashMap<>();
		return new InpaintingNetwork(network, channels, (height, width) -> known
			.computeIfAbsent(List.of(height, width), size -> everything(height, width)));
	}

	private float[] filling(final float[] block, final RandomAccessibleInterval<FloatType> mask) {
		final float[] hole = hole(mask);
		final float[] values = Pictures.read(Pictures.wrap(block, picture), padded);
		for (int i = 0; i < values.length; i++) {
			values[i] = (2 * values[i] - 1) * (1 - hole[i % hole.length]);
		}
		return joined(sharp(mask),
			autoencoder.encode(new Tensor(values, 3, height(), width()), canceled).data());
	}

	private float[] hole(final RandomAccessibleInterval<FloatType> mask) {
		final float[] hole = new float[width() * height()];
		Arrays.fill(hole, 1);
		if (mask == null) return hole;
		final float[] soft = Pictures.read(Views.zeroMin(mask), padded);
		for (int i = 0; i < hole.length; i++) {
			hole[i] = soft[i] < 0.5f ? 0 : 1;
		}
		return hole;
	}

	private float[] everything(final int height, final int width) {
		final int rows = height * autoencoder.factor();
		final int columns = width * autoencoder.factor();
		final float[] ones = new float[height * width];
		Arrays.fill(ones, 1);
		return joined(ones, autoencoder
			.encode(new Tensor(new float[3 * rows * columns], 3, rows, columns), canceled).data());
	}

	private static float[] joined(final float[] mask, final float[] latent) {
		final float[] all = Arrays.copyOf(mask, mask.length + latent.length);
		System.arraycopy(latent, 0, all, mask.length, latent.length);
		return all;
	}

	/** Width of the padded picture. */
	int width() {
		return (int) padded.dimension(0);
	}

	/** Height of the padded picture. */
	int height() {
		return (int) padded.dimension(1);
	}

	private static int roundUp(final int value, final int step) {
		return Math.multiplyExact(-Math.floorDiv(-value, step), step);
	}
}
