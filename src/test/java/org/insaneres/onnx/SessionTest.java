/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;

class SessionTest {

	private static final Path MODELS = Path.of("src/test/resources/tiny-models/models");
	private static final Path UNET = MODELS.resolve("sd15/unet/model.onnx");
	private static final BooleanSupplier GO = () -> false;

	/** The default model's network, on pictures of 1024 x 1024 busy for a second or two. */
	private static final Path SLOW = Path.of("models/mini/unet/model.onnx");
	private static final Map<String, Tensor> LARGE = Map.of("sample", wave(1, 48, 256, 256),
		"timestep", new Tensor(new float[]{501}), "encoder_hidden_states", wave(1, 77, 128));

	@Test
	void tellsItsPorts() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			assertEquals("[sample float32 [?, 4, ?, ?], timestep int64 [], encoder_hidden_states float32 "
				+ "[?, ?, 32]]", session.inputs().toString());
			assertEquals(OnnxFile.read(UNET).inputs().toString(), session.inputs().toString());
		}
	}

	@Test
	void sizesMayChangeFromRunToRun() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			final float[] small = run(session, 8, 77, GO);
			run(session, 16, 154, GO);
			assertArrayEquals(small, run(session, 8, 77, GO));
		}
	}

	@Test
	void writesIntoGivenArrays() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			final Tensor given = new Tensor(new float[4 * 8 * 8], 1, 4, 8, 8);
			session.runInto(values(8, 77), Map.of("out_sample", given), GO);
			assertArrayEquals(run(session, 8, 77, GO), given.data());
			final Tensor wrong = new Tensor(new float[4 * 8 * 4], 1, 4, 8, 4);
			assertThrows(Refusal.class,
				() -> session.runInto(values(8, 77), Map.of("out_sample", wrong), GO));
		}
	}

	@Test
	void readsWeightsBesideGraphsFromMemory() throws IOException {
		final Path file = MODELS.resolve("sd15-inpaint/unet/model.onnx");
		final Map<String, Tensor> values = values(8, 77);
		values.put("sample", wave(1, 9, 8, 8));
		values.put("timestep", new Tensor(new float[]{501}, 1));
		values.put("encoder_hidden_states", wave(1, 77, 24));
		try (Session fromFile = Session.open(file, Options.DEFAULT);
			Session fromMemory = Session.open("unet", Files.readAllBytes(file), file.getParent(),
				new Options(1, true))) {
			final float[] expected = fromFile.run(values, GO).get("out_sample").data();
			assertArrayEquals(expected, fromMemory.run(values, GO).get("out_sample").data(), 1e-4f);
		}
	}

	@Test
	void cancelStopsARunAndNothingElse() {
		try (Session session = Session.open(SLOW, Options.DEFAULT)) {
			long start = System.nanoTime();
			final float[] whole = session.run(LARGE, GO).get("out_sample").data();
			final long time = System.nanoTime() - start;
			start = System.nanoTime();
			final long cancel = start + time / 10;
			assertThrows(CancellationException.class,
				() -> session.run(LARGE, () -> System.nanoTime() > cancel));
			final long canceled = System.nanoTime() - start;
			assertTrue(canceled > time / 10 && canceled < time * 3 / 4,
				canceled + " ns of " + time + " ns");
			assertArrayEquals(whole, session.run(LARGE, GO).get("out_sample").data());
		}
	}

	@Test
	void canceledBeforehandDoesNotRun() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			assertThrows(CancellationException.class, () -> run(session, 8, 77, () -> true));
		}
	}

	@Test
	void failureToAskComesThrough() {
		try (Session session = Session.open(SLOW, Options.DEFAULT)) {
			final long late = System.nanoTime() + 50_000_000;
			assertThrows(ArithmeticException.class, () -> session.run(LARGE, () -> {
				if (System.nanoTime() > late) throw new ArithmeticException();
				return false;
			}));
		}
	}

	@Test
	void closedSessionsThrow() {
		final Session session = Session.open(UNET, Options.DEFAULT);
		session.close();
		session.close();
		assertThrows(IllegalStateException.class, () -> run(session, 8, 77, GO));
	}

	@Test
	void closingStopsARunInProgress() throws InterruptedException {
		final Session session = Session.open(SLOW, Options.DEFAULT);
		final CompletableFuture<Void> running = new CompletableFuture<>();
		final CompletableFuture<Map<String, Tensor>> result = CompletableFuture
			.supplyAsync(() -> session.run(LARGE, () -> {
				running.complete(null);
				return false;
			}));
		running.join();
		Thread.sleep(50);
		session.close();
		final Throwable cause = assertThrows(CompletionException.class, result::join).getCause();
		assertTrue(cause instanceof CancellationException, String.valueOf(cause));
	}

	@Test
	void refusesWhatDoesNotFit() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			final Map<String, Tensor> values = values(8, 77);
			values.put("sample", wave(1, 3, 8, 8));
			assertSays(session, values, "[1, 3, 8, 8]");
			values.remove("sample");
			assertSays(session, values, "sample");
			values.putAll(values(8, 77));
			values.put("mystery", wave(1));
			assertSays(session, values, "mystery");
		}
	}

	private static void assertSays(final Session session, final Map<String, Tensor> values,
		final String word) {
		final String sentence = assertThrows(Refusal.class, () -> session.run(values, GO)).getMessage();
		assertTrue(sentence.contains(word), sentence);
	}

	/** Some options of ONNX Runtime make the calling thread flush denormal numbers for good. */
	@Test
	void leavesTheThreadsArithmeticAlone() {
		try (Session session = Session.open(UNET, Options.DEFAULT)) {
			run(session, 8, 77, GO);
		}
		float least = Float.MIN_NORMAL;
		for (int i = 0; i < 100_000; i++) least = i % 2 == 0 ? least / 2 : least * 2;
		assertEquals(Float.MIN_NORMAL, least);
	}

	private static float[] run(final Session session, final int side, final int tokens,
		final BooleanSupplier canceled) {
		return session.run(values(side, tokens), canceled).get("out_sample").data();
	}

	private static Map<String, Tensor> values(final int side, final int tokens) {
		return new HashMap<>(Map.of("sample", wave(1, 4, side, side), "timestep",
			new Tensor(new float[]{501}), "encoder_hidden_states", wave(1, tokens, 32)));
	}

	private static Tensor wave(final int... shape) {
		int size = 1;
		for (final int side : shape) size *= side;
		final float[] data = new float[size];
		for (int i = 0; i < size; i++) data[i] = (float) Math.sin(0.7 * i);
		return new Tensor(data, shape);
	}
}
