/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import net.imglib2.Interval;

import org.insaneres.ForwardingMonitor;
import org.insaneres.Monitor;

/** The monitor of a tile, which stops when that is spared. */
record Sparable(Monitor monitor, Interval tile) implements ForwardingMonitor {

	@Override
	public boolean canceled() {
		return monitor.canceled() || monitor.spares(tile, 0);
	}
}
