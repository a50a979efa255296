/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/**
 * Times image-to-image of a 512 x 512 picture, from pixels to pixels, against nothing but the
 * network evaluations in it, run on ONNX Runtime directly. Both take turns in one process; the
 * ratio of the medians is what counts.
 *
 * <pre>
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.insaneres.job.OverheadBenchmark
 * </pre>
 */
public final class OverheadBenchmark {

	private static final int SIDE = 512;
	private static final int ROUNDS = 9;
	/** The first round loads the model; the others let Java compile. */
	private static final int WARM_UP = 4;
	/** A1111's rule runs 7 steps of 20 at strength 0.3. */
	private static final int EVALUATIONS = 7;

	private OverheadBenchmark() {}

	/** @param args the lock's weight, 0 if absent */
	public static void main(final String... args) throws OrtException {
		final double lock = args.length > 0 ? Double.parseDouble(args[0]) : 0;
		final ImageToImageSettings settings = new ImageToImageSettings("", 0.3, 20, 1, "DPM++ 2M",
			"Automatic", 1, "New image", "Position", "A1111", "A1111", 1, -1, 0, -1, "", 0, "", 0, lock,
			"Image", 16, -1, "Original", false, 1, false, "", "painting, sharp", "");
		final int[] pixels = new Random(1).ints(SIDE * SIDE, 0, 1 << 24).toArray();
		final ImagePlus image = new ImagePlus("a", new ColorProcessor(SIDE, SIDE, pixels));
		final double[] whole = new double[ROUNDS];
		final double[] bare = new double[ROUNDS];
		try (Bare network = new Bare(Path.of("models/mini/unet/model.onnx"))) {
			for (int i = -WARM_UP; i < ROUNDS; i++) {
				final double a = seconds(() -> ImageToImage.run(image, settings, Desk.NONE));
				final double b = seconds(network::run);
				if (i < 0) continue;
				whole[i] = a;
				bare[i] = b;
			}
		}
		Arrays.sort(whole);
		Arrays.sort(bare);
		System.out.printf("image-to-image %.3f s, its %d evaluations alone %.3f s, ratio %.3f%n",
			whole[ROUNDS / 2], EVALUATIONS, bare[ROUNDS / 2], whole[ROUNDS / 2] / bare[ROUNDS / 2]);
	}

	private static double seconds(final Runnable work) {
		final long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) * 1e-9;
	}

	/** The network on ONNX Runtime itself, with inputs made once. */
	private static final class Bare implements AutoCloseable {

		private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
		private final OrtSession session;
		private final Map<String, OnnxTensor> inputs;

		Bare(final Path file) throws OrtException {
			try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
				// As the engine sets them, so that only its own work makes the difference
				options.addConfigEntry("session.intra_op.allow_spinning", "0");
				session = environment.createSession(file.toString(), options);
			}
			inputs = Map.of("sample", tensor(1, 48, SIDE / 4, SIDE / 4), "encoder_hidden_states",
				tensor(1, 77, 128), "timestep",
				OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[]{200}), new long[0]));
		}

		private OnnxTensor tensor(final long... shape) throws OrtException {
			final int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
			final FloatBuffer values = ByteBuffer.allocateDirect(4 * size)
				.order(ByteOrder.nativeOrder()).asFloatBuffer();
			final Random random = new Random(2);
			for (int i = 0; i < size; i++) {
				values.put(i, (float) random.nextGaussian());
			}
			return OnnxTensor.createTensor(environment, values, shape);
		}

		void run() {
			try {
				for (int i = 0; i < EVALUATIONS; i++) {
					session.run(inputs).close();
				}
			} catch (final OrtException e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public void close() throws OrtException {
			session.close();
		}
	}
}
