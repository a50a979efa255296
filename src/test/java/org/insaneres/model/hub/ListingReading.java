/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

/** What a server says of a repository, up to the files that would be asked for. */
public final class ListingReading {

	private static final Repository REPOSITORY = Repository.of("owner/name");

	private ListingReading() {}

	public static void read(final byte[] answer) {
		final Listing listing = Listing.read(answer, REPOSITORY);
		listing.files().forEach(file -> Selection.licence(file.path()));
		Selection.of(REPOSITORY, listing);
	}
}
