/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/** Reads scheduler_config.json with the defaults of diffusers' classes, and refuses nonsense. */
final class SchedulerFile {

	/** Classes whose own default of timestep_spacing is leading; the others' is linspace. */
	private static final Set<String> LEADING = Set.of("DDIMScheduler", "DDPMScheduler",
		"PNDMScheduler", "LCMScheduler", "TCDScheduler");

	private SchedulerFile() {}

	/**
	 * @param file scheduler_config.json
	 * @param family whose usual schedule stands in where there is no file
	 * @throws Refusal if it is not a scheduler of these families, or a field makes no sense
	 */
	static SchedulerConfig read(final Path file, final Family family, final Monitor monitor) {
		if (Files.exists(file)) return read(Json.read(file));
		if (family == Family.SD2) {
			throw new Refusal("The file " + file + " is missing, without which it is unknown whether"
				+ " this model predicts noise or velocity; download it.");
		}
		monitor.note("The file " + file + " is missing: the usual schedule of its family is used.");
		return family == Family.LCM
			? SchedulerConfig.CONSISTENCY
			: SchedulerConfig.STABLE_DIFFUSION;
	}

	private static SchedulerConfig read(final Json json) {
		final String type = json.text("_class_name", "PNDMScheduler");
		final boolean lcm = type.equals("LCMScheduler") || type.equals("TCDScheduler");
		if (type.startsWith("FlowMatch"))
			throw json.wrong("_class_name",
				"names a flow-matching scheduler, which belongs to no model that runs here");
		final List<Double> betas = betas(json);
		final int steps = betas.isEmpty() ? json.whole("num_train_timesteps", 1000) : betas.size();
		if (steps < 1 || steps > 100_000) throw json.wrong("num_train_timesteps", "makes no sense");
		final double start = beta(json, "beta_start", lcm ? 0.00085 : 0.0001);
		final double end = beta(json, "beta_end", lcm ? 0.012 : 0.02);
		final int offset = json.whole("steps_offset", 0);
		if (offset < 0 || offset >= steps) throw json.wrong("steps_offset", "makes no sense");
		return new SchedulerConfig(type, steps, start, end,
			oneOf(json, "beta_schedule", lcm ? "scaled_linear" : "linear",
				List.of("scaled_linear", "linear", "squaredcos_cap_v2")),
			oneOf(json, "prediction_type", "epsilon", List.of("epsilon", "v_prediction", "sample")),
			oneOf(json, "timestep_spacing", LEADING.contains(type) ? "leading" : "linspace",
				List.of("leading", "linspace", "trailing")),
			offset, json.flag("set_alpha_to_one", !type.equals("PNDMScheduler")),
			json.flag("rescale_betas_zero_snr", false), betas, further(json));
	}

	private static List<Double> betas(final Json json) {
		final List<Double> betas = new ArrayList<>();
		if (!json.has("trained_betas")) return betas;
		for (final JsonNode beta : json.object().get("trained_betas")) {
			if (!(beta.doubleValue() > 0 && beta.doubleValue() < 1)) {
				throw json.wrong("trained_betas", "holds something else than numbers between 0 and 1");
			}
			betas.add(beta.doubleValue());
		}
		if (betas.size() < 2) throw json.wrong("trained_betas", "is no list of numbers");
		return List.copyOf(betas);
	}

	private static Map<String, Object> further(final Json json) {
		final Map<String, Object> further = new LinkedHashMap<>();
		for (final Map.Entry<String, JsonNode> entry : json.object().properties()) {
			final JsonNode value = entry.getValue();
			if (value.isNumber()) further.put(entry.getKey(), value.numberValue());
			else if (value.isBoolean()) further.put(entry.getKey(), value.booleanValue());
			else if (value.isTextual()) further.put(entry.getKey(), value.textValue());
		}
		return Collections.unmodifiableMap(further);
	}

	private static double beta(final Json json, final String field, final double otherwise) {
		final double beta = json.number(field, otherwise);
		if (beta > 0 && beta < 1) return beta;
		throw json.wrong(field, "is not between 0 and 1");
	}

	private static String oneOf(final Json json, final String field, final String otherwise,
		final List<String> known) {
		final String value = json.text(field, otherwise);
		if (known.contains(value)) return value;
		throw json.wrong(field, "is none of " + String.join(", ", known));
	}
}
