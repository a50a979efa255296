/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.Monitor;
import org.insaneres.model.Digests;
import org.insaneres.model.Imports;

/** The manifest of an installed model: where it is from, its licence, and check sums. */
final class Receipt {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private Receipt() {}

	/**
	 * Writes it into the model's folder or beside its file; what the model says of itself is kept.
	 *
	 * @return the file
	 */
	static Path write(final Offer offer, final Path model) throws IOException {
		final Path file = Imports.manifest(model);
		final ObjectNode manifest = own(file);
		manifest.put("name", offer.name());
		if (!manifest.hasNonNull("title")) manifest.put("title", offer.name());
		if (!manifest.hasNonNull("licence")) manifest.put("licence", offer.listing().licence());
		manifest.put("source", offer.page());
		manifest.put("revision", offer.listing().commit());
		final ObjectNode files = manifest.putObject("files");
		for (final RemoteFile remote : offer.selection().files()) {
			final String path = remote.path().substring(offer.selection().prefix().length());
			final Path local = offer.selection().single() ? model : model.resolve(path);
			if (local.equals(file)) continue;
			final String sum = remote.sum().length() == 64
				? remote.sum()
				: Digests.sha256(local, Monitor.NONE);
			files.putObject(path).put("size", remote.size()).put("sha256", sum);
		}
		MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), manifest);
		return file;
	}

	private static ObjectNode own(final Path file) throws IOException {
		final JsonNode node = Files.exists(file) ? MAPPER.readTree(file.toFile()) : null;
		return node instanceof ObjectNode object ? object : MAPPER.createObjectNode();
	}
}
