/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

/**
 * Fills a hole in a picture from around, as A1111's masked content "fill" does: the rest of the
 * picture, transparent where the hole is, is blurred by Gaussians from wide to narrow, and each is
 * laid over those before.
 * <p>
 * Reproduces the arithmetic of Pillow on 8-bit pixels, of which A1111's is made, bit by bit: three
 * box blurs in place of a Gaussian (Kovesi 2010), and colours that are rounded after each. Far from
 * any picture the fill is black.
 */
final class Fill {

	/** Deviations of the Gaussians in pixels, and how often each is laid over the others. */
	private static final int[][] LAYERS = {{256, 1}, {64, 1}, {16, 2}, {4, 4}, {2, 2}, {0, 1}};
	private static final int COLOURS = 3;
	private static final int ALPHA = 3;
	private static final int PASSES = 3;

	private final int width;
	private final int height;
	/** Red, green, blue and alpha of what is filled so far. */
	private final int[][] filled;

	private Fill(final int width, final int height) {
		this.width = width;
		this.height = height;
		filled = new int[ALPHA + 1][width * height];
	}

	/**
	 * @param block 3 x height x width, values 0 to 1
	 * @param mask height x width, 1 where the hole is
	 * @return a new block; where the mask is 0 it has the values of the given one
	 */
	static float[] of(final float[] block, final float[] mask, final int width) {
		final int size = mask.length;
		final int[][] rest = new int[ALPHA + 1][size];
		for (int i = 0; i < size; i++) {
			rest[ALPHA][i] = 255 - level(mask[i]);
			for (int c = 0; c < COLOURS; c++) {
				rest[c][i] = over255(level(block[c * size + i]) * rest[ALPHA][i]);
			}
		}
		final Fill fill = new Fill(width, size / width);
		for (final int[] layer : LAYERS) {
			final int[][] blurred = fill.blurred(rest, layer[0]);
			for (int i = 0; i < layer[1]; i++) {
				fill.lay(blurred);
			}
		}
		final float[] out = block.clone();
		for (int i = 0; i < out.length; i++) {
			if (mask[i % size] > 0) out[i] = fill.filled[i / size][i % size] / 255f;
		}
		return out;
	}

	/** All planes blurred, and colours no longer multiplied with alpha. */
	private int[][] blurred(final int[][] planes, final double deviation) {
		final int[][] out = new int[planes.length][];
		for (int c = 0; c < out.length; c++) {
			out[c] = deviation == 0 ? planes[c].clone() : blurred(planes[c], deviation);
		}
		for (int i = 0; i < width * height; i++) {
			final int alpha = out[ALPHA][i];
			for (int c = 0; c < COLOURS && alpha > 0; c++) {
				out[c][i] = Math.min(255, 255 * out[c][i] / alpha);
			}
		}
		return out;
	}

	private int[] blurred(final int[] plane, final double deviation) {
		final double radius = radius(deviation);
		final int[] out = plane.clone();
		for (int y = 0; y < height; y++) {
			box(out, y * width, 1, width, radius);
		}
		for (int x = 0; x < width; x++) {
			box(out, x, width, height, radius);
		}
		return out;
	}

	/** Radius, with a fraction, of the boxes whose convolution has this deviation. */
	private static double radius(final double deviation) {
		final double variance = deviation * deviation / PASSES;
		final double whole = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
		final double lacks = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance) /
			(6 * (variance - (whole + 1) * (whole + 1)));
		return whole + lacks;
	}

	/** Three box blurs of a row or column, in fixed point; beyond its ends it goes on as there. */
	private static void box(final int[] plane, final int from, final int step, final int count,
		final double radius) {
		final int whole = (int) radius;
		final long weight = (long) ((1 << 24) / (2 * radius + 1));
		final long edge = ((1 << 24) - (2 * whole + 1) * weight) / 2;
		final int[] line = new int[count];
		for (int pass = 0; pass < PASSES; pass++) {
			for (int i = 0; i < count; i++) {
				line[i] = plane[from + i * step];
			}
			long sum = 0;
			for (int i = -whole - 1; i < whole; i++) {
				sum += at(line, i);
			}
			for (int i = 0; i < count; i++) {
				sum += at(line, i + whole) - at(line, i - whole - 1);
				final long ends = at(line, i - whole - 1) + at(line, i + whole + 1);
				plane[from + i * step] = (int) ((sum * weight + ends * edge + (1 << 23)) >> 24);
			}
		}
	}

	private static long at(final int[] line, final int i) {
		return line[Math.max(0, Math.min(i, line.length - 1))];
	}

	/** Lays a picture over what is filled so far (Porter and Duff's "over"). */
	private void lay(final int[][] top) {
		for (int i = 0; i < width * height; i++) {
			final long alpha = top[ALPHA][i];
			if (alpha == 0) continue;
			final long whole = alpha * 255 + filled[ALPHA][i] * (255 - alpha);
			final long share = alpha * 255 * 255 * 128 / whole;
			for (int c = 0; c < COLOURS; c++) {
				final long mixed = top[c][i] * share + filled[c][i] * (255 * 128 - share) + 128 * 128;
				filled[c][i] = (int) (((mixed >> 8) + mixed) >> 15);
			}
			filled[ALPHA][i] = over255((int) whole);
		}
	}

	private static int level(final float value) {
		return Math.round(255 * Math.max(0, Math.min(1, value)));
	}

	/** Divided by 255 and rounded. */
	private static int over255(final int value) {
		final int more = value + 128;
		return ((more >> 8) + more) >> 8;
	}
}
