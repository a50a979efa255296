/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Lock;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;
import org.insaneres.upscale.Diary.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is interrupted goes on, does nothing twice, and makes the same pixels. */
class DiaryTest {

	private static final Patience ALWAYS = new Patience(0, 1);
	private static final Patience NEVER = new Patience(Double.POSITIVE_INFINITY, 1);
	private static final int W = 200;
	private static final int H = 152;

	@TempDir
	Path root;

	private final List<String> notes = new ArrayList<>();
	private final AtomicLong evaluations = new AtomicLong();

	/** Blocks of two tiles, which in earnest only a large picture has. */
	private static final Mode BLOCKS = (enlarged, painter, seed, monitor) -> new FusedBlocks(enlarged,
		painter, BlockPlan.of(52, 40, 16, 4, 4, 28), seed, (tile, clean) -> {}).paint(monitor);

	private static Mode mode(final String name) {
		return switch (name) {
			case "blocks" -> BLOCKS;
			case "fused" -> new FusedMode(64, 16);
			case "grid" -> new GridMode(64, 16);
			default -> new KritaMode(64, 8);
		};
	}

	private float[] run(final String name, final Patience patience, final long limit) {
		return run(name, patience, limit, 1);
	}

	/**
	 * @param limit evaluations after which it is canceled
	 * @param cache evaluations from one of all layers to the next
	 */
	private float[] run(final String name, final Patience patience, final long limit,
		final int cache) {
		final Monitor monitor = new Monitor() {

			private final long first = evaluations.get();

			@Override
			public void note(final String line) {
				notes.add(line);
			}

			@Override
			public boolean canceled() {
				return evaluations.get() - first >= limit;
			}
		};
		try (Diary diary = new Diary(root, () -> name, "again", patience, monitor)) {
			final ImageToImage painter = ImageToImage.with(
				diary.remembering(StubModel.of(evaluations, 0)), StubModel.settings("Euler a", 0.5, cache),
				Monitor.NONE);
			final var small = small();
			final var result = mode(name).paint(
				new Enlarged(Resampling.resize(small, Kernel.LANCZOS, W, H), null,
					new Lock(small, W, H, 1), diary),
				painter, 3, monitor);
			final float[] values = Pictures.read(result);
			diary.finish();
			return values;
		}
	}

	private static RandomAccessibleInterval<FloatType> small() {
		final Random random = new Random(1);
		final float[] values = new float[3 * W / 2 * H / 2];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextFloat();
		}
		return Pictures.wrap(values, new FinalInterval(W / 2, H / 2));
	}

	@ParameterizedTest
	@ValueSource(strings = {"blocks", "fused", "grid", "krita"})
	void interruptedAgainAndAgainItIsTheSame(final String name) {
		final float[] whole = run(name, NEVER, Long.MAX_VALUE);
		final long needed = evaluations.getAndSet(0);
		float[] result = null;
		int runs = 0;
		while (result == null && runs++ < needed) {
			try {
				result = run(name, ALWAYS, 1 + runs * 7 % 11);
			} catch (final CancellationException e) {
				assertTrue(Journal.exists(root, name));
			}
		}
		assertArrayEquals(whole, result);
		assertTrue(runs > 5, runs + " runs");
		// An answer that was under way when the user stopped is not asked for again
		assertEquals(needed, evaluations.get(), "nothing is evaluated twice");
		assertFalse(Journal.any(root), "nothing is left behind");
	}

	/** What the deep layers said is not kept: they are asked again. */
	@ParameterizedTest
	@ValueSource(strings = {"blocks", "fused", "grid", "krita"})
	void interruptedWhileDeepLayersRestItIsTheSame(final String name) {
		final float[] exact = run(name, NEVER, Long.MAX_VALUE);
		evaluations.set(0);
		final float[] whole = run(name, NEVER, Long.MAX_VALUE, 3);
		final long needed = evaluations.getAndSet(0);
		assertFalse(Arrays.equals(exact, whole), "cached or not");
		float[] result = null;
		int runs = 0;
		while (result == null && runs++ < needed) {
			try {
				result = run(name, ALWAYS, 4 + runs * 7 % 11, 3);
			} catch (final CancellationException e) {
				assertTrue(Journal.exists(root, name));
			}
		}
		assertArrayEquals(whole, result);
		assertTrue(evaluations.get() > needed, "deep layers are asked again");
	}

	@Test
	void damagedEntriesAreMadeAnew() throws IOException {
		final float[] whole = run("blocks", NEVER, Long.MAX_VALUE);
		final long needed = evaluations.getAndSet(0);
		assertThrows(CancellationException.class, () -> run("blocks", ALWAYS, needed / 2));
		try (Stream<Path> files = Files.list(root.resolve("blocks"))) {
			for (final Path file : files.filter(f -> f.getFileName().toString().contains("-")).toList()) {
				final byte[] bytes = Files.readAllBytes(file);
				bytes[bytes.length / 2] ^= 1;
				Files.write(file, bytes);
			}
		}
		assertArrayEquals(whole, run("blocks", ALWAYS, Long.MAX_VALUE));
		assertEquals(needed + needed / 2, evaluations.get(), "none of them was used");
	}

	@Test
	void shortJobsHaveNoJournal() {
		assertThrows(CancellationException.class, () -> run("grid", new Patience(60, 100), 20));
		assertFalse(Journal.any(root));
		assertEquals(List.of(), notes);
	}

	@Test
	void aJobThatIsBeingDoneGoesOnWithoutItsJournal() {
		try (Journal other = Journal.open(root, "blocks").orElseThrow()) {
			other.put("x", new float[3]);
			run("blocks", ALWAYS, Long.MAX_VALUE);
			assertTrue(notes.get(0).startsWith("Warning: the same job"), notes.toString());
			assertTrue(other.get("x").isPresent());
		}
	}

	@Test
	void whereNothingCanBeKeptTheJobGoesOnWithAWarning() throws IOException {
		Files.writeString(root.resolve("file"), "no folder");
		final Path none = root.resolve("file").resolve("journals");
		try (Diary diary = new Diary(none, () -> "a", "again", ALWAYS, new Monitor() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		})) {
			assertEquals(1, diary.piece("a", () -> new float[]{1})[0]);
			diary.answered(() -> "q", new float[2], 1);
			diary.answered(() -> "r", new float[2], 1);
		}
		assertEquals(1, notes.size(), notes.toString());
	}
}
