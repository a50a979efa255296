/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.insaneres.Refusal;

/** What the header of a file of weights (safetensors) says of its size in memory. */
final class Weights {

	private static final long LONGEST = 100_000_000;
	private static final Set<String> HALVES = Set.of("F16", "BF16");

	private Weights() {}

	/**
	 * Bytes that the tensors take for the processor. It computes with 32 bits, and those of 16 are
	 * kept beside, as measured.
	 */
	static long memory(final Path file) {
		try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
			final long length = Long.reverseBytes(in.readLong());
			if (length <= 0 || length > LONGEST) throw new IOException("no header");
			final JsonNode header = new ObjectMapper().readTree(in.readNBytes((int) length));
			long memory = 0;
			for (final JsonNode tensor : header) {
				final long bytes = tensor.path("data_offsets").path(1).asLong()
					- tensor.path("data_offsets").path(0).asLong();
				memory += HALVES.contains(tensor.path("dtype").asText())
					? bytes * 5 / 2
					: bytes;
			}
			return memory;
		} catch (final IOException e) {
			throw new Refusal("The file " + file + " is no safetensors file (" + e.getMessage() + ").",
				e);
		}
	}
}
