package org.insaneres.legacy;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.insaneres.job.Desk;

/**
 * Runs of all kinds in one Java, one after the other, and what they leave behind: a table of heap
 * and resident memory in MB, threads, open files and temporary files after every tenth part.
 *
 * <pre>
 * java -cp ... org.insaneres.legacy.LongLife
 * </pre>
 */
final class LongLife {

	private static final String[] ACTIONS = {"ImageToImage|output=[New image]",
		"ImageToImage|output=[In place]", "ImageToImage|output=Layer",
		"Upscale|scale=2 tile=64 overlap=16", "Upscale|scale=2 tile=64 overlap=16 fusion=Krita",
		"Explore|across=[strength 0.4,0.8]"};

	private LongLife() {}

	/** @param args number of runs (1000) */
	public static void main(final String... args) throws IOException {
		final int runs = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
		HeadlessImageJ.start();
		final Path temporary = Files.createTempDirectory("longlife");
		System.setProperty("insaneres.journals", temporary.toString());
		System.out.println("| run | heap | resident | threads | files | left |\n|---|---|---|---|---|---|");
		for (int from = 0; from < runs; from += Math.max(1, runs / 10)) {
			for (int i = from; i < Math.min(runs, from + Math.max(1, runs / 10)); i++) run(i);
			System.out.println("| " + Math.min(runs, from + runs / 10) + " " + Life.now(temporary));
		}
		Files.delete(temporary);
		System.exit(0);
	}

	/** One run; every fifth is stopped in the middle. */
	static void run(final int number) {
		final String[] action = ACTIONS[number % ACTIONS.length].split("\\|");
		final ImagePlus art = IJ.createImage("art", "RGB ramp", 32, 24, 1);
		final boolean stopped = number % 5 == 4;
		try {
			new Action(action[0], art, "steps=3 strength=0.7 seed=" + number + " " + action[1])
				.run(new Desk() {

					private int told;

					@Override
					public void progress(final double fraction, final String what) {
						told++;
					}

					@Override
					public boolean canceled() {
						return stopped && told > 2;
					}
				});
			if (stopped) throw new AssertionError("Not stopped: " + number);
		} catch (final CancellationException e) {
			if (!stopped) throw e;
		} finally {
			IJ.run("Close All");
			WindowManager.setTempCurrentImage(null);
		}
	}
}
