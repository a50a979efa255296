/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.File;
import java.util.List;

import org.insaneres.Refusal;

/**
 * What runs networks; ONNX Runtime calls it an execution provider.
 *
 * @param name one of {@link #NAMES}, or the path of a library with further devices
 */
public record Device(String name) {

	/** A graphics card if one can be used, otherwise the processor. */
	public static final Device AUTOMATIC = new Device("Automatic");

	/** The processor; always there. */
	public static final Device CPU = new Device("CPU");

	/** Nvidia's graphics cards; needs ONNX Runtime's GPU jar. */
	public static final Device CUDA = new Device("CUDA");

	/** Nvidia's compiler for its cards: slow to load and fast to run; needs the GPU jar. */
	public static final Device TENSORRT = new Device("TensorRT");

	/** Apple's accelerators. */
	public static final Device COREML = new Device("CoreML");

	/** The devices that have a name. */
	public static final List<String> NAMES = List.of("Automatic", "CPU", "CUDA", "TensorRT",
		"CoreML");

	/**
	 * @param text a name in any case, or the path of a plugin library; {@link #AUTOMATIC} when empty
	 * @throws Refusal if it is neither
	 */
	public static Device of(final String text) {
		final String wish = text.strip();
		if (wish.isEmpty()) return AUTOMATIC;
		for (final String name : NAMES) {
			if (name.equalsIgnoreCase(wish)) return new Device(name);
		}
		if (new File(wish).isFile()) return new Device(new File(wish).getAbsolutePath());
		throw new Refusal("device is " + wish + ", but must be one of " + String.join(", ", NAMES)
			+ ", or the path of a library with an execution provider of ONNX Runtime.");
	}

	/** Whether it is a library that ONNX Runtime has to load first. */
	boolean plugin() {
		return !NAMES.contains(name);
	}

	@Override
	public String toString() {
		return name;
	}
}
