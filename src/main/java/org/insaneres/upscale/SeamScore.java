/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Whether the borders of tiles show in a picture: by how much neighbouring pixels differ across
 * them, against other lines of the same picture.
 *
 * <pre>
 * final SeamScore score = SeamScore.of(result, enlarged, mode.borders(width, height, model), 16);
 * log(score.text()); // seams: +0.020 grey levels (1.03 times nearby), p = 0.4100, 6 lines
 * </pre>
 *
 * Only what was painted counts, the difference to the plainly enlarged picture, so that contours of
 * the picture are not taken for seams. Steps are averaged along stretches of a line first: in long
 * ones the tone step of a tile adds up and texture does not; short ones show where texture is cut.
 * Each is compared with the steps nearby.
 * <p>
 * The test of significance moves every border by itself to other places of the picture, at random,
 * and asks how often that gives as strong a result; nothing is assumed about how steps are
 * distributed.
 *
 * @param excess by how many grey levels (of 255) steps at borders are larger than those nearby;
 * negative if smaller
 * @param ratio steps at borders divided by those nearby; 1 where there are none at all
 * @param p probability of so strong a result without any seam; 1 where there are no borders
 * @param lines number of borders that were examined
 */
public record SeamScore(double excess, double ratio, double p, int lines) {

	/** Random arrangements that borders are compared with. */
	private static final int ROUNDS = 9999;

	/**
	 * Deviation of the strengths of a line that counts at least. Where tones are locked, steps differ
	 * by thousandths of a grey level; that one of them is the greatest says nothing about tiles.
	 */
	private static final double LEAST = 0.05;

	/** Steps are averaged over so many pixels along a line, for tones and for cuts in texture. */
	private static final int LONG = 256;
	private static final int SHORT = 16;

	/**
	 * @param picture width x height x 3, values 0 to 1 nominally
	 * @param plain the same without what was painted, of the same size
	 * @param borders of its tiles
	 * @param grid moved borders keep their place on a grid of so many pixels, that of the blocks
	 * which the picture consists of anyhow
	 */
	public static SeamScore of(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> plain, final Borders borders, final int grid) {
		final List<Line> lines = new ArrayList<>();
		lines.addAll(lines(picture, plain, 0, borders.columns(), borders.rows(), grid));
		lines.addAll(lines(picture, plain, 1, borders.rows(), borders.columns(), grid));
		if (lines.isEmpty()) return new SeamScore(0, 1, 1, 0);
		final double across = lines.stream().mapToDouble(Line::step).sum();
		final double nearby = lines.stream().mapToDouble(Line::nearby).sum();
		return new SeamScore((across - nearby) / lines.size(), nearby == 0 ? 1 : across / nearby,
			significance(lines), lines.size());
	}

	private static List<Line> lines(final RandomAccessibleInterval<FloatType> picture,
		final RandomAccessibleInterval<FloatType> plain, final int axis, final List<Integer> borders,
		final List<Integer> crossing, final int grid) {
		final List<Line> lines = new ArrayList<>();
		if (borders.isEmpty()) return lines;
		final Steps tones = new Steps(picture, plain, axis, borders, crossing, grid, grid, LONG);
		final Steps cuts = new Steps(picture, plain, axis, borders, crossing, grid, 1, SHORT);
		for (final int border : borders) {
			final List<Integer> places = tones.places(border);
			if (places.isEmpty()) continue;
			final List<Integer> near = tones.distances(border);
			lines.add(new Line(tones.step(border), tones.nearby(border, near),
				List.of(places.stream().mapToDouble(place -> tones.strength(place, near)).toArray(),
					places.stream().mapToDouble(place -> cuts.strength(place, near)).toArray())));
		}
		return lines;
	}

	/** Tones and cuts each count by how unusual they are; the more unusual one decides. */
	private static double significance(final List<Line> lines) {
		final Random random = new Random(1);
		final double[] tones = new double[ROUNDS + 1];
		final double[] cuts = new double[ROUNDS + 1];
		for (int round = 0; round <= ROUNDS; round++) {
			for (final Line line : lines) {
				final double[] strengths = line.strengths().get(0);
				final int place = round == 0 ? 0 : random.nextInt(strengths.length);
				tones[round] += strengths[place];
				cuts[round] += line.strengths().get(1)[place];
			}
		}
		final double least = LEAST * Math.sqrt(lines.size());
		standardise(tones, least);
		standardise(cuts, least);
		final double observed = Math.max(tones[0], cuts[0]);
		int asStrong = 0;
		for (int round = 0; round <= ROUNDS; round++) {
			if (Math.max(tones[round], cuts[round]) >= observed - 1e-9) asStrong++;
		}
		return asStrong / (ROUNDS + 1.0);
	}

	private static void standardise(final double[] values, final double least) {
		final double mean = Arrays.stream(values).average().orElseThrow();
		final double deviation = Math
			.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
		for (int i = 0; i < values.length; i++) {
			values[i] = (values[i] - mean) / Math.max(deviation, least);
		}
	}

	/** The score in a line for the log. */
	public String text() {
		return lines == 0
			? "seams: no borders that could be compared"
			: String.format(Locale.ROOT,
				"seams: %+.3f grey levels (%.2f times nearby), p = %.4f, %d lines",
				excess, ratio, p, lines);
	}

	/**
	 * A border.
	 *
	 * @param step mean across it, in grey levels
	 * @param nearby the same nearby
	 * @param strengths how it, and all places it could have been moved to, compare with what is
	 * nearby: in tone, and in texture
	 */
	private record Line(double step, double nearby, List<double[]> strengths) {}
}
