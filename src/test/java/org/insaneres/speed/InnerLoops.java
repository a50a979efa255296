/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.insaneres.ClassPath;
import org.insaneres.onnx.Tensor;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.picture.RoundTrip;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.noise.PositionNoise;
import org.insaneres.upscale.FusedDenoiser;
import org.insaneres.upscale.TilePlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The loops beside the network, each with its naive version: what a sampler does to a latent of the
 * built-in model, noise, the fusion of tiles, resampling, and the copying of pixels.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.speed.InnerLoops
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class InnerLoops {

	private static final int CHANNELS = 48;
	private static final int SIDE = 128;
	private static final int TILE = 96;
	private static final int PIXELS = 512;

	private final Latent x = latent(1);
	private final Latent y = latent(2);
	private final Latent z = latent(3);
	private final Img<FloatType> picture = ArrayImgs.floats(floats(4, 3 * PIXELS * PIXELS), PIXELS,
		PIXELS, 3);
	private final Img<FloatType> half = ArrayImgs.floats(floats(5, 3 * PIXELS * PIXELS / 4),
		PIXELS / 2, PIXELS / 2, 3);
	private final float[] blurred = floats(6, 3 * PIXELS * PIXELS / 4);
	private final Interval small = new FinalInterval(PIXELS / 2, PIXELS / 2);
	private final Interval large = new FinalInterval(PIXELS, PIXELS);
	private final Resampling up = new Resampling(Kernel.BICUBIC, PIXELS / 2, PIXELS / 2, PIXELS,
		PIXELS);
	private final Resampling down = new Resampling(Kernel.AREA, PIXELS, PIXELS, PIXELS / 2,
		PIXELS / 2);
	private final TilePlan plan = TilePlan.of(SIDE, SIDE, TILE, 32);

	private static float[] floats(final int seed, final int count) {
		final Random random = new Random(seed);
		final float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = random.nextFloat();
		}
		return values;
	}

	private static Latent latent(final int seed) {
		return new Latent(CHANNELS, SIDE, SIDE, floats(seed, CHANNELS * SIDE * SIDE));
	}

	/** What DPM++ 2M does in a step. */
	@Benchmark
	public Latent sampler() {
		return Latent.mix(0.3, x, 0.9, y, -0.2, z);
	}

	/** The same term by term in double. */
	@Benchmark
	public float[] samplerNaive() {
		final float[] first = new float[x.data().length];
		for (int i = 0; i < first.length; i++) {
			first[i] = (float) (0.3 * x.data()[i] + 0.7 * y.data()[i]);
		}
		final float[] second = new float[first.length];
		for (int i = 0; i < first.length; i++) {
			second[i] = (float) (first[i] + 0.2 * y.data()[i] - 0.2 * z.data()[i]);
		}
		return second;
	}

	@Benchmark
	public Latent noise() {
		return new PositionNoise(1, CHANNELS, SIDE, SIDE, 0, 0).next();
	}

	/** Java's own normal values, which know no place. */
	@Benchmark
	public float[] noiseNaive() {
		final Random random = new Random(1);
		final float[] values = new float[CHANNELS * SIDE * SIDE];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	/** Four overlapping tiles, whose prediction is what they are. */
	@Benchmark
	public Latent tileWeights() {
		return new FusedDenoiser((left, top, width, height) -> (window, sigma) -> window, plan,
			(tile, clean) -> {}).denoise(x, 1);
	}

	/** The weight computed anew for every value. */
	@Benchmark
	public float[] tileWeightsNaive() {
		final float[] sum = new float[CHANNELS * SIDE * SIDE];
		final float[] total = new float[sum.length];
		final double middle = (TILE - 1) / 2.0;
		plan.tiles().forEach(tile -> {
			for (int c = 0; c < CHANNELS; c++) {
				for (int j = 0; j < TILE; j++) {
					for (int i = 0; i < TILE; i++) {
						final int at = (c * SIDE + tile.y() + j) * SIDE + tile.x() + i;
						final double d = (i - middle) * (i - middle) + (j - middle) * (j - middle);
						final double weight = Math.exp(-d / (TILE * TILE * 0.02));
						sum[at] += (float) (weight * x.data()[at]);
						total[at] += (float) weight;
					}
				}
			}
		});
		for (int i = 0; i < sum.length; i++) {
			sum[i] /= total[i];
		}
		return sum;
	}

	/** 256 x 256 to 512 x 512. */
	@Benchmark
	public RandomAccessibleInterval<FloatType> resampling() {
		return Resampling.resize(half, Kernel.BICUBIC, PIXELS, PIXELS);
	}

	/** Sixteen neighbours for every pixel, through imglib2's accessors. */
	@Benchmark
	public float[] resamplingNaive() {
		final float[] result = new float[3 * PIXELS * PIXELS];
		final RandomAccess<FloatType> from = Views.extendBorder(half).randomAccess();
		for (int c = 0; c < 3; c++) {
			for (int row = 0; row < PIXELS; row++) {
				for (int column = 0; column < PIXELS; column++) {
					result[(c * PIXELS + row) * PIXELS + column] = cubic(from, (column + 0.5) / 2 - 0.5,
						(row + 0.5) / 2 - 0.5, c);
				}
			}
		}
		return result;
	}

	private static float cubic(final RandomAccess<FloatType> from, final double column,
		final double row, final int plane) {
		final int left = (int) Math.floor(column);
		final int top = (int) Math.floor(row);
		double sum = 0;
		for (int j = -1; j < 3; j++) {
			for (int i = -1; i < 3; i++) {
				sum += weight(column - left - i) * weight(row - top - j)
					* from.setPositionAndGet(left + i, top + j, plane).get();
			}
		}
		return (float) sum;
	}

	private static double weight(final double distance) {
		final double d = Math.abs(distance);
		if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
		return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
	}

	/** What the lock adds: 256 x 256 to 512 x 512 and back, sharpened in advance. */
	@Benchmark
	public float[] roundTrip() {
		return new RoundTrip(up, down, small).undo(blurred);
	}

	/** The same by going there and back until nothing is missing. */
	@Benchmark
	public float[] roundTripNaive() {
		final float[] result = blurred.clone();
		for (int i = 0; i < 16; i++) {
			final float[] again = down.apply(up.apply(result, small, large), large, small);
			for (int k = 0; k < result.length; k++) {
				result[k] += blurred[k] - again[k];
			}
		}
		return result;
	}

	/** Pixels of a window to planes for the network. */
	@Benchmark
	public Tensor conversion() {
		return new Tensor(Pictures.read(picture, new FinalInterval(PIXELS, PIXELS)), 3, PIXELS, PIXELS);
	}

	/** The same pixel by pixel. */
	@Benchmark
	public Tensor conversionNaive() {
		final float[] planes = new float[3 * PIXELS * PIXELS];
		final RandomAccess<FloatType> from = Views.extendMirrorSingle(picture).randomAccess();
		int i = 0;
		for (int c = 0; c < 3; c++) {
			for (int row = 0; row < PIXELS; row++) {
				for (int column = 0; column < PIXELS; column++) {
					planes[i++] = from.setPositionAndGet(column, row, c).get();
				}
			}
		}
		return new Tensor(planes, 3, PIXELS, PIXELS);
	}

	/** Measures all of them, and prints a table: each loop beside its naive version. */
	public static void main(final String... args) throws RunnerException {
		// The process that measures gets what this one runs with, also where Maven runs it
		System.setProperty("java.class.path", ClassPath.current());
		final Map<String, Result<?>> times = new TreeMap<>();
		new Runner(new OptionsBuilder().include(InnerLoops.class.getSimpleName()).build()).run()
			.forEach(run -> times.put(run.getPrimaryResult().getLabel(), run.getPrimaryResult()));
		System.out.println("| loop | microseconds | naive | times faster |\n|---|---|---|---|");
		times.forEach((name, result) -> {
			final Result<?> naive = times.get(name + "Naive");
			if (naive == null) return;
			System.out.printf(Locale.ROOT, "| %s | %.0f ± %.0f | %.0f ± %.0f | %.1f |%n", name,
				result.getScore(), result.getScoreError(), naive.getScore(), naive.getScoreError(),
				naive.getScore() / result.getScore());
		});
	}
}
