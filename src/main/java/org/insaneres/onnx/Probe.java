/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import org.insaneres.Refusal;

/**
 * A convolution of ones by nine ones, run on a device that must do it itself: it needs what
 * networks need, and its result is known.
 */
final class Probe {

	private static final long[] PICTURE = {1, 1, 8, 8};
	private static final int[] KERNEL = {1, 1, 3, 3};
	private static final float SUM = 9;

	private Probe() {}

	/** Why a device does not work, or nothing if it does. */
	static Optional<String> run(final Device device) {
		final OrtEnvironment environment = OnnxRuntime.environment();
		try (SessionOptions options = new SessionOptions()) {
			options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
			if (!device.equals(Device.CPU)) {
				options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
			}
			Providers.add(options, device);
			try (var session = environment.createSession(graph(), options);
				var input = OnnxTensor.createTensor(environment, ones(), PICTURE);
				var result = session.run(Map.of("x", input))) {
				final float sum = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
				return Math.abs(sum - SUM) < 1e-2
					? Optional.empty()
					: Optional.of("it computes 9 ones as " + sum);
			}
		} catch (final OrtException e) {
			return Optional.of(Complaint.device(e));
		} catch (final Refusal e) {
			return Optional.of(e.getMessage());
		}
	}

	private static FloatBuffer ones() {
		final FloatBuffer ones = ByteBuffer.allocateDirect(64 * 4).order(ByteOrder.nativeOrder())
			.asFloatBuffer();
		for (int i = 0; i < 64; i++) ones.put(i, 1);
		return ones;
	}

	/** The file of the graph; field numbers are those of onnx.proto (github.com/onnx/onnx). */
	private static byte[] graph() {
		final ByteBuffer ones = ByteBuffer.allocate(9 * 4).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < 9; i++) ones.putFloat(1);
		final Message weights = new Message();
		for (final int side : KERNEL) weights.number(1, side);
		weights.number(2, 1).text(8, "w").bytes(9, ones.array());
		final Message node = new Message().text(1, "x").text(1, "w").text(2, "y").text(4, "Conv");
		final Message graph = new Message().message(1, node).text(2, "probe").message(5, weights)
			.message(11, port("x", 8)).message(12, port("y", 6));
		return new Message().number(1, 8).message(7, graph)
			.message(8, new Message().text(1, "").number(2, 13)).out.toByteArray();
	}

	private static Message port(final String name, final int side) {
		final Message shape = new Message();
		for (final int length : new int[]{1, 1, side, side}) {
			shape.message(1, new Message().number(1, length));
		}
		final Message tensor = new Message().number(1, 1).message(2, shape);
		return new Message().text(1, name).message(2, new Message().message(1, tensor));
	}

	/** A protobuf message of numbers and lengths below 16384. */
	private static final class Message {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		Message number(final int field, final int number) {
			out.write(field << 3);
			varint(number);
			return this;
		}

		Message text(final int field, final String text) {
			return bytes(field, text.getBytes(StandardCharsets.UTF_8));
		}

		Message message(final int field, final Message message) {
			return bytes(field, message.out.toByteArray());
		}

		Message bytes(final int field, final byte[] bytes) {
			out.write(field << 3 | 2);
			varint(bytes.length);
			out.writeBytes(bytes);
			return this;
		}

		private void varint(final int number) {
			if (number >= 0x80) out.write(number & 0x7f | 0x80);
			out.write(number >= 0x80 ? number >> 7 : number);
		}
	}
}
