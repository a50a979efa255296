/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;
import org.insaneres.model.Json;
import org.insaneres.model.SchedulerConfig;
import org.insaneres.onnx.SafeTensors;

/**
 * How a network was trained, as far as the file and what lies beside it say so. In this order:
 * {@code name.json} with the fields prediction (epsilon or v) and zero_snr; {@code name.yaml}, the
 * configuration of Stability's code; marker keys v_pred and ztsnr; the metadata of the file.
 *
 * @param prediction epsilon or v_prediction, or null where nothing says it
 * @param zeroSnr whether the last step has no signal (Lin et al. 2023)
 */
record Training(String prediction, boolean zeroSnr) {

	static final String EPSILON = "epsilon";
	static final String VELOCITY = "v_prediction";

	private static final Pattern PARAMETERIZATION = Pattern
		.compile("(?m)^[ \\t]*+parameterization[ \\t]*+:[ \\t]*+[\"']?(\\w+)");
	private static final Pattern ZERO_SNR = Pattern
		.compile(
			"(?mi)^[ \\t]*+(?:use_)?(?:ztsnr|zsnr|zero_snr|zero_terminal_snr)[ \\t]*+:[ \\t]*+true\\b");
	private static final long LONGEST = 1 << 20;

	/** @throws Refusal if a file beside is damaged or says something unknown */
	static Training read(final SafeTensors file) {
		final Json json = Json.readIfThere(beside(file.path(), ".json"));
		final String yaml = text(beside(file.path(), ".yaml"));
		final boolean zero = json.flag("zero_snr",
			ZERO_SNR.matcher(yaml).find() || file.has("ztsnr"));
		if (json.has("prediction")) {
			final String named = prediction(json.text("prediction", ""));
			if (named == null) throw json.wrong("prediction", "is neither epsilon nor v");
			return new Training(named, zero);
		}
		final Matcher matcher = PARAMETERIZATION.matcher(yaml);
		if (matcher.find()) {
			final String named = prediction(matcher.group(1));
			if (named != null) return new Training(named, zero);
			throw new Refusal("The file " + beside(file.path(), ".yaml") + " says that the network"
				+ " predicts '" + matcher.group(1) + "', which is not supported; only eps and v are.");
		}
		if (file.has("v_pred")) return new Training(VELOCITY, zero);
		return new Training(
			prediction(file.metadata().getOrDefault("modelspec.prediction_type", "")), zero);
	}

	/** The file of the same name with another ending. */
	static Path beside(final Path file, final String ending) {
		return file.resolveSibling(stem(file) + ending);
	}

	/** A file's name without its ending. */
	static String stem(final Path file) {
		final String name = file.getFileName().toString();
		final int dot = name.lastIndexOf('.');
		return dot > 0 ? name.substring(0, dot) : name;
	}

	private static String prediction(final String word) {
		return switch (word.toLowerCase(Locale.ROOT)) {
			case "eps", "epsilon" -> EPSILON;
			case "v", "v_prediction", "velocity" -> VELOCITY;
			default -> null;
		};
	}

	private static String text(final Path file) {
		try {
			if (!Files.isRegularFile(file)) return "";
			if (Files.size(file) > LONGEST) throw new IOException("it is far too large");
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		} catch (final IOException e) {
			throw new Refusal("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	/**
	 * The usual schedule with this kind of prediction, which must be known.
	 *
	 * @param consistency whether it is a latent consistency model
	 */
	SchedulerConfig scheduler(final boolean consistency) {
		final SchedulerConfig usual = consistency
			? SchedulerConfig.CONSISTENCY
			: SchedulerConfig.STABLE_DIFFUSION;
		return new SchedulerConfig(usual.type(), usual.trainSteps(), usual.betaStart(),
			usual.betaEnd(), usual.betaSchedule(), prediction, usual.spacing(), usual.stepsOffset(),
			usual.alphaOne(), zeroSnr);
	}
}
