/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import org.insaneres.job.Desk;

/** A desk that is cleared when the work is done. */
interface WorkDesk extends Desk, AutoCloseable {

	@Override
	void close();
}
