/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.GenerationSettings;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.LockBenchmark;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Tones;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.ModelShelf;
import org.insaneres.model.DiffusionModel;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.upscale.Mode;
import org.insaneres.upscale.SeamScore;

/**
 * Measures what tiles do to pictures, for all ways to fuse them: seams, beside those that the same
 * score finds in pictures painted in one piece, the difference to the source, how far it drifts
 * when repeated, and what the lock costs. Prints tables in Markdown.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.job.SeamBenchmark -Dexec.args="FOLDER side=256 tile=256"
 * </pre>
 *
 * FOLDER holds pictures, of which the middle is taken (default: the bundled sample). Further
 * arguments: {@code side} of that middle, {@code tile} and {@code overlap}, {@code scales},
 * {@code strengths}, {@code locks}, {@code fusions} as lists with commas, {@code noise},
 * {@code seeds} for every picture, {@code passes} of the drift (0 leaves it out), {@code save} a
 * folder for the results.
 */
public final class SeamBenchmark {

	/** Random signs that differences are given. */
	private static final int ROUNDS = 9999;

	private static final Path SAMPLE = Path.of("macros/InsaneRes");

	private static final List<String> DEFAULTS = List.of("side=256", "tile=256", "overlap=64",
		"scales=2,4", "strengths=0.3,0.5", "locks=0,1",
		"fusions=Fused,SD upscale,Krita", "noise=Position", "seeds=1", "passes=10", "save=");

	private final Map<String, String> options = new TreeMap<>();
	private final Map<String, RandomAccessibleInterval<FloatType>> sources = new LinkedHashMap<>();

	/** Pictures painted in one piece. */
	private final Map<String, RandomAccessibleInterval<FloatType>> wholes = new TreeMap<>();

	private SeamBenchmark(final String... args) throws IOException {
		Path folder = SAMPLE;
		for (final String arg : Stream.concat(DEFAULTS.stream(), Stream.of(args)).toList()) {
			final int sign = arg.indexOf('=');
			if (sign < 0) folder = Path.of(arg);
			else options.put(arg.substring(0, sign), arg.substring(sign + 1));
		}
		try (Stream<Path> files = Files.list(folder)) {
			for (final Path file : files.filter(f -> f.toString().endsWith(".png")).sorted().toList()) {
				final ImagePlus image = IJ.openImage(file.toString());
				sources.put(file.getFileName().toString(), middle(Plane.current(image).read()));
			}
		}
		sources.put("flat grey", flat(0, 0));
		sources.put("gentle ramp", flat(0.1, 0.02));
		sources.put("steep ramp", flat(0.4, 0.4));
	}

	/** @param args see above */
	public static void main(final String... args) throws IOException {
		new SeamBenchmark(args).run();
	}

	private void run() {
		try (ModelShelf.Loan loan = ModelShelf.borrow("", settings(0.3), Monitor.NONE)) {
			System.out.println("Mean grey levels of 255, after rounding to 8 bits. side=" + number(
				"side") + " tile=" + number("tile") + " overlap=" + number("overlap") + " noise="
				+ options.get("noise") + "\n");
			System.out.println("| fusion | lock | strength | scale | picture | seam | p |" +
				" without borders | p | to source | seconds |\n" + "|---".repeat(11) + "|");
			final Map<String, List<Row>> summary = new LinkedHashMap<>();
			each((fusion, lock, strength, scale) -> sources.forEach((name, source) -> {
				final String key = "| " + fusion + " | " + lock + " | " + strength + " | " + scale + " | ";
				for (int turn = 0; turn < number("seeds"); turn++) {
					final Row row = row(loan.model(), fusion, lock, strength, scale, name, turn);
					summary.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
					System.out.println(key + name + row.text());
				}
			}));
			System.out.println("\n| fusion | lock | strength | scale | p < 0.05 | without borders |" +
				" median seam | more than without borders | p of that | mean to source | worst |\n" +
				"|---".repeat(11) + "|");
			summary.forEach((key, rows) -> System.out.println(key + text(rows)));
			drift(loan.model());
			System.out.println("\n| factor | lock | nine tiles | share | one piece | share |\n" +
				"|---".repeat(6) + "|");
			for (final double scale : new double[]{1.37, 2, 4}) {
				System.out.println(LockBenchmark.text(loan.model(), 1024, scale));
			}
		}
	}

	/**
	 * What one picture shows.
	 *
	 * @param score along the borders of its tiles
	 * @param without the score along the same lines of the picture painted in one piece, without any
	 * borders, with the same noise
	 * @param toSource mean difference to the source after scaling down, in grey levels
	 */
	private record Row(SeamScore score, SeamScore without, double toSource, double seconds) {

		String text() {
			return SeamBenchmark.text(" | %+.3f | %.3f | %+.3f | %.3f | %.2f | %.1f |", score.excess(),
				score.p(), without.excess(), without.p(), toSource, seconds);
		}

		/** By how much borders show more than no borders do. */
		double more() {
			return score.excess() - without.excess();
		}
	}

	private static String text(final List<Row> rows) {
		final double[] more = rows.stream().mapToDouble(Row::more).toArray();
		final double mean = Arrays.stream(more).average().orElse(0);
		final double error = Math.sqrt(Arrays.stream(more).map(m -> (m - mean) * (m - mean)).sum() /
			Math.max(1, more.length - 1) / more.length);
		return rows.stream().filter(r -> r.score.p() < 0.05).count() + " of " + rows.size() + " | " +
			rows.stream().filter(r -> r.without.p() < 0.05).count() + " of " + rows.size() +
			text(" | %+.3f | %+.4f +- %.4f | %.3f | %.2f | %.2f |",
				rows.stream().mapToDouble(r -> r.score.excess()).sorted().toArray()[rows.size() / 2],
				mean, error, signs(more), rows.stream().mapToDouble(Row::toSource).average().orElse(0),
				rows.stream().mapToDouble(Row::toSource).max().orElse(0));
	}

	/** How often random signs give as great a sum: the probability of it if borders do nothing. */
	private static double signs(final double[] more) {
		final Random random = new Random(1);
		final double sum = Arrays.stream(more).sum();
		int asGreat = 1;
		for (int round = 1; round < ROUNDS; round++) {
			if (Arrays.stream(more).map(m -> random.nextBoolean() ? m : -m).sum() >= sum - 1e-12) {
				asGreat++;
			}
		}
		return (double) asGreat / ROUNDS;
	}

	private Row row(final DiffusionModel model, final String fusion, final double lock,
		final double strength, final double scale, final String name, final int turn) {
		final var source = sources.get(name);
		final int width = (int) Math.round(source.dimension(0) * scale);
		final int height = (int) Math.round(source.dimension(1) * scale);
		// Another seed for every picture, as what is painted at a place depends on its noise most of all
		final long seed = new ArrayList<>(sources.keySet()).indexOf(name) + 1 + 100L * turn;
		final Pass pass = new Pass(width, height, Enlargement.PLAIN, mode(fusion), lock, seed);
		final long start = System.nanoTime();
		final var result = rounded(
			pass.run(source, null, painter(model, strength), Monitor.NONE));
		final double seconds = (System.nanoTime() - start) * 1e-9;
		final String where = lock + "-" + strength + "-" + scale + "-" + name + "-" + turn;
		save(result, fusion + "-" + where);
		final var whole = wholes.computeIfAbsent(where,
			key -> rounded(new Pass(width, height, Enlargement.PLAIN, Mode.WHOLE, lock, seed)
				.run(source, null, painter(model, strength), Monitor.NONE)));
		return new Row(pass.seams(source, result, model), pass.seams(source, whole, model),
			difference(source, result), seconds);
	}

	/** The same picture enlarged and made small again, over and over. */
	private void drift(final DiffusionModel model) {
		final int passes = (int) number("passes");
		if (passes == 0) return;
		System.out.println("\n| fusion | lock | picture | drift after 1 | after " + passes +
			" passes, strength 0.3, x2 |\n|---|---|---|---|---|");
		for (final String fusion : list("fusions")) {
			for (final String lock : list("locks")) {
				sources.entrySet().stream().limit(2).forEach(entry -> {
					final var source = entry.getValue();
					final int width = (int) source.dimension(0);
					final int height = (int) source.dimension(1);
					final Pass pass = new Pass(2 * width, 2 * height, Enlargement.PLAIN, mode(fusion),
						Double.parseDouble(lock), 1);
					RandomAccessibleInterval<FloatType> now = source;
					double first = 0;
					for (int i = 0; i < passes; i++) {
						final var large = rounded(pass.run(now, null, painter(model, 0.3), Monitor.NONE));
						now = rounded(Resampling.resize(large, Kernel.AREA, width, height));
						if (i == 0) first = mean(source, now);
					}
					System.out.println("| " + fusion + " | " + lock + " | " + entry.getKey() + text(
						" | %.2f | %.2f |", first, mean(source, now)));
				});
			}
		}
	}

	private interface Case {

		void run(String fusion, double lock, double strength, double scale);
	}

	private void each(final Case action) {
		for (final String fusion : list("fusions")) {
			for (final String lock : list("locks")) {
				for (final String strength : list("strengths")) {
					for (final String scale : list("scales")) {
						action.run(fusion, Double.parseDouble(lock), Double.parseDouble(strength),
							Double.parseDouble(scale));
					}
				}
			}
		}
	}

	private Mode mode(final String fusion) {
		return Upscale.mode(fusion, (int) number("tile"), (int) number("overlap"));
	}

	private ImageToImage painter(final DiffusionModel model, final double strength) {
		return ImageToImage.with(model, settings(strength), Monitor.NONE);
	}

	private GenerationSettings settings(final double strength) {
		return new GenerationSettings(strength, 20, 1, "DPM++ 2M", "Automatic",
			1, options.get("noise"), "A1111", "A1111", 1, -1, "", "");
	}

	private RandomAccessibleInterval<FloatType> middle(
		final RandomAccessibleInterval<FloatType> picture) {
		final long width = Math.min((long) number("side"), picture.dimension(0));
		final long height = Math.min((long) number("side"), picture.dimension(1));
		final FinalInterval part = FinalInterval.createMinSize((picture.dimension(0) - width) / 2,
			(picture.dimension(1) - height) / 2, width, height);
		return Pictures.wrap(Pictures.read(picture, part), new FinalInterval(width, height));
	}

	/** A plane rising to the right and to the bottom, in 8 bits. */
	private RandomAccessibleInterval<FloatType> flat(final double across, final double down) {
		final int side = (int) number("side");
		final float[] block = new float[3 * side * side];
		for (int i = 0; i < block.length; i++) {
			block[i] = (float) (0.4 + across * (i % side) / side + down * (i / side % side) / side);
		}
		return rounded(Pictures.wrap(block, new FinalInterval(side, side)));
	}

	private static double difference(final RandomAccessibleInterval<FloatType> source,
		final RandomAccessibleInterval<FloatType> large) {
		return mean(source,
			Resampling.resize(large, Kernel.AREA, source.dimension(0), source.dimension(1)));
	}

	private static double mean(final RandomAccessibleInterval<FloatType> a,
		final RandomAccessibleInterval<FloatType> b) {
		final float[] x = Pictures.read(a);
		final float[] y = Pictures.read(b);
		double sum = 0;
		for (int i = 0; i < x.length; i++) {
			sum += Math.abs(x[i] - y[i]);
		}
		return 255 * sum / x.length;
	}

	private static RandomAccessibleInterval<FloatType> rounded(
		final RandomAccessibleInterval<FloatType> picture) {
		final float[] block = Pictures.read(picture);
		for (int i = 0; i < block.length; i++) {
			block[i] = Math.round(255 * Math.min(Math.max(block[i], 0), 1)) / 255f;
		}
		return Pictures.wrap(block, picture);
	}

	private void save(final RandomAccessibleInterval<FloatType> picture, final String name) {
		if (options.get("save").isEmpty()) return;
		final int size = (int) (picture.dimension(0) * picture.dimension(1));
		final float[] block = Pictures.read(picture);
		final int[] pixels = new int[size];
		for (int i = 0; i < size; i++) {
			pixels[i] = Tones.Rgb.bits(block[i]) << 16 | Tones.Rgb.bits(block[size + i]) << 8 |
				Tones.Rgb.bits(block[2 * size + i]);
		}
		new FileSaver(new ImagePlus(name, new ColorProcessor((int) picture.dimension(0),
			(int) picture.dimension(1), pixels)))
			.saveAsPng(options.get("save") + "/" + name.replace(".png", "").replace(' ', '_') + ".png");
	}

	private static String text(final String format, final double... values) {
		return String.format(Locale.ROOT, format, Arrays.stream(values).boxed().toArray());
	}

	private List<String> list(final String key) {
		return List.of(options.get(key).split(","));
	}

	private double number(final String key) {
		return Double.parseDouble(options.get(key));
	}
}
