/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import ij.ImageJ;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What is measured in a process of its own, as it is about a program that has just started. */
final class Child {

	private Child() {}

	/** Prints numbers, separated by blanks. */
	public static void main(final String... args) throws IOException {
		switch (args[0]) {
			case "preview" -> preview();
			case "memory" -> memory();
			case "start" -> start();
			default -> throw new IllegalArgumentException(args[0]);
		}
		// ImageJ's window keeps a process alive
		Runtime.getRuntime().halt(0);
	}

	private static void say(final Object... numbers) {
		System.out.println("figures " + String.join(" ",
			Arrays.stream(numbers).map(String::valueOf).toList()));
		System.out.flush();
	}

	/** Seconds to the first preview, of a picture of 512 x 512, and then of another one. */
	private static void preview() {
		final Actions.Looking first = new Actions.Looking();
		Actions.imageToImage(Actions.picture(512), 0, first);
		final Actions.Looking second = new Actions.Looking();
		Actions.imageToImage(Actions.picture(512), 0, second);
		say(first.seconds(), second.seconds());
	}

	/** Megabytes of Java and of the process at most, after image-to-image and after an upscale. */
	private static void memory() throws IOException {
		Actions.imageToImage(Actions.picture(512), 0, new Actions.Looking());
		final long heap = heap();
		final long resident = resident();
		Actions.upscale(Actions.picture(384), 1, new Actions.Looking());
		say(heap, resident, heap(), resident());
	}

	private static long heap() {
		return ManagementFactory.getMemoryPoolMXBeans().stream()
			.filter(pool -> pool.getType() == MemoryType.HEAP)
			.mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
	}

	private static long resident() throws IOException {
		final Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) return -1;
		return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
			.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElse(-1);
	}

	/** Milliseconds that ImageJ takes to build its menus. */
	private static void start() {
		final long start = System.nanoTime();
		new ImageJ(ImageJ.NO_SHOW);
		say((System.nanoTime() - start) * 1e-6);
	}

	/**
	 * Runs one in a new process.
	 *
	 * @param options of Java
	 * @param classes a class path
	 * @return its numbers, and behind them how many classes of this program and of ONNX Runtime it
	 * loaded, if the options say that it tells
	 */
	static double[] run(final String what, final List<String> options, final String classes)
		throws IOException {
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes));
		command.addAll(options);
		command.addAll(List.of(Child.class.getName(), what));
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		final List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
		final double[] numbers = lines.stream().filter(line -> line.startsWith("figures "))
			.flatMap(line -> Stream.of(line.substring(8).split(" ")))
			.mapToDouble(Double::parseDouble).toArray();
		if (numbers.length == 0) {
			throw new IllegalStateException(what + " failed: " + String.join("\n", lines));
		}
		if (options.stream().noneMatch(option -> option.startsWith("-Xlog:class"))) return numbers;
		final double[] all = Arrays.copyOf(numbers, numbers.length + 1);
		all[numbers.length] = lines.stream().filter(
			line -> line.contains(" org.insaneres.") && !line.contains(" org.insaneres.speed.")
				|| line.contains(" ai.onnxruntime."))
			.count();
		return all;
	}
}
