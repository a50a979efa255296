/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes safetensors files of 32-bit floats. */
public final class TensorFile {

	private final Map<String, Object> header = new LinkedHashMap<>();
	private final ByteArrayOutputStream data = new ByteArrayOutputStream();

	/** Adds a tensor. */
	public TensorFile with(final String name, final Tensor tensor) {
		final ByteBuffer bytes = ByteBuffer.allocate(tensor.data().length * 4)
			.order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(tensor.data());
		return with(name, "F32", tensor.shape(), bytes.array());
	}

	/** Adds a tensor of any type. */
	public TensorFile with(final String name, final String dtype, final int[] shape,
		final byte[] bytes) {
		final int start = data.size();
		data.writeBytes(bytes);
		header.put(name, Map.of("dtype", dtype, "shape", shape, "data_offsets",
			new int[]{start, data.size()}));
		return this;
	}

	/** Adds what the maker says. */
	public TensorFile metadata(final String key, final String value) {
		header.put("__metadata__", Map.of(key, value));
		return this;
	}

	/** The bytes of the file. */
	public byte[] bytes() {
		try {
			final byte[] json = new ObjectMapper().writeValueAsString(header)
				.getBytes(StandardCharsets.UTF_8);
			return ByteBuffer.allocate(8 + json.length + data.size()).order(ByteOrder.LITTLE_ENDIAN)
				.putLong(json.length).put(json).put(data.toByteArray()).array();
		} catch (final IOException e) {
			throw new AssertionError(e);
		}
	}

	/** Writes the file. */
	public Path write(final Path to) throws IOException {
		return Files.write(to, bytes());
	}
}
