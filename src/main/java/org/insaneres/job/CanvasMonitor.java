/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.function.Supplier;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.ForwardingMonitor;
import org.insaneres.Monitor;
import org.insaneres.job.canvas.Canvas;

/** Lets previews appear on one slice of a canvas, and everything else reach the desk. */
record CanvasMonitor(Monitor monitor, Canvas canvas, int slice) implements ForwardingMonitor {

	@Override
	public void preview(final Supplier<RandomAccessibleInterval<FloatType>> block) {
		if (previews()) canvas.sketch(slice, block);
	}
}
