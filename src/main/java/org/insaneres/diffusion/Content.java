/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Refusal;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Latent;

/**
 * What stands where a mask lets the picture change, before it is painted: A1111's "masked content".
 */
public enum Content {
	/** The picture as it is. */
	ORIGINAL("Original"),
	/** Colours of what lies around, ever more blurred inwards: {@link Fill}. */
	FILL("Fill"),
	/** Noise of the deviation 1 instead of a latent. */
	NOISE("Noise") {

		@Override
		Latent latent(final Latent encoded, final float[] mask, final Supplier<Latent> noise) {
			return new Kept(encoded, mask).apply(noise.get());
		}
	},
	/** A latent of zeros. */
	NOTHING("Nothing") {

		@Override
		Latent latent(final Latent encoded, final float[] mask, final Supplier<Latent> noise) {
			return new Kept(encoded, mask).apply(encoded.times(0));
		}
	};

	private final String title;

	Content(final String title) {
		this.title = title;
	}

	/** The name in macros. */
	@Override
	public String toString() {
		return title;
	}

	/** @throws Refusal if there is none of this name */
	public static Content named(final String name) {
		return Arrays.stream(values()).filter(c -> c.title.equalsIgnoreCase(name.strip())).findFirst()
			.orElseThrow(() -> new Refusal("content is \"" + name + "\", but must be one of " + Arrays
				.stream(values()).map(Content::toString).collect(Collectors.joining(", ")) + "."));
	}

	/**
	 * The picture that is encoded; A1111 fills it for the latent kinds too, as latents reach over the
	 * edge of a mask.
	 *
	 * @param block 3 x height x width, values 0 to 1
	 * @param mask width x height, 1 where the picture may change; null for everywhere
	 */
	float[] picture(final float[] block, final RandomAccessibleInterval<FloatType> mask) {
		return this == ORIGINAL
			? block
			: Fill.of(block, Pictures.read(mask), (int) mask.dimension(0));
	}

	/**
	 * The latent that the run begins with.
	 *
	 * @param encoded the picture's
	 * @param mask height x width of the latent; null for everything
	 * @param noise of the seed, of the same size
	 */
	Latent latent(final Latent encoded, final float[] mask, final Supplier<Latent> noise) {
		return encoded;
	}
}
