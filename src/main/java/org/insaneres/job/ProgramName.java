/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

/** This program, as pictures name it. */
public final class ProgramName {

	public static final String NAME = "InsaneRes";

	private ProgramName() {}

	/** From the jar; classes that were never packed have none. */
	static String version() {
		final String version = ProgramName.class.getPackage().getImplementationVersion();
		return version == null ? "unreleased" : version;
	}
}
