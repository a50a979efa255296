/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Context;
import org.insaneres.model.DiffusionModel;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints whose header was changed at random: well-formed ones that name, size or type tensors
 * otherwise, and ones with wrong bytes. Each opens or is refused in a sentence.
 */
class CheckpointFuzzTest {

	/** How many are tried; a long run takes 100000 and more. */
	private static final int TRIES = Integer.getInteger("insaneres.fuzz", 300);

	/** Of so many that are not refused one is loaded and run. */
	private static final int RUN_EVERY = 4;

	@TempDir
	Path folder;
	private int accepted;
	private int opened;

	@Test
	void changedHeadersEndInASentence() throws IOException {
		final Path file = folder.resolve("changed.safetensors");
		int refused = 0;
		for (int i = 0; i < TRIES; i++) {
			final Random random = new Random(i);
			write(file, random);
			try {
				Checkpoint.inspect(file);
				Checkpoint.plan(file);
				if (accepted++ % RUN_EVERY == 0) run(file);
			} catch (final Refusal e) {
				refused++;
				final String message = e.getMessage();
				assertTrue(message.endsWith(".") && !message.contains("\n") && message.length() < 1000,
					i + ": " + message);
			} catch (final RuntimeException | Error e) {
				throw new AssertionError("Changed header number " + i, e);
			}
		}
		System.out.println("cases: " + TRIES + ", refused " + refused + ", run " + opened);
		assertTrue(refused > TRIES / 2, "refused " + refused);
	}

	private void run(final Path file) {
		try (DiffusionModel model = Checkpoint.open(file, CheckpointOptions.DEFAULT, Monitor.NONE)) {
			model.network().predict(new Tensor(new float[4 * 64], 4, 8, 8), 1,
				new Context(new Tensor(new float[77 * 8], 77, 8), Map.of()), () -> false);
			opened++;
		}
	}

	/** The header changed somewhere, and zeros behind it, as many as the sizes ask for or fewer. */
	private static void write(final Path file, final Random random) throws IOException {
		final Synthetic all = Synthetic.sd15(32, 8, 1);
		final List<String> names = new ArrayList<>(all.shapes().keySet());
		for (int n = random.nextInt(3); n >= 0; n--) change(all, names, random);
		final DType dtype = DType.values()[random.nextInt(4) == 0
			? random.nextInt(DType.values().length)
			: DType.F16.ordinal()];
		final byte[] header = all.header(dtype);
		if (random.nextInt(3) == 0) {
			for (int n = random.nextInt(4); n >= 0; n--) {
				header[8 + random.nextInt(header.length - 8)] = (byte) random.nextInt(256);
			}
		}
		if (random.nextInt(20) == 0) header[random.nextInt(8)] = (byte) random.nextInt(256);
		try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
			out.setLength(0);
			out.write(header);
			final long data = all.parameters("") * dtype.size();
			// Never more room on the disk than a large checkpoint takes, and only as holes
			out.setLength(header.length + Math.max(0, Math.min(data, 1L << 33))
				- (random.nextInt(20) == 0 ? Math.min(data, 1) : 0));
		}
	}

	private static void change(final Synthetic all, final List<String> names,
		final Random random) {
		final Map<String, long[]> shapes = all.shapes();
		final String name = names.get(random.nextInt(names.size()));
		final String other = names.get(random.nextInt(names.size()));
		if (!shapes.containsKey(name) || !shapes.containsKey(other)) return;
		switch (random.nextInt(8)) {
			case 0 -> shapes.remove(name);
			case 1 -> shapes.put(name.replaceFirst("\\d", "" + random.nextInt(12)), shapes.remove(name));
			case 2 -> shapes.put(name, shapes.get(other));
			case 3 -> shapes.put(name, new long[random.nextInt(6)]);
			case 4 -> {
				final long[] shape = shapes.get(name).clone();
				if (shape.length == 0) return; // of case 3
				shape[random.nextInt(shape.length)] = random.nextInt(3) == 0
					? 1L << random.nextInt(40)
					: random.nextInt(70);
				shapes.put(name, shape);
			}
			case 5 -> shapes.put(other + "." + name, new long[]{1 + random.nextInt(5)});
			case 6 -> {
				// A whole part
				final String part = name.substring(0, Math.max(1, name.lastIndexOf('.')));
				shapes.keySet().removeIf(key -> key.startsWith(part));
			}
			default -> {
				final long[] shape = shapes.get(name).clone();
				for (int i = 0; i < shape.length; i++) shape[i] = shape[shape.length - 1 - i];
				shapes.put(name, shape);
			}
		}
	}
}
