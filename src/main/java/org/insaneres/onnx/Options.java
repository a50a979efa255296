/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

/**
 * How a {@link Session} uses the machine.
 *
 * @param threads threads for one run; 0 for all physical cores
 * @param lowMemory loads faster and into less memory, runs 5 to 15 % slower
 * @param device what shall run it; where that is not possible, the processor does
 */
public record Options(int threads, boolean lowMemory, Device device) {

	/** The processor, all cores, full speed. */
	public static final Options DEFAULT = new Options(0, false);

	/** The processor. */
	public Options(final int threads, final boolean lowMemory) {
		this(threads, lowMemory, Device.CPU);
	}
}
