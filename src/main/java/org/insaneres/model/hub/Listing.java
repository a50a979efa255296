/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.insaneres.Refusal;

/**
 * What a server says of a repository.
 *
 * @param commit the revision stands for
 * @param licence its short name, empty if none is stated
 * @param link address of the licence's text, or empty
 * @param gated whether its conditions must be accepted on its page first
 * @param files all of them
 */
record Listing(String commit, String licence, String link, boolean gated, List<Entry> files) {

	private static final String LICENCE = "license:";

	/**
	 * A file, not yet checked to be safe.
	 *
	 * @param path within the repository
	 * @param size in bytes, or -1
	 * @param sum SHA-256, or Git's SHA-1, or empty
	 */
	record Entry(String path, long size, String sum) {

		RemoteFile checked() {
			return new RemoteFile(path, size, sum);
		}

		String name() {
			return path.substring(path.lastIndexOf('/') + 1);
		}
	}

	/** @throws Refusal if it is no such answer */
	static Listing read(final byte[] json, final Repository repository) {
		try {
			final JsonNode node = new ObjectMapper().readTree(json);
			final String commit = node.path("sha").asText();
			if (!commit.matches("[0-9a-fA-F]{40}") || !node.path("siblings").isArray()) {
				throw unknown(repository, null);
			}
			final List<Entry> files = new ArrayList<>();
			for (final JsonNode file : node.path("siblings")) files.add(entry(file));
			final JsonNode card = node.path("cardData");
			return new Listing(commit, licence(node), card.path("license_link").asText(""),
				gated(node.path("gated")), files);
		} catch (final IOException e) {
			// Not only of JSON: also of signs that are none
			throw unknown(repository, e);
		}
	}

	private static Refusal unknown(final Repository repository, final Exception cause) {
		return new Refusal("The server does not answer like Hugging Face when asked for "
			+ repository.id() + "; check HF_ENDPOINT, or whether a log-in page of your network stands"
			+ " between.", cause);
	}

	private static Entry entry(final JsonNode file) {
		final JsonNode large = file.path("lfs");
		final String sum = large.path("sha256").asText(file.path("blobId").asText(""));
		return new Entry(file.path("rfilename").asText(""),
			large.path("size").asLong(file.path("size").asLong(-1)), sum);
	}

	private static String licence(final JsonNode node) {
		final JsonNode card = node.path("cardData");
		final JsonNode own = card.path("license");
		final String word = own.isArray() ? own.path(0).asText("") : own.asText("");
		final String name = card.path("license_name").asText("");
		if (!name.isEmpty()) return name;
		if (!word.isEmpty()) return word;
		for (final JsonNode tag : node.path("tags")) {
			if (tag.asText().startsWith(LICENCE)) return tag.asText().substring(LICENCE.length());
		}
		return "";
	}

	/** It says false, or how access is granted. */
	private static boolean gated(final JsonNode gated) {
		return gated.isTextual() || gated.asBoolean();
	}
}
