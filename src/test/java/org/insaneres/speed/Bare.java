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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The built-in model on ONNX Runtime itself, with inputs made once. */
final class Bare implements AutoCloseable {

	/** Pixels per latent, and channels of a latent. */
	private static final int FACTOR = 4;
	private static final int CHANNELS = 48;

	private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
	private final OrtSession network;
	private final OrtSession encoder;
	private final OrtSession decoder;
	private final Map<String, OnnxTensor> inputs;
	private final Map<String, OnnxTensor> picture;
	private final Map<String, OnnxTensor> latent;

	/**
	 * @param whole side of the picture in pixels
	 * @param side of what the network sees of it
	 * @param threads 0 for all cores
	 */
	Bare(final int whole, final int side, final int threads) throws OrtException {
		try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
			// As the engine sets it, so that only its own work makes the difference
			options.addConfigEntry("session.intra_op.spin_duration_us", "200");
			options.setIntraOpNumThreads(threads);
			network = open("unet", options);
			encoder = open("vae_encoder", options);
			decoder = open("vae_decoder", options);
		}
		inputs = Map.of("sample", tensor(1, CHANNELS, side / FACTOR, side / FACTOR),
			"encoder_hidden_states", tensor(1, 77, 128), "timestep",
			OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[]{200}), new long[0]));
		picture = Map.of("sample", tensor(1, 3, whole, whole));
		latent = Map.of("latent_sample", tensor(1, CHANNELS, whole / FACTOR, whole / FACTOR));
	}

	private OrtSession open(final String part, final OrtSession.SessionOptions options)
		throws OrtException {
		return environment.createSession("models/mini/" + part + "/model.onnx", options);
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

	/** Encodes a picture, evaluates the network so many times, and decodes. */
	void run(final int evaluations) {
		try {
			encoder.run(picture).close();
			for (int i = 0; i < evaluations; i++) {
				network.run(inputs).close();
			}
			decoder.run(latent).close();
		} catch (final OrtException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public void close() throws OrtException {
		for (final OrtSession session : List.of(network, encoder, decoder)) session.close();
		for (final Map<String, OnnxTensor> each : List.of(inputs, picture, latent)) {
			each.values().forEach(OnnxTensor::close);
		}
	}
}
