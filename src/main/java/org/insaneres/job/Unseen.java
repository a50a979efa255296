/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import org.insaneres.Monitor;

/** A monitor for work that nobody looks at while it is done. */
record Unseen(Monitor monitor) implements Monitor {

	@Override
	public void progress(final double fraction, final String what) {
		monitor.progress(fraction, what);
	}

	@Override
	public void note(final String line) {
		monitor.note(line);
	}

	@Override
	public boolean canceled() {
		return monitor.canceled();
	}
}
