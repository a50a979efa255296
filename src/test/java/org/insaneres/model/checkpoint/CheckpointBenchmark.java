/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Series;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Tensor;

/**
 * Opens a checkpoint of full size with random weights, which it writes itself, and takes a few
 * steps. Arguments: sd15 or sdxl; F16, BF16 or F32; threads; lowMemory or fast; a file to keep;
 * side of the latent.
 */
public final class CheckpointBenchmark {

	private CheckpointBenchmark() {}

	/** Prints seconds and megabytes. */
	public static void main(final String[] args) throws IOException {
		final boolean xl = args.length > 0 && args[0].equals("sdxl");
		final DType dtype = DType.valueOf(args.length > 1 ? args[1] : "F16");
		final int threads = args.length > 2 ? Integer.parseInt(args[2]) : 0;
		final boolean low = args.length > 3 && args[3].equals("lowMemory");
		final Synthetic all = xl ? Synthetic.sdxl(320, 768, 1280) : Synthetic.sd15(320, 768, 12);
		final boolean keep = args.length > 4;
		final Path file = keep
			? Path.of(args[4])
			: Files.createTempFile("checkpoint", Checkpoint.ENDING);
		try {
			if (!keep || !Files.exists(file)) all.write(file, dtype, 1);
			System.out.printf("%s: %.1f M parameters in the network, %.1f M in all, %d MB%n", file,
				all.parameters("model.diffusion_model.") / 1e6, all.parameters("") / 1e6,
				Files.size(file) >> 20);
			warm(file);
			measure(file, new Options(threads, low), args.length > 5 ? Integer.parseInt(args[5]) : 64);
		} finally {
			if (!keep) Files.delete(file);
		}
	}

	/** Reads a file once, so that it lies in the system's cache. */
	static void warm(final Path file) throws IOException {
		final byte[] buffer = new byte[1 << 20];
		try (var in = Files.newInputStream(file)) {
			while (in.read(buffer) >= 0) {
				// Thrown away
			}
		}
	}

	private static void measure(final Path file, final Options options, final int side) {
		final long start = System.nanoTime();
		final double cpu = cpu();
		final Monitor monitor = new Monitor() {

			private String before = "";

			@Override
			public void progress(final double fraction, final String what) {
				if (what.equals(before)) return;
				before = what;
				System.out.printf("%6.2f s %6d MB  %s%n", (System.nanoTime() - start) / 1e9,
					memory("VmRSS"), what);
			}
		};
		try (DiffusionModel model = Checkpoint.open(file,
			new CheckpointOptions(null, List.of(), Map.of(), options), monitor)) {
			System.out.printf("opened in %.2f s (%.2f s of processor), %d MB resident, %d MB at most%n",
				(System.nanoTime() - start) / 1e9, cpu() - cpu, memory("VmRSS"), memory("VmHWM"));
			final Random random = new Random(2);
			final Tensor latent = random(random, 4, side, side);
			final Context context = context(model, random);
			for (int i = 0; i < 4; i++) {
				final long before = System.nanoTime();
				final double used = cpu();
				model.network().predict(latent, 500, context, () -> false);
				System.out.printf("step of %d x %d: %.3f s (%.2f s of processor), %d MB resident%n", side,
					side,
					(System.nanoTime() - before) / 1e9, cpu() - used, memory("VmRSS"));
			}
			final Series series = model.network().series().orElseThrow();
			series.whole().predict(latent, 500, context, () -> false);
			for (int i = 0; i < 4; i++) {
				final long before = System.nanoTime();
				series.shallow().predict(latent, 480, context, () -> false);
				System.out.printf("step while deep layers rest: %.3f s%n",
					(System.nanoTime() - before) / 1e9);
			}
			System.out.printf("at most %d MB%n", memory("VmHWM"));
		}
	}

	static Context context(final DiffusionModel model, final Random random) {
		final Map<String, Tensor> extras = new HashMap<>();
		model.network().extras().forEach((name, width) -> extras.put(name, random(random, width)));
		final int width = model.encoders().stream()
			.mapToInt(encoder -> encoder.encode(new int[encoder.length()], 1, () -> false).hidden()
				.shape()[1])
			.sum();
		return new Context(random(random, 77, width), extras);
	}

	static Tensor random(final Random random, final int... shape) {
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] values = new float[size];
		for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
		return new Tensor(values, shape);
	}

	/** Seconds of processor time of this process. */
	private static double cpu() {
		return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory
			.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
	}

	/** A line of Linux's status of this process, in MB. */
	static long memory(final String field) {
		try {
			return Files.readAllLines(Path.of("/proc/self/status")).stream()
				.filter(line -> line.startsWith(field + ":"))
				.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst()
				.orElse(-1);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
