/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is found again bit for bit, or not at all. */
class JournalTest {

	@TempDir
	Path root;

	private Path own;

	@BeforeProperty
	void open() throws IOException {
		own = Files.createTempDirectory("journal");
	}

	@AfterProperty
	void clean() throws IOException {
		try (Stream<Path> files = Files.walk(own)) {
			files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
		}
	}

	private static float[] values(final int length, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[length];
		for (int i = 0; i < length; i++) {
			values[i] = Float.intBitsToFloat(random.nextInt());
		}
		return values;
	}

	private static int[] bits(final float[] values) {
		final int[] bits = new int[values.length];
		for (int i = 0; i < bits.length; i++) {
			bits[i] = Float.floatToRawIntBits(values[i]);
		}
		return bits;
	}

	@Property(tries = 40, seed = "1")
	void entriesComeBackBitForBit(@ForAll @IntRange(max = 200_000) final int length,
		@ForAll final long seed) {
		final float[] values = values(length, seed);
		try (Journal journal = Journal.open(own, "job").orElseThrow()) {
			journal.put("a", values);
		}
		try (Journal journal = Journal.open(own, "job").orElseThrow()) {
			assertArrayEquals(bits(values), bits(journal.get("a").orElseThrow()));
			assertEquals(Optional.empty(), journal.get("b"));
			journal.finish();
		}
		assertFalse(Journal.any(own), "a finished journal is gone");
	}

	@Property(tries = 150, seed = "2")
	void aChangedByteIsNoticedAndTheEntryIsGone(@ForAll @IntRange(max = 300) final int length,
		@ForAll final long seed) throws IOException {
		damaged(length, seed, (bytes, random) -> {
			bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			return bytes;
		});
	}

	@Property(tries = 150, seed = "3")
	void aTornEntryIsNoticedAndGone(@ForAll @IntRange(max = 300) final int length,
		@ForAll final long seed) throws IOException {
		damaged(length, seed, (bytes, random) -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));
		damaged(length, seed,
			(bytes, random) -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
	}

	private interface Damage {

		byte[] to(byte[] bytes, Random random);
	}

	private void damaged(final int length, final long seed, final Damage damage)
		throws IOException {
		try (Journal journal = Journal.open(own, "job").orElseThrow()) {
			journal.put("a", values(length, seed));
			final Path file = own.resolve("job").resolve("a");
			Files.write(file, damage.to(Files.readAllBytes(file), new Random(seed)));
			assertEquals(Optional.empty(), journal.get("a"));
			assertFalse(Files.exists(file));
		}
	}

	@Test
	void anEntryUnderAnotherNameIsNotTaken() throws IOException {
		try (Journal journal = Journal.open(root, "job").orElseThrow()) {
			journal.put("a", new float[]{1});
			Files.move(root.resolve("job").resolve("a"), root.resolve("job").resolve("b"));
			assertEquals(Optional.empty(), journal.get("b"));
		}
	}

	@Test
	void whatWasNeverFinishedIsSweptAway() throws IOException {
		Journal.open(root, "job").orElseThrow().close();
		final Path torn = Files.write(root.resolve("job").resolve("a.part"), new byte[5]);
		Journal.open(root, "job").orElseThrow().close();
		assertFalse(Files.exists(torn));
	}

	@Test
	void onlyOneHasIt() {
		try (Journal journal = Journal.open(root, "job").orElseThrow()) {
			assertEquals(Optional.empty(), Journal.open(root, "job"));
			journal.close();
			assertTrue(Journal.open(root, "job").isPresent());
		}
	}

	@Test
	void oldAndLargeOnesGo() throws IOException {
		final Instant now = Instant.now();
		for (int i = 0; i < 4; i++) {
			try (Journal journal = Journal.open(root, "job" + i).orElseThrow()) {
				journal.put("a", new float[250]);
			}
			Files.setLastModifiedTime(root.resolve("job" + i),
				FileTime.from(now.minus(Duration.ofDays(i))));
		}
		final Journal used = Journal.open(root, "job3").orElseThrow();
		Files.setLastModifiedTime(root.resolve("job3"), FileTime.from(now.minusSeconds(999_999)));
		Journal.tidy(root, 2500, now.minus(Duration.ofHours(30)));
		assertTrue(Journal.exists(root, "job0"));
		assertTrue(Journal.exists(root, "job1"));
		assertFalse(Journal.exists(root, "job2"), "too old");
		assertTrue(Journal.exists(root, "job3"), "in use");
		Journal.tidy(root, 1500, now.minus(Duration.ofHours(30)));
		assertFalse(Journal.exists(root, "job1"), "too much");
		used.close();
	}

	@Test
	void aJournalThatNobodyResumesIsTidiedAway() {
		Journal.once(root).close();
		Journal.tidy(root, Long.MAX_VALUE, Instant.EPOCH);
		assertFalse(Journal.any(root));
	}
}
