/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import com.code_intelligence.jazzer.Jazzer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.ClassPath;

/**
 * Feeds a million and more foreign inputs, which Jazzer chooses by what they reach, and says in a
 * table how it went.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.fuzz.FuzzMarathon
 * </pre>
 *
 * Inputs that did harm lie in {@code target/fuzz} afterwards.
 */
public final class FuzzMarathon {

	private static final Path ROOT = Path.of("target", "fuzz").toAbsolutePath();
	private static final Path MEMORY = Path.of("/dev/shm");
	private static final int INPUTS = 60_000;

	/** Kinds that open many files for every input. */
	private static final Map<Foreign, Integer> SLOW = Map.of(Foreign.MODEL_FOLDER, 5_000,
		Foreign.TRANSLATION, 2_000, Foreign.JOURNAL, 30_000);

	private static final Pattern PROGRESS = Pattern
		.compile("#(\\d+)\\s.*cov: (\\d+) ft: (\\d+) corp: (\\d+)/.*");
	private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second.*");

	private FuzzMarathon() {}

	/** How one kind went. */
	private static final class Result {

		private long inputs;
		private long seconds;
		private String edges = "";
		private String corpus = "";
		private String harm = "none";
	}

	/**
	 * @param args share of the usual number of inputs (1), and kinds (all)
	 */
	public static void main(final String... args) throws IOException, InterruptedException {
		final double share = args.length > 0 ? Double.parseDouble(args[0]) : 1;
		final List<Foreign> kinds = args.length > 1
			? Stream.of(args).skip(1).map(Foreign::valueOf).toList()
			: List.of(Foreign.values());
		final Map<Foreign, Result> results = new TreeMap<>();
		for (final Foreign kind : kinds) {
			final Result result = run(kind, (long) (share * SLOW.getOrDefault(kind, INPUTS)));
			results.put(kind, result);
			System.out.println(line(kind, result));
		}
		System.out.println("\n| input | inputs | seconds | edges | kept inputs | harm |\n"
			+ "|---|---|---|---|---|---|");
		results.forEach((kind, result) -> System.out.println(line(kind, result)));
		System.out.println("| all | " + results.values().stream().mapToLong(r -> r.inputs).sum()
			+ " | " + results.values().stream().mapToLong(r -> r.seconds).sum() + " | | | "
			+ results.values().stream().filter(r -> !r.harm.equals("none")).count() + " |");
	}

	private static String line(final Foreign kind, final Result result) {
		return "| " + kind + " | " + result.inputs + " | " + result.seconds + " | " + result.edges
			+ " | " + result.corpus + " | " + result.harm + " |";
	}

	private static Result run(final Foreign kind, final long inputs)
		throws IOException, InterruptedException {
		final Path corpus = Files.createDirectories(ROOT.resolve("corpus").resolve(kind.name()));
		int count = 0;
		for (final byte[] seed : kind.seeds()) Files.write(corpus.resolve("seed" + count++), seed);
		final Path work = Files.createTempDirectory(
			Files.isDirectory(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir")), "fuzz");
		final Process child = new ProcessBuilder(command(kind, inputs, corpus, work))
			.redirectErrorStream(true).start();
		final Result result = new Result();
		try (BufferedReader lines = child.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				read(line, result);
			}
		}
		if (child.waitFor() != 0 && result.harm.equals("none")) result.harm = "ended";
		delete(work);
		return result;
	}

	private static List<String> command(final Foreign kind, final long inputs, final Path corpus,
		final Path work) {
		final List<String> command = new ArrayList<>(
			List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
				"-XX:-OmitStackTraceInFastThrow", "-Djava.awt.headless=true",
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
				ClassPath.current(), Jazzer.class.getName()));
		command.addAll(List.of("--target_class=" + FuzzTarget.class.getName(),
			"--target_args=" + kind + " " + work.resolve("input"),
			"--instrumentation_includes=org.insaneres.**", "--custom_hook_includes=org.insaneres.**",
			"--reproducer_path=" + ROOT, "-artifact_prefix=" + ROOT + "/" + kind + "-",
			"-runs=" + inputs, "-seed=1", "-max_len=20000", "-timeout=900", "-rss_limit_mb=4000",
			corpus.toString()));
		return command;
	}

	private static void read(final String line, final Result result) {
		final Matcher progress = PROGRESS.matcher(line);
		final Matcher done = DONE.matcher(line);
		if (progress.matches()) {
			result.inputs = Long.parseLong(progress.group(1));
			result.edges = progress.group(2);
			result.corpus = progress.group(4);
		} else if (done.matches()) {
			result.inputs = Long.parseLong(done.group(1));
			result.seconds = Long.parseLong(done.group(2));
		} else if (line.startsWith("== Java Exception:") || line.contains("ERROR: libFuzzer")) {
			result.harm = line.replace("|", "/");
		}
	}

	private static void delete(final Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
		}
	}
}
