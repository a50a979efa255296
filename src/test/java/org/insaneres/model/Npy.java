/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.onnx.Tensor;

/** Reads NumPy's files of little-endian float32 or int64 in C order. */
public final class Npy {

	private Npy() {}

	public static Tensor read(final Path file) {
		try {
			final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file))
				.order(ByteOrder.LITTLE_ENDIAN);
			final int length = bytes.getShort(8) & 0xffff;
			final String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
			if (!header.contains("'fortran_order': False")) throw new IOException(header);
			final Matcher shape = Pattern.compile("'shape': \\(([^)]*)\\)").matcher(header);
			if (!shape.find()) throw new IOException(header);
			final int[] sides = Arrays.stream(shape.group(1).split(",")).map(String::strip)
				.filter(side -> !side.isEmpty()).mapToInt(Integer::parseInt).toArray();
			final float[] data = new float[Arrays.stream(sides).reduce(1, (a, b) -> a * b)];
			bytes.position(10 + length);
			if (header.contains("<f4")) bytes.asFloatBuffer().get(data);
			else if (header.contains("<i8")) {
				for (int i = 0; i < data.length; i++) data[i] = bytes.asLongBuffer().get(i);
			} else throw new IOException(header);
			return new Tensor(data, sides);
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** One entry along the first axis. */
	public static Tensor row(final Tensor all, final int index) {
		final int[] shape = Arrays.copyOfRange(all.shape(), 1, all.shape().length);
		final int size = all.data().length / all.shape()[0];
		return new Tensor(Arrays.copyOfRange(all.data(), index * size, (index + 1) * size), shape);
	}

	/** Length of the difference, as a share of the length of what was expected. */
	public static double relative(final Tensor actual, final Tensor expected) {
		double error = 0;
		double size = 0;
		for (int i = 0; i < expected.data().length; i++) {
			error += Math.pow(actual.data()[i] - expected.data()[i], 2);
			size += Math.pow(expected.data()[i], 2);
		}
		return Math.sqrt(error / size);
	}

	/** The largest absolute difference; infinite for different shapes. */
	public static double difference(final Tensor a, final Tensor b) {
		if (!Arrays.equals(a.shape(), b.shape())) return Double.POSITIVE_INFINITY;
		double worst = 0;
		for (int i = 0; i < a.data().length; i++) {
			final double difference = Math.abs(a.data()[i] - b.data()[i]);
			worst = difference <= worst ? worst : difference;
		}
		return worst;
	}
}
