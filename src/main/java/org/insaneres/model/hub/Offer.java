/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import org.insaneres.model.Inventory;

/** A model that can be installed, and under which conditions. */
public final class Offer {

	private final Repository repository;
	private final String page;
	private final Listing listing;
	private final Selection selection;
	private final String conditions;

	/**
	 * @param repository it is in
	 * @param page for people
	 * @param listing of the repository
	 * @param selection the files to get
	 * @param conditions text of the licence, or empty
	 */
	Offer(final Repository repository, final String page, final Listing listing,
		final Selection selection, final String conditions) {
		this.repository = repository;
		this.page = page;
		this.listing = listing;
		this.selection = selection;
		this.conditions = conditions;
	}

	Repository repository() {
		return repository;
	}

	String page() {
		return page;
	}

	Listing listing() {
		return listing;
	}

	Selection selection() {
		return selection;
	}

	/** The name under which it will be found. */
	public String name() {
		if (!selection.single()) return repository.name();
		return selection.files().get(0).name().replaceFirst("\\.safetensors$", "");
	}

	/** What it is, how large, and its licence: to be read before it is accepted. */
	public String text() {
		final StringBuilder text = new StringBuilder();
		text.append("Model: ").append(name()).append(" from ").append(page).append('\n');
		text.append("Size: ").append(Inventory.size(selection.bytes())).append(" in ")
			.append(selection.files().size()).append(selection.single() ? " file\n" : " files\n");
		text.append("Licence: ").append(listing.licence().isEmpty()
			? "none is stated; ask its authors before you use it"
			: listing.licence()).append('\n');
		if (!listing.link().isEmpty()) text.append("Its text: ").append(listing.link()).append('\n');
		if (listing.gated()) text.append("Its conditions must be accepted on the page above first.\n");
		if (!conditions.isEmpty()) text.append('\n').append(conditions.strip()).append('\n');
		return text.toString();
	}
}
