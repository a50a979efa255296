/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OrtException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.MemoryRefusal;
import org.insaneres.Refusal;

/** What ONNX Runtime complains about, in a sentence for the user. */
final class Complaint {

	private static final Pattern KERNEL = Pattern.compile("implementation for (\\w+)");
	private static final Pattern UNREGISTERED = Pattern
		.compile("Fatal error: ([\\w.]*):(\\w+)\\(-?\\d+\\) is not a registered");
	private static final Pattern OPERATOR = Pattern
		.compile("No Op registered for (\\w+)|In Node, \\(\"[^\"]*\", (\\w+),");
	private static final Pattern NOISE = Pattern.compile(
		"^Error code - \\w+ - message: |Load model from .* failed:|\\S*/\\S+\\.(cc|h):\\d+ .*?\\) |\\s+");

	private Complaint() {}

	/** @param model path of a model that could not be loaded */
	static Refusal loading(final String model, final OrtException e) {
		final String message = String.valueOf(e.getMessage());
		if (outOfMemory(message)) return new Refusal(tooLarge("load", model), e);
		final Matcher kernel = KERNEL.matcher(message);
		if (kernel.find()) {
			return new Refusal("The model " + model + " uses the operator " + kernel.group(1)
				+ ", which the processor cannot run: it was exported for graphics cards; use its"
				+ " ordinary ONNX export instead.", e);
		}
		final Matcher unregistered = UNREGISTERED.matcher(message);
		if (unregistered.find())
			return Complaint.unknown(model, unregistered.group(1),
				unregistered.group(2), e);
		final Matcher operator = OPERATOR.matcher(message);
		if (operator.find()) {
			final String name = operator.group(1) != null ? operator.group(1) : operator.group(2);
			return new Refusal("The model " + model + " cannot be loaded: ONNX Runtime does not accept"
				+ " its operator " + name + " (" + tidy(message)
				+ "); it may be newer than this program.", e);
		}
		return switch (e.getCode()) {
			case ORT_NO_SUCHFILE -> new Refusal("The file " + model + " does not exist.", e);
			case ORT_INVALID_PROTOBUF -> new Refusal("The file " + model
				+ " is damaged or not an ONNX model; download or export it again.", e);
			default -> new Refusal("The model " + model + " cannot be loaded: " + tidy(message)
				+ "; download or export it again.", e);
		};
	}

	/** The refusal of an operator that no known operator set has. */
	static Refusal unknown(final String model, final String domain, final String operator,
		final Throwable cause) {
		return new Refusal("The model " + model + " uses the operator " + operator + " of " + domain
			+ ", which ONNX Runtime does not have; use an export with standard operators.", cause);
	}

	/** @param model path of a model that failed at work */
	static Refusal running(final String model, final OrtException e) {
		final String message = String.valueOf(e.getMessage());
		if (outOfMemory(message)) return new MemoryRefusal(tooLarge("run", model), e);
		if (message.contains("out of data bounds")) {
			return new Refusal("The model " + model + " was asked for an entry beyond its table: parts of"
				+ " different models lie together, such as a vocabulary and a text encoder.", e);
		}
		return new Refusal("The model " + model + " failed: " + tidy(message)
			+ "; it may be damaged or not meant for this input.", e);
	}

	/** Why a device does not work, in a few words. */
	static String device(final OrtException e) {
		final String message = tidy(String.valueOf(e.getMessage()));
		if (message.contains("not supported in this build") || message.contains("not enabled")
			|| message.contains("not compiled with")
			|| message.contains("Failed to find") && message.contains("provider")) {
			return "this build of ONNX Runtime does not contain it";
		}
		return message.isEmpty() ? e.getCode().toString() : message;
	}

	private static boolean outOfMemory(final String message) {
		return message.contains("Failed to allocate memory") || message.contains("bad_alloc")
			|| message.contains("bad allocation");
	}

	private static String tooLarge(final String verb, final String model) {
		return "There is not enough memory to " + verb + " " + model
			+ "; use smaller tiles or a smaller model, or close other programs.";
	}

	private static String tidy(final String message) {
		final String tidied = NOISE.matcher(message).replaceAll(" ").strip().replaceAll(" +", " ");
		return tidied.length() > 200 ? tidied.substring(0, 200) + "..." : tidied;
	}
}
