/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;

/**
 * Memory that a checkpoint takes, and how to open it within what there is.
 *
 * @param wide bytes of its weights in the way that is fastest
 * @param compact bytes as they are in the file
 */
record Room(long wide, long compact) {

	/** For a step of SDXL, or decoding 512 x 512 pixels, and the program itself. */
	private static final long WORK = 2L << 30;

	private static final Path LINUX = Path.of("/proc/meminfo");

	/**
	 * @param wide bytes of the weights in the usual way
	 * @param files that hold them, with averages perhaps that are never loaded
	 */
	static Room of(final long wide, final List<SafeTensors> files) {
		long compact = 0;
		for (final SafeTensors file : files) {
			for (final String name : file.names()) {
				if (!name.startsWith("model_ema.")) compact += file.entry(name).bytes();
			}
		}
		return new Room(wide, Math.min(wide, compact));
	}

	/**
	 * Turns to the low-memory way where the usual one takes more than there is.
	 *
	 * @param available bytes
	 * @param what the file, for messages
	 * @throws Refusal with the figures if neither fits
	 */
	Options within(final long available, final Options options, final Path what,
		final Monitor monitor) {
		if (!options.lowMemory() && fits(available)) return options;
		if (compact + WORK > available) {
			throw new Refusal("The model " + what + " needs " + giga(compact + WORK)
				+ " GB of free memory, and " + giga(available)
				+ " GB are free; close other programs or choose a smaller model.");
		}
		if (!options.lowMemory()) {
			monitor.note("The model " + what.getFileName() + " would take " + giga(wide + WORK)
				+ " GB of memory, and " + giga(available)
				+ " GB are free: its weights stay in half precision"
				+ " (" + giga(compact + WORK) + " GB), which makes steps a little slower.");
		}
		return new Options(options.threads(), true, options.device());
	}

	/** Whether the usual way fits. */
	boolean fits(final long available) {
		// Other programs want to go on, so a quarter stays for them where that can be
		return wide + WORK <= (compact < wide ? available / 4 * 3 : available);
	}

	private static String giga(final long bytes) {
		return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
	}

	/** Bytes of memory that programs can still have. */
	static long available() {
		try {
			for (final String line : Files.readAllLines(LINUX)) {
				if (line.startsWith("MemAvailable:")) {
					return Long.parseLong(line.replaceAll("\\D", "")) << 10;
				}
			}
		} catch (IOException | NumberFormatException e) {
			// Another system
		}
		final var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory
			.getOperatingSystemMXBean();
		// macOS calls only unused memory free and hands out its caches when asked
		return System.getProperty("os.name").startsWith("Windows")
			? system.getFreeMemorySize()
			: system.getTotalMemorySize() / 4 * 3;
	}
}
