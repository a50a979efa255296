/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.util.regex.Pattern;

import org.insaneres.Refusal;

/**
 * A file as the server lists it.
 *
 * @param path within the repository, with slashes; safe to use below a folder
 * @param size in bytes
 * @param sum SHA-256 of large files, the SHA-1 that Git gives of small ones
 */
record RemoteFile(String path, long size, String sum) {

	private static final Pattern SUM = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

	/** Nothing that a system reads as another place, or refuses. */
	private static final Pattern SAFE = Pattern
		.compile("(?!\\.{1,2}$)[^\\\\/:*?\"<>|\\p{Cntrl}]*[^\\\\/:*?\"<>|\\p{Cntrl}. ]");

	RemoteFile {
		check(path);
		if (size < 0 || !SUM.matcher(sum).matches()) {
			throw new Refusal("The server gives no size or no check sum for " + path
				+ ", so it is not downloaded; try again later, or another mirror.");
		}
	}

	/** @throws Refusal for a path that could lead out of a folder */
	static void check(final String path) {
		for (final String part : path.split("/", -1)) {
			if (SAFE.matcher(part).matches()) continue;
			throw new Refusal("The file name " + path
				+ " is not one that can be stored safely, so it is not downloaded.");
		}
	}

	/** The name without folders. */
	String name() {
		return path.substring(path.lastIndexOf('/') + 1);
	}
}
