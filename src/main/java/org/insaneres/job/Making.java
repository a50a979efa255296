/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.job.canvas.SavedRoi;

/**
 * How one action made a picture, with all that is needed to do it again. The history of a picture
 * is a text with one making per line, the first one first, each a JSON object.
 *
 * @param action label of the menu command
 * @param version of this program
 * @param settings by macro key, with the seed that was used
 * @param models SHA-256 of the models that were used, by their names
 * @param device what ran the network, such as CPU; empty if that is not known
 * @param source what it was made from
 * @param result what came out
 * @param selection as {@link SavedRoi} writes it; empty if there was none
 */
public record Making(String action, String version, Map<String, String> settings,
	Map<String, String> models, String device, Imprint source, Imprint result,
	String selection) {

	private static final ObjectMapper JSON = new ObjectMapper();

	public Making {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
	}

	/** A setting, or an empty text. */
	public String setting(final String key) {
		return settings.getOrDefault(key, "");
	}

	/** The line of a macro that does this again. */
	public String command() {
		return "run(\"" + action + "\", \"" + Provenance.options(settings) + "\");";
	}

	/** One line. */
	String write() {
		final ObjectNode node = JSON.createObjectNode();
		node.put("action", action).put("version", version);
		node.set("models", JSON.valueToTree(models));
		if (!device.isEmpty()) node.put("device", device);
		node.set("source", imprint(source));
		node.set("result", imprint(result));
		if (!selection.isEmpty()) node.put("selection", selection);
		node.set("settings", JSON.valueToTree(settings));
		return node.toString();
	}

	private static ObjectNode imprint(final Imprint imprint) {
		return JSON.createObjectNode().put("width", imprint.width()).put("height", imprint.height())
			.put("sha256", imprint.sha256());
	}

	/** A history as text. */
	public static String write(final List<Making> history) {
		return history.stream().map(Making::write).collect(Collectors.joining("\n"));
	}

	/**
	 * Reads a history.
	 *
	 * @throws Refusal if the text is none
	 */
	public static List<Making> read(final String history) {
		final List<Making> makings = new ArrayList<>();
		try {
			for (final String line : history.lines().filter(l -> !l.isBlank()).toList()) {
				makings.add(read(JSON.readTree(line)));
			}
		} catch (final JsonProcessingException | IllegalArgumentException e) {
			throw new Refusal("What is recorded of how this picture was made is damaged, so it cannot be"
				+ " repeated: take another copy of the picture.", e);
		}
		return List.copyOf(makings);
	}

	private static Making read(final JsonNode node) {
		if (!node.path("action").isTextual() || !node.path("settings").isObject()) {
			throw new IllegalArgumentException("no making");
		}
		return new Making(node.get("action").asText(), node.path("version").asText(),
			texts(node.get("settings")), texts(node.path("models")), node.path("device").asText(),
			imprint(node.path("source")),
			imprint(node.path("result")), node.path("selection").asText());
	}

	private static Map<String, String> texts(final JsonNode node) {
		final Map<String, String> texts = new LinkedHashMap<>();
		node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
		return texts;
	}

	private static Imprint imprint(final JsonNode node) {
		return new Imprint(node.path("width").asInt(), node.path("height").asInt(),
			node.path("sha256").asText());
	}
}
