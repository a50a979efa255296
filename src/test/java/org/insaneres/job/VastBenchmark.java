/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.job.canvas.Original;
import org.insaneres.picture.Lazily;
import org.insaneres.picture.tiff.Label;
import org.insaneres.picture.tiff.Samples;
import org.insaneres.upscale.StubModel;

/**
 * Enlarges ever larger pictures into a file with a network that costs next to nothing, so that what
 * is timed is the engine: what a megapixel costs, and the most Java memory in use at any time.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -Xmx1g -cp target/classes:target/test-classes:$(cat target/classpath) \
 *   org.insaneres.job.VastBenchmark Fused 16384
 * </pre>
 */
public final class VastBenchmark {

	private static final int TILE = 512;
	private static final int OVERLAP = 64;

	private static final AtomicLong HEAP = new AtomicLong();

	private VastBenchmark() {}

	/** @param args fusion, the longest side of a result, and the shortest */
	public static void main(final String... args) throws IOException {
		final String fusion = args.length > 0 ? args[0] : "Fused";
		final int longest = args.length > 1 ? Integer.parseInt(args[1]) : 16384;
		final Path folder = Files.createTempDirectory(Path.of("target"), "vast");
		System.setProperty(Journals.FOLDER, folder.toAbsolutePath().toString());
		System.setProperty(Journals.PATIENCE, "0"); // the same work at all sizes
		run(fusion, 1024, folder); // warms up
		watch();
		System.out.println(
			"  side      MP windows      s |  s/MP CPU s/MP | the same per MP of windows | heap MB");
		final int shortest = args.length > 2 ? Integer.parseInt(args[2]) : 1024;
		for (int side = shortest; side <= longest; side *= 2) {
			HEAP.set(0);
			final double before = processor();
			final long start = System.nanoTime();
			final long windows = run(fusion, side, folder);
			final double seconds = (System.nanoTime() - start) * 1e-9;
			final double cpu = processor() - before;
			final double pixels = side / 1e3 * side / 1e3;
			final double seen = windows * TILE / 1e3 * TILE / 1e3;
			System.out.printf("%6d %7.1f %7d %6.0f | %5.2f %8.2f | %12.2f %13.2f | %7d%n", side, pixels,
				windows, seconds, seconds / pixels, cpu / pixels, seconds / seen, cpu / seen,
				HEAP.get() >> 20);
		}
		Files.delete(folder);
	}

	private static long run(final String fusion, final int side, final Path folder)
		throws IOException {
		final Path file = folder.resolve("result.tif");
		final UpscaleSettings settings = new UpscaleSettings("", 0.1, 10, 1, "DPM++ 2M", "Automatic",
			1, "New image", "Position", "A1111", "A1111", 1, -1, 0, 0, "", 0, 1, "", "", "", 2, "Lanczos",
			TILE,
			OVERLAP,
			fusion,
			1, true, "Image", false, false, "", 0, false, "", file.toString(), "", "", "");
		Vast.write(new Waves(side / 2), settings, StubModel.of(new AtomicLong(), 0), Desk.NONE);
		Files.delete(file);
		return Upscale.mode(fusion, TILE, OVERLAP).windows(side, side);
	}

	/** Seconds of all processors together. */
	private static double processor() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
	}

	/** Looks all the time how much Java memory is in use, garbage included. */
	private static void watch() {
		final Thread watch = new Thread(() -> {
			while (true) {
				final Runtime java = Runtime.getRuntime();
				HEAP.accumulateAndGet(java.totalMemory() - java.freeMemory(), Math::max);
				LockSupport.parkNanos(10_000_000);
			}
		});
		watch.setDaemon(true);
		watch.start();
	}

	/** A picture that is computed where it is looked at. */
	private record Waves(long side) implements Original {

		@Override
		public long width() {
			return side;
		}

		@Override
		public long height() {
			return side;
		}

		@Override
		public RandomAccessibleInterval<FloatType> picture() {
			return Lazily.picture(side, side, window -> {
				final int w = (int) window.dimension(0);
				final float[] block = new float[3 * w * (int) window.dimension(1)];
				for (int i = 0; i < block.length; i++) {
					final long x = window.min(0) + i % w;
					final long y = window.min(1) + i / w % window.dimension(1);
					block[i] = (x * 7 + y * 13) % 251 / 251f;
				}
				return block;
			});
		}

		@Override
		public Samples samples() {
			return Samples.RGB8;
		}

		@Override
		public byte[] pack(final float[] block, final int width) {
			return samples().pack(block);
		}

		@Override
		public Label label(final double scale, final String more) {
			return new Label(more);
		}
	}
}
