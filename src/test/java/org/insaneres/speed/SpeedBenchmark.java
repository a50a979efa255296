/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import com.sun.management.OperatingSystemMXBean;

import ij.ImageJ;
import ij.ImagePlus;
import ij.Prefs;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.insaneres.ClassPath;
import org.insaneres.job.Desk;

/**
 * Measures how close the program comes to what ONNX Runtime alone takes, and what else a user waits
 * for, and writes a table and the single measurements. Both sides of a ratio take turns in one
 * process. Start-up is left out where there is no display.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.speed.SpeedBenchmark
 * </pre>
 *
 * Arguments: which of overhead, upscale, preview, start, memory, scaling (all), and a file to
 * append the single measurements to; or "checkpoint" and a Stable Diffusion checkpoint, for the
 * first two with that, which take half an hour.
 */
public final class SpeedBenchmark {

	/** The first rounds load the model and let Java compile its work, which takes a while. */
	private static final int WARM_UP = 12;
	private static final int ROUNDS = 9;
	private static final int FEW = 5;
	private static final int FEWEST = 3;

	private final Figures figures = new Figures();

	private SpeedBenchmark() {}

	/** Prints the table. */
	public static void main(final String... args) throws Exception {
		final SpeedBenchmark benchmark = new SpeedBenchmark();
		if (args.length > 1 && args[0].equals("checkpoint")) {
			benchmark.checkpoint(args[1]);
			benchmark.print();
			System.exit(0);
		}
		final List<String> parts = args.length > 0
			? List.of(args[0].split(","))
			: List.of("overhead", "upscale", "preview", "start", "memory", "scaling");
		for (final String part : parts) {
			benchmark.measure(part);
		}
		benchmark.print();
		if (args.length > 1) {
			Files.writeString(Path.of(args[1]), benchmark.figures.csv(),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		System.exit(0);
	}

	private void print() throws IOException {
		System.out.printf("%s, %d cores, Java %s, ImageJ %s, ONNX Runtime %s, %s%n%n%s%n",
			processor(), Runtime.getRuntime().availableProcessors(), Runtime.version(),
			ImageJ.VERSION, OrtEnvironment.getEnvironment().getVersion(), LocalDate.now(),
			figures.markdown());
	}

	private static String processor() throws IOException {
		final Path info = Path.of("/proc/cpuinfo");
		if (!Files.exists(info)) return System.getProperty("os.arch");
		final List<String> lines = Files.readAllLines(info);
		return field(lines, "model name") + " (family " + field(lines, "cpu family") + ")";
	}

	private static String field(final List<String> lines, final String name) {
		return lines.stream().filter(line -> line.startsWith(name)).findFirst()
			.map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("?");
	}

	private void measure(final String part) throws Exception {
		switch (part) {
			case "overhead" -> {
				overhead("image-to-image, 512 x 512", 0);
				overhead("the same with the lock", 1);
			}
			case "upscale" -> upscale();
			case "preview" -> preview();
			case "start" -> start();
			case "memory" -> memory();
			case "scaling" -> scaling();
			default -> throw new IllegalArgumentException(part);
		}
	}

	private void overhead(final String name, final double lock) throws OrtException {
		final ImagePlus picture = Actions.picture(512);
		try (Bare bare = new Bare(512, 512, 0)) {
			compare(name + ", whole action / its " + Actions.STEPS + " evaluations alone", ROUNDS,
				() -> Actions.imageToImage(picture, lock, Desk.NONE), () -> bare.run(Actions.STEPS));
		}
	}

	private void upscale() throws OrtException {
		final ImagePlus picture = Actions.picture(384);
		try (Bare bare = new Bare(768, Actions.TILE, 0)) {
			for (final double lock : new double[]{0, 1}) {
				compare("384 x 384 twice larger by 4 tiles, with preview"
					+ (lock == 0 ? "" : " and lock") + ", whole action / its " + 4 * Actions.STEPS
					+ " evaluations alone", FEW,
					() -> Actions.upscale(picture, lock, new Actions.Looking()),
					() -> bare.run(4 * Actions.STEPS));
			}
		}
	}

	/**
	 * A checkpoint's evaluations have no simpler form than the one the engine gives them, so they are
	 * taken from there, one after the other on inputs made once.
	 */
	private void checkpoint(final String file) {
		final Evaluations alone = new Evaluations(file);
		compare("checkpoint, image-to-image, 512 x 512, whole action / encoding, " + Actions.STEPS
			+ " evaluations and decoding alone", FEWEST,
			() -> Actions.imageToImage(file, Actions.picture(512), 0, Desk.NONE),
			() -> alone.run(512, 512, Actions.STEPS));
		compare("checkpoint, 384 x 384 twice larger by 4 tiles, with preview, whole action / encoding, "
			+ 4 * Actions.STEPS + " evaluations and decoding alone", FEWEST,
			() -> Actions.upscale(file, Actions.picture(384), 0, new Actions.Looking()),
			() -> alone.run(768, Actions.TILE, 4 * Actions.STEPS));
	}

	private void compare(final String what, final int rounds, final Runnable whole,
		final Runnable part) {
		final double[][] times = new double[4][rounds];
		for (int i = -(rounds == ROUNDS ? WARM_UP : rounds / 2); i < rounds; i++) {
			final double[] a = seconds(whole);
			final double[] b = seconds(part);
			if (i < 0) continue;
			for (int k = 0; k < 2; k++) {
				times[2 * k][i] = a[k];
				times[2 * k + 1][i] = b[k];
			}
		}
		figures.compare(what, figures.keep(what + ": whole", times[0]),
			figures.keep(what + ": alone", times[1]));
		figures.compare("- in processor time", figures.keep(what + ": whole, processor", times[2]),
			figures.keep(what + ": alone, processor", times[3]));
	}

	/** Of a clock, and of all cores together, for which other programs do not count. */
	private static double[] seconds(final Runnable work) {
		final var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		final long cpu = system.getProcessCpuTime();
		final long start = System.nanoTime();
		work.run();
		final double seconds = (System.nanoTime() - start) * 1e-9;
		return new double[]{seconds, (system.getProcessCpuTime() - cpu) * 1e-9};
	}

	private void preview() throws IOException {
		final double[] seconds = figures.keep("first preview, cold and warm, s",
			Child.run("preview", List.of("-Djava.awt.headless=true"), ClassPath.current()));
		figures.say("first preview of 512 x 512 after the command, model not loaded / loaded",
			"%.2f s / %.2f s", seconds[0], seconds[1]);
	}

	private void memory() throws IOException {
		final double[] megabytes = figures.keep("peak MB: heap, process, heap, process",
			Child.run("memory", List.of("-Djava.awt.headless=true", "-Xmx1g"), ClassPath.current()));
		figures.say("peak memory, Java heap / whole process: image-to-image 512 x 512",
			"%.0f MB / %.0f MB", megabytes[0], megabytes[1]);
		figures.say("the same after 384 x 384 twice larger by tiles", "%.0f MB / %.0f MB",
			megabytes[2], megabytes[3]);
	}

	/** ImageJ with nothing but our jar in its plugins folder, and with nothing. */
	private void start() throws IOException {
		if (System.getenv("DISPLAY") == null) {
			figures.say("start of ImageJ", "not measured, there is no display");
			return;
		}
		final Path with = Files.createTempDirectory("with");
		final Path without = Files.createTempDirectory("without");
		Files.createDirectories(without.resolve("plugins"));
		jar(Files.createDirectories(with.resolve("plugins")).resolve("InsaneRes_.jar"));
		final double[] a = new double[ROUNDS];
		final double[] b = new double[ROUNDS];
		double loaded = 0;
		for (int i = 0; i < ROUNDS; i++) {
			final double[] ours = Child.run("start", List.of("-Dplugins.dir=" + with,
				"-Xlog:class+load"), ClassPath.current());
			a[i] = ours[0];
			loaded = Math.max(loaded, ours[1]);
			b[i] = Child.run("start", List.of("-Dplugins.dir=" + without, "-Xlog:class+load"),
				ClassPath.current())[0];
		}
		figures.keep("start of ImageJ with the plugin, ms", a);
		figures.keep("start of ImageJ without, ms", b);
		figures.say("start of ImageJ with and without the plugin, best of " + ROUNDS,
			"%.0f ms, %.0f ms: **%+.0f ms**; classes of ours loaded: %.0f", Figures.quantile(a, 0),
			Figures.quantile(b, 0), Figures.quantile(a, 0) - Figures.quantile(b, 0), loaded);
	}

	/** What ImageJ looks at when it starts: a jar of classes with a menu in it. */
	private static void jar(final Path file) throws IOException {
		final Path classes = Path.of("target/classes");
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
			var files = Files.walk(classes)) {
			for (final Path path : files.filter(Files::isRegularFile).sorted().toList()) {
				jar.putNextEntry(
					new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, jar);
			}
		}
	}

	private void scaling() throws OrtException {
		for (final int side : new int[]{128, 256, 512, 768, 1024}) {
			final ImagePlus picture = Actions.picture(side);
			try (Bare bare = new Bare(side, side, 0)) {
				compare("image-to-image, " + side + " x " + side, FEW,
					() -> Actions.imageToImage(picture, 0, Desk.NONE), () -> bare.run(Actions.STEPS));
			}
		}
		final ImagePlus picture = Actions.picture(512);
		for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
			Prefs.set("insaneres.options.threads", threads);
			try (Bare bare = new Bare(512, 512, threads)) {
				compare("image-to-image, 512 x 512, threads=" + threads, FEW,
					() -> Actions.imageToImage(picture, 0, Desk.NONE), () -> bare.run(Actions.STEPS));
			}
		}
		Prefs.set("insaneres.options.threads", 0);
	}
}
