/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Refusal;

/**
 * What an ONNX file says about itself, read without loading it: fast at any size, and safe with
 * files from anywhere.
 *
 * @param path the file
 * @param inputs that must be given
 * @param outputs of the graph
 * @param operators used anywhere in the main graph or the model's own functions
 * @param domains of the model's own functions
 * @param data names of files with weights, and the size each must have at least
 * @param reduction how much convolutions and poolings with strides reduce a side, all together: 2
 * to the number of downsamplings in a UNet
 * @param halves number of weights of 16 bits
 */
public record OnnxFile(Path path, List<Port> inputs, List<Port> outputs, Set<Operator> operators,
	Set<String> domains, Map<String, Long> data, int reduction, long halves) {

	/** Operator sets that ONNX Runtime registers itself. */
	private static final Set<String> KNOWN = Set.of("", "ai.onnx", "ai.onnx.ml",
		"ai.onnx.training", "ai.onnx.preview.training", "ai.onnx.preview", "com.microsoft",
		"com.microsoft.nchwc", "com.microsoft.experimental", "com.microsoft.dml",
		"com.ms.internal.nhwc", "org.pytorch.aten");

	/**
	 * @param domain empty for standard ONNX
	 * @param type such as Conv
	 */
	public record Operator(String domain, String type) {}

	/** @throws Refusal if the file is missing or no ONNX file */
	public static OnnxFile read(final Path path) {
		if (!Files.isRegularFile(path)) {
			throw new Refusal("The file " + path + " does not exist; download the model again.");
		}
		try {
			Impostor.refuseDownloads(path);
			try (Wire wire = new Wire(path)) {
				return new OnnxReader(wire).read(path);
			}
		} catch (final IOException e) {
			throw new Refusal("The file " + path + " is damaged or not an ONNX model ("
				+ e.getMessage() + "); download or export it again.", e);
		}
	}

	/** Whether the graph draws random numbers itself. */
	public boolean random() {
		return operators.stream().anyMatch(operator -> operator.type().startsWith("RandomNormal"));
	}

	/** Size of the file and of its weights' files in bytes; missing files count nothing. */
	public long bytes() {
		long bytes = path.toFile().length();
		for (final String name : data.keySet()) bytes += path.resolveSibling(name).toFile().length();
		return bytes;
	}

	/**
	 * What it takes when loaded for the processor, in bytes. That computes with 32 bits; weights of
	 * 16 are kept beside, as measured.
	 */
	public long memory() {
		return bytes() + 3 * halves;
	}

	/**
	 * Checks what ONNX Runtime would only notice while loading.
	 *
	 * @throws Refusal if a file with weights is missing, too short or outside the model's folder, or
	 * an operator is of an unknown set
	 */
	public void check() {
		data.forEach(this::checkData);
		for (final Operator operator : operators) {
			if (!KNOWN.contains(operator.domain()) && !domains.contains(operator.domain())) {
				throw Complaint.unknown(path.toString(), operator.domain(), operator.type(), null);
			}
		}
	}

	private void checkData(final String name, final long size) {
		final Path folder = path.toAbsolutePath().normalize().getParent();
		final Path file;
		try {
			file = folder.resolve(name).normalize();
		} catch (final IllegalArgumentException e) {
			throw new Refusal("The model " + path + " names a file of weights that cannot exist here;"
				+ " download or export it again.", e);
		}
		if (!file.startsWith(folder)) {
			throw new Refusal("The model " + path + " wants its weights from outside its folder ("
				+ name + "), which is not allowed; put them beside it and export it again.");
		}
		if (!Files.isRegularFile(file)) {
			throw new Refusal("The file " + file + " with the weights of " + path.getFileName()
				+ " is missing; download it too.");
		}
		final long actual = file.toFile().length();
		if (actual < size) {
			throw new Refusal("The file " + file + " is too short: it has " + actual + " bytes and "
				+ path.getFileName() + " needs " + size + "; download it again.");
		}
	}
}
