/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.insaneres.Refusal;

/** A JSON file with an object in it, whose complaints name the file and the field. */
public final class Json {

	/** The largest vocabularies have a megabyte; what JSON becomes in memory is far larger. */
	private static final long LARGEST = 4 << 20;

	/** Python writes infinite numbers, as schedulers of diffusers have them, without quotes. */
	private static final ObjectMapper MAPPER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

	private final Path file;
	private final ObjectNode object;

	private Json(final Path file, final ObjectNode object) {
		this.file = file;
		this.object = object;
	}

	/** @throws Refusal if the file is missing, damaged or holds something else than an object */
	static Json read(final Path file) {
		if (!Files.isRegularFile(file))
			throw new Refusal("The file " + file
				+ " is missing; download the model again.");
		try {
			if (Files.size(file) > LARGEST) throw new Refusal("The file " + file + " is far too large.");
			final String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
			final JsonNode node = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
			if (node instanceof ObjectNode object) return new Json(file, object);
			throw new Refusal("The file " + file + " holds no JSON object; download it again.");
		} catch (final JsonProcessingException e) {
			final var place = e.getLocation();
			throw new Refusal("The file " + file + " is damaged" + (place == null
				? ""
				: " at line "
					+ place.getLineNr())
				+ ": it is no complete JSON; download it again.", e);
		} catch (final IOException e) {
			throw new Refusal("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/** An object without fields where there is no such file. */
	public static Json readIfThere(final Path file) {
		return Files.exists(file) ? read(file) : new Json(file, MAPPER.createObjectNode());
	}

	Path file() {
		return file;
	}

	/** The whole content. */
	ObjectNode object() {
		return object;
	}

	/** Whether the field has a value. */
	public boolean has(final String field) {
		return object.hasNonNull(field);
	}

	/** An object inside; without fields where it is absent. */
	Json inside(final String field) {
		if (!has(field)) return new Json(file, MAPPER.createObjectNode());
		if (object.get(field) instanceof ObjectNode inner) return new Json(file, inner);
		throw wrong(field, "is no object");
	}

	public String text(final String field, final String otherwise) {
		if (!has(field)) return otherwise;
		if (object.get(field).isTextual()) return object.get(field).textValue();
		throw wrong(field, "is no text");
	}

	double number(final String field, final double otherwise) {
		if (!has(field)) return otherwise;
		final JsonNode node = object.get(field);
		if (node.isNumber() && Double.isFinite(node.doubleValue())) return node.doubleValue();
		throw wrong(field, "is no number");
	}

	int whole(final String field, final int otherwise) {
		if (!has(field)) return otherwise;
		final JsonNode node = object.get(field);
		if (node.isIntegralNumber() && node.canConvertToInt()) return node.intValue();
		throw wrong(field, "is no whole number");
	}

	public boolean flag(final String field, final boolean otherwise) {
		if (!has(field)) return otherwise;
		if (object.get(field).isBoolean()) return object.get(field).booleanValue();
		throw wrong(field, "is neither true nor false");
	}

	/** The refusal of what a field holds. */
	public Refusal wrong(final String field, final String why) {
		final String value = String.valueOf(object.get(field));
		return new Refusal("In the file " + file + " the field " + field + " " + why + " ("
			+ (value.length() > 40 ? value.substring(0, 40) + "..." : value)
			+ "); correct it or download the model again.");
	}
}
