/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.onnx.SafeTensors;

/**
 * Names of an autoencoder's tensors in LDM's words, for files in those of diffusers, newer or older
 * (before its version 0.15 attention had other names).
 */
final class VaeNames {

	private static final Pattern BLOCK = Pattern.compile(
		"(.*?)(encoder|decoder)\\.(down|up)_blocks\\.(\\d{1,3})\\.(resnets|(?:down|up)samplers)"
			+ "\\.(\\d+)\\.(.+)");
	private static final Pattern MIDDLE = Pattern
		.compile("(.*?)(encoder|decoder)\\.mid_block\\.(resnets|attentions)\\.(\\d{1,3})\\.(.+)");
	private static final Pattern END = Pattern
		.compile("(.*?(?:encoder|decoder)\\.)conv_norm_out\\.(.+)");

	private static final Map<String, String> ATTENTION = Map.of("group_norm", "norm", "to_q", "q",
		"query", "q", "to_k", "k", "key", "k", "to_v", "v", "value", "v", "to_out.0", "proj_out",
		"proj_attn", "proj_out");

	/** How many levels the decoder has, as LDM counts them from the other end. */
	private final int levels;

	private VaeNames(final Set<String> names) {
		levels = 1 + names.stream().map(BLOCK::matcher)
			.filter(block -> block.matches() && block.group(3).equals("up"))
			.mapToInt(block -> Integer.parseInt(block.group(4))).max().orElse(0);
	}

	/** A file as if it had LDM's names. */
	static SafeTensors ldm(final SafeTensors file) {
		return file.renamed(new VaeNames(file.names())::name);
	}

	private String name(final String name) {
		final Matcher block = BLOCK.matcher(name);
		if (block.matches()) {
			final int level = Integer.parseInt(block.group(4));
			return block.group(1) + block.group(2) + "." + block.group(3) + "."
				+ (block.group(3).equals("up") ? levels - 1 - level : level) + "."
				+ (block.group(5).equals("resnets")
					? "block." + block.group(6) + "." + residual(block.group(7))
					: block.group(5).replace("samplers", "sample") + "." + block.group(7));
		}
		final Matcher middle = MIDDLE.matcher(name);
		if (middle.matches()) {
			final int number = 1 + Integer.parseInt(middle.group(4));
			return middle.group(1) + middle.group(2) + ".mid."
				+ (middle.group(3).equals("resnets")
					? "block_" + number + "." + residual(middle.group(5))
					: "attn_" + number + "." + attention(middle.group(5)));
		}
		final Matcher end = END.matcher(name);
		return end.matches() ? end.group(1) + "norm_out." + end.group(2) : name;
	}

	private static String residual(final String rest) {
		return rest.replace("conv_shortcut.", "nin_shortcut.");
	}

	private static String attention(final String rest) {
		final int dot = rest.lastIndexOf('.');
		final String part = rest.substring(0, Math.max(0, dot));
		return ATTENTION.getOrDefault(part, part) + rest.substring(Math.max(0, dot));
	}
}
