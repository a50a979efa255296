/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.List;

/** What lies in the models folder, by the names a user types. */
public final class Installed {

	private Installed() {}

	/** Diffusion models, the default one first; empty if there is none. */
	public static List<String> models() {
		return List.of();
	}

	/** Networks that enlarge pictures before diffusion; empty if there is none. */
	public static List<String> upscalers() {
		return List.of();
	}
}
