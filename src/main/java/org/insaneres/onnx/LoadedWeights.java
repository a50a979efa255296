/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.onnx.SafeTensors.Entry;

/**
 * Weights in native memory, outside the graph that works with them: it has an input for each, and
 * {@link Session} gives them along with every run.
 * <p>
 * As constants of the graph, ONNX Runtime would copy and rearrange them while loading: of a network
 * in half precision that takes twice the memory at its peak and several times as long, and makes a
 * step faster by some percent only.
 */
public final class LoadedWeights implements AutoCloseable {

	private static final int SMALLEST_ROOM = 1 << 20;

	private final Map<String, OnnxTensor> tensors = new HashMap<>();
	private final Map<Copy, OrtSession> copiers = new HashMap<>();
	private ByteBuffer room = ByteBuffer.allocate(0);

	/**
	 * Reads a tensor of floating-point numbers from a file, for the input of the same name.
	 *
	 * @param shape that the tensor shall have; as many values as in the file
	 * @param storage what it becomes
	 * @throws Refusal if the file cannot be read, or memory does not suffice
	 */
	public void read(final SafeTensors file, final Entry entry, final long[] shape,
		final Storage storage) {
		final String name = entry.name();
		final OnnxJavaType type = type(entry.dtype());
		try {
			if (type == null) {
				put(name, storage, file.read(name), shape);
				return;
			}
			if (room.capacity() < entry.bytes()) room = direct(entry.bytes());
			file.copy(entry, room);
			try (OnnxTensor given = OnnxTensor.createTensor(OnnxRuntime.environment(),
				room.slice().order(ByteOrder.nativeOrder()), shape, type)) {
				copy(name, given, new Copy(entry.dtype(), storage));
			}
		} catch (final OrtException e) {
			throw Complaint.loading(file.path().toString(), e);
		}
	}

	/** Takes values that are in no file. */
	public void put(final String name, final Storage storage, final float[] values,
		final long... shape) {
		final long bytes = (long) values.length * Float.BYTES;
		if (room.capacity() < bytes) room = direct(bytes);
		room.clear().limit((int) bytes);
		room.asFloatBuffer().put(values);
		try (OnnxTensor given = OnnxTensor.createTensor(OnnxRuntime.environment(),
			room.slice().order(ByteOrder.nativeOrder()), shape, OnnxJavaType.FLOAT)) {
			copy(name, given, new Copy(DType.F32, storage));
		} catch (final OrtException e) {
			throw Complaint.loading(name, e);
		}
	}

	/** Frees what is needed for reading only. */
	public void complete() {
		room = ByteBuffer.allocate(0);
	}

	/** Whether a type of numbers can be kept as it is; others become 32-bit floats. */
	public static boolean keeps(final DType dtype) {
		return type(dtype) != null;
	}

	private static OnnxJavaType type(final DType dtype) {
		return switch (dtype) {
			case F32 -> OnnxJavaType.FLOAT;
			case F16 -> OnnxJavaType.FLOAT16;
			case BF16 -> OnnxJavaType.BFLOAT16;
			default -> null;
		};
	}

	private static ByteBuffer direct(final long bytes) {
		if (bytes > Integer.MAX_VALUE) {
			throw new Refusal("A tensor of " + (bytes >> 20) + " MB is too large to be read.");
		}
		try {
			return ByteBuffer.allocateDirect(Math.max(SMALLEST_ROOM, (int) bytes))
				.order(ByteOrder.nativeOrder());
		} catch (final OutOfMemoryError e) {
			throw new Refusal("There is not enough memory for a tensor of " + (bytes >> 20)
				+ " MB; close other pictures or programs.", e);
		}
	}

	private void keep(final String name, final OnnxTensor tensor) {
		final OnnxTensor before = tensors.put(name, tensor);
		if (before != null) before.close();
	}

	/** Name of the scales that belong to a tensor of 8-bit numbers. */
	public static String scales(final String name) {
		return name + ".scales";
	}

	/** Lets ONNX Runtime itself make room: Java's own native memory is limited to its heap's size. */
	private void copy(final String name, final OnnxTensor given, final Copy copy)
		throws OrtException {
		OrtSession session = copiers.get(copy);
		if (session == null) {
			session = copy.open();
			copiers.put(copy, session);
		}
		// Not closed: the tensors live on
		for (final var made : session.run(Map.of("x", given))) {
			keep(made.getKey().equals(Storage.SCALES) ? scales(name) : name,
				(OnnxTensor) made.getValue());
		}
	}

	/** A graph that makes a copy of a tensor. */
	private record Copy(DType from, Storage storage) {

		OrtSession open() throws OrtException {
			final Graph graph = new Graph("copy");
			storage.write(graph, graph.anyInput("x", from.onnx()), from);
			try (SessionOptions options = new SessionOptions()) {
				// An arena would keep more than was asked for
				options.setCPUArenaAllocator(false);
				return OnnxRuntime.environment().createSession(graph.bytes(), options);
			}
		}
	}

	Map<String, OnnxTensor> tensors() {
		return tensors;
	}

	/** Frees them all. */
	@Override
	public void close() {
		tensors.values().forEach(OnnxTensor::close);
		tensors.clear();
		for (final OrtSession session : copiers.values()) {
			try {
				session.close();
			} catch (final OrtException e) {
				throw Complaint.running("weights", e);
			}
		}
		copiers.clear();
	}
}
