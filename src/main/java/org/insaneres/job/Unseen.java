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

/** A monitor for work that nobody looks at while it is done. */
record Unseen(Monitor monitor) implements ForwardingMonitor {

	@Override
	public boolean previews() {
		return false;
	}

	@Override
	public void preview(final Supplier<RandomAccessibleInterval<FloatType>> block) {}
}
