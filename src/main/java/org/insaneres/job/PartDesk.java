/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import org.insaneres.Monitor;

/**
 * The desk of one part of the work.
 *
 * @param desk where the part's picture is shown, which may be nowhere
 * @param part of the whole work
 */
public record PartDesk(Desk desk, Monitor part) implements ForwardingDesk {

	@Override
	public void progress(final double fraction, final String what) {
		part.progress(fraction, what);
	}

	@Override
	public void note(final String line) {
		part.note(line);
	}

	@Override
	public boolean canceled() {
		return part.canceled();
	}

}
