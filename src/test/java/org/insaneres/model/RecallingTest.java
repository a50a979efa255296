/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;

/** What was encoded before is not encoded again, and comes back as it was. */
class RecallingTest {

	private int encoded;

	private final TextEncoder texts = new RecallingTextEncoder(new TextEncoder() {

		@Override
		public Encoding encode(final int[] ids, final int skip, final BooleanSupplier canceled) {
			encoded++;
			return new Encoding(new Tensor(new float[]{ids[0], skip}, 1, 2), null);
		}

		@Override
		public Optional<Path> vocabulary() {
			return Optional.of(Path.of("here"));
		}

		@Override
		public int length() {
			return 77;
		}

		@Override
		public int padding() {
			return -1;
		}

		@Override
		public void close() {}
	});

	private final Autoencoder pictures = new RecallingAutoencoder(new Autoencoder() {

		@Override
		public Tensor encode(final Tensor picture, final BooleanSupplier canceled) {
			encoded++;
			return new Tensor(new float[]{picture.data()[0], picture.data().length}, 2, 1, 1);
		}

		@Override
		public Tensor decode(final Tensor latent, final BooleanSupplier canceled) {
			return latent;
		}

		@Override
		public int factor() {
			return 8;
		}

		@Override
		public int channels() {
			return 2;
		}

		@Override
		public boolean linear() {
			return false;
		}

		@Override
		public void close() {}
	});

	@Test
	void aTextIsEncodedOnceForEachLayer() {
		final var first = texts.encode(new int[]{7, 8}, 1, () -> false);
		assertSame(first, texts.encode(new int[]{7, 8}, 1, () -> false));
		assertArrayEquals(new float[]{7, 2},
			texts.encode(new int[]{7, 8}, 2, () -> false).hidden().data());
		assertArrayEquals(new float[]{9, 1},
			texts.encode(new int[]{9, 8}, 1, () -> false).hidden().data());
		assertEquals(3, encoded);
	}

	@Test
	void whatIsKnownCanBeCanceledToo() {
		texts.encode(new int[]{7}, 1, () -> false);
		encode(picture(64, 5), 8, 8);
		assertThrows(CancellationException.class, () -> texts.encode(new int[]{7}, 1, () -> true));
		assertThrows(CancellationException.class,
			() -> pictures.encode(new Tensor(picture(64, 5), 3, 8, 8), () -> true));
	}

	@Test
	void manyTextsDoNotStay() {
		for (int i = 0; i < 1000; i++) texts.encode(new int[]{i}, 1, () -> false);
		texts.encode(new int[]{0}, 1, () -> false);
		texts.encode(new int[]{999}, 1, () -> false);
		assertEquals(1001, encoded);
	}

	@Test
	void aPictureIsEncodedOnceAndSafeFromChanges() {
		final float[] mine = picture(64, 5);
		final float[] first = encode(mine, 8, 8);
		first[0] = 99;
		mine[0] = 98;
		assertArrayEquals(new float[]{5, 192}, encode(picture(64, 5), 8, 8));
		assertEquals(1, encoded);
		assertArrayEquals(new float[]{98, 192}, encode(mine, 8, 8));
		encode(picture(64, 5), 4, 16);
		assertEquals(3, encoded);
	}

	@Test
	void tilesOfOnePictureStayAndManyPicturesDoNot() {
		for (int round = 0; round < 3; round++) {
			for (int tile = 0; tile < 9; tile++) encode(picture(512 * 512, tile), 512, 512);
		}
		assertEquals(9, encoded);
		for (int tile = 0; tile < 17; tile++) encode(picture(512 * 512, 100 + tile), 512, 512);
		encode(picture(512 * 512, 0), 512, 512);
		assertEquals(27, encoded);
	}

	private float[] encode(final float[] values, final int height, final int width) {
		return pictures.encode(new Tensor(values, 3, height, width), () -> false).data();
	}

	private static float[] picture(final int pixels, final float value) {
		final float[] values = new float[3 * pixels];
		Arrays.fill(values, value);
		return values;
	}
}
