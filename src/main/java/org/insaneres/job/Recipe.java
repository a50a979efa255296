/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ij.IJ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Refusal;

/**
 * The stages of an enlargement, as an artist writes them into a JSON file:
 *
 * <pre>
 * {"stages": [
 *   {"size": 512, "strength": 0.15},
 *   {"size": 1024, "strength": 0.25},
 *   {"scale": 2, "finish": true}
 * ]}
 * </pre>
 *
 * Every stage has a size (longer side in pixels) or a scale, and may set any key of "SD Upscale..."
 * for itself; what it does not set comes from the command. The stage with {@code "finish": true} is
 * painted by the finishing model where one is given, and reaches the size that the command asks
 * for.
 *
 * @param stages in their order, at least one
 */
record Recipe(List<Map<String, String>> stages) {

	/** Name of the recipe that comes with the program. */
	static final String DEFAULT = "artwork";

	private static final String FOLDER = "macros/InsaneRes";
	private static final int LARGEST_FILE = 1 << 20;
	private static final Set<String> KEYS = Set.of("size", "scale", "finish", "model", "strength",
		"steps", "guidance", "sampler", "schedule", "cache", "guided", "vae", "precision", "upscaler",
		"tile",
		"overlap", "fusion",
		"lock",
		"prompt", "negative");

	/**
	 * @param name of a recipe in the folder macros/InsaneRes of ImageJ, the path of a JSON file, or
	 * the JSON itself; empty for the default
	 * @throws Refusal if there is no such file, or it is no recipe
	 */
	static Recipe named(final String name) {
		final String wanted = name.isBlank() ? DEFAULT : name.strip();
		if (wanted.startsWith("{")) return parse(wanted, "in the key recipe");
		try {
			final Path file = file(wanted);
			if (file != null) {
				if (Files.size(file) > LARGEST_FILE) {
					throw new Refusal("The recipe " + file + " is larger than a recipe can be.");
				}
				return parse(Files.readString(file), file.toString());
			}
			if (!wanted.equals(DEFAULT)) {
				throw new Refusal("recipe is \"" + wanted + "\", but there is no such JSON file: give its" +
					" whole path, put it into the folder " + FOLDER + " of ImageJ, or leave the key empty.");
			}
			try (InputStream in = Recipe.class.getResourceAsStream("/recipes/" + DEFAULT + ".json")) {
				return parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8),
					DEFAULT);
			}
		} catch (final IOException e) {
			throw new Refusal("The recipe " + wanted + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	private static Path file(final String name) {
		try {
			final Path given = Path.of(name);
			if (Files.isRegularFile(given)) return given;
			final String imagej = IJ.getDirectory("imagej");
			if (imagej == null) return null;
			final Path inside = Path.of(imagej, FOLDER,
				name.endsWith(".json") ? name : name + ".json");
			return Files.isRegularFile(inside) ? inside : null;
		} catch (final InvalidPathException e) {
			return null;
		}
	}

	/** The recipe as JSON in one line, for {@link #named}. */
	String write() {
		return new ObjectMapper().createObjectNode()
			.set("stages", new ObjectMapper().valueToTree(stages)).toString();
	}

	/**
	 * @param where the text is from, for messages
	 * @throws Refusal if the text is no recipe
	 */
	static Recipe parse(final String text, final String where) {
		final JsonNode root;
		try {
			root = new ObjectMapper().readTree(text);
		} catch (final JsonProcessingException e) {
			throw new Refusal("The recipe " + where + " is not valid JSON in line " +
				(e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": correct it there.", e);
		}
		final JsonNode list = root == null ? null : root.get("stages");
		if (list == null || !list.isArray() || list.isEmpty()) {
			throw new Refusal("The recipe " + where + " has no list of \"stages\": see the recipe " +
				DEFAULT + ".json for an example.");
		}
		final List<Map<String, String>> stages = new ArrayList<>();
		for (final JsonNode node : list) {
			stages.add(stage(node, "Stage " + (stages.size() + 1) + " of the recipe " + where));
		}
		return new Recipe(List.copyOf(stages));
	}

	private static Map<String, String> stage(final JsonNode node, final String which) {
		final Map<String, String> stage = new LinkedHashMap<>();
		if (!node.isObject()) throw new Refusal(which + " is not an object in { }: correct it.");
		for (final var entry : node.properties()) {
			if (!KEYS.contains(entry.getKey())) {
				throw new Refusal(which + " has the unknown key \"" + entry.getKey() +
					"\"; the keys are " + String.join(", ", KEYS.stream().sorted().toList()) + ".");
			}
			if (entry.getValue().isContainerNode() || entry.getValue().isNull()) {
				throw new Refusal(which + " has no plain value for \"" + entry.getKey() + "\".");
			}
			stage.put(entry.getKey(), entry.getValue().asText());
		}
		if (stage.containsKey("size") == stage.containsKey("scale")) {
			throw new Refusal(which + " must have either a \"size\" or a \"scale\".");
		}
		return stage;
	}
}
