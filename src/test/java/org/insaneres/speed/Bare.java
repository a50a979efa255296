/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.speed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** The built-in model's network on ONNX Runtime itself, with inputs made once. */
final class Bare implements AutoCloseable {

	/** Pixels per latent, and channels of a latent. */
	private static final int FACTOR = 4;
	private static final int CHANNELS = 48;

	private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
	private final OrtSession session;
	private final Map<String, OnnxTensor> inputs;

	/**
	 * @param side of the picture in pixels
	 * @param threads 0 for all cores
	 */
	Bare(final int side, final int threads) throws OrtException {
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			// As the engine sets it, so that only its own work makes the difference
			options.addConfigEntry("session.intra_op.spin_duration_us", "200");
			options.setIntraOpNumThreads(threads);
			session = environment.createSession(Path.of("models/mini/unet/model.onnx").toString(),
				options);
		}
		inputs = Map.of("sample", tensor(1, CHANNELS, side / FACTOR, side / FACTOR),
			"encoder_hidden_states", tensor(1, 77, 128), "timestep",
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

	/** Evaluates it so many times. */
	void run(final int evaluations) {
		try {
			for (int i = 0; i < evaluations; i++) {
				session.run(inputs).close();
			}
		} catch (final OrtException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void close() throws OrtException {
		session.close();
		inputs.values().forEach(OnnxTensor::close);
	}
}
