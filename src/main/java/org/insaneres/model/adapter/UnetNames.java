/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of LDM's UNet in the words of diffusers, for any number of levels and of blocks in each: a
 * level ends with what changes the size.
 */
final class UnetNames {

	private static final Pattern KEY = Pattern
		.compile("(input_blocks|output_blocks)\\.(\\d+)\\.(\\d+)\\.(.+)|middle_block\\.(\\d+)\\.(.+)");

	private static final Map<String, String> OUTSIDE = Map.of("input_blocks.0.0.", "conv_in.",
		"time_embed.0.", "time_embedding.linear_1.", "time_embed.2.", "time_embedding.linear_2.",
		"label_emb.0.0.", "add_embedding.linear_1.", "label_emb.0.2.", "add_embedding.linear_2.",
		"out.0.", "conv_norm_out.", "out.2.", "conv_out.");

	private static final Map<String, String> INSIDE = Map.of("in_layers.0.", "norm1.",
		"in_layers.2.", "conv1.", "emb_layers.1.", "time_emb_proj.", "out_layers.0.", "norm2.",
		"out_layers.3.", "conv2.", "skip_connection.", "conv_shortcut.");

	/** Level and place in it of each block, such as {@code down_blocks.1} and 0. */
	private final Map<String, Slot> slots = new HashMap<>();

	private record Slot(String level, int place) {}

	/** @param keys of the whole UNet */
	UnetNames(final Collection<String> keys) {
		final Set<String> present = new HashSet<>(keys);
		final Set<String> blocks = new HashSet<>();
		for (final String key : keys) {
			final Matcher matcher = KEY.matcher(key);
			if (matcher.matches() && matcher.group(1) != null) {
				blocks.add(matcher.group(1) + "." + matcher.group(2));
			}
		}
		number("input_blocks", 1, "down_blocks.", blocks, present);
		number("output_blocks", 0, "up_blocks.", blocks, present);
	}

	private void number(final String side, final int first, final String name,
		final Set<String> blocks, final Set<String> present) {
		int level = 0;
		int place = 0;
		for (int i = first; blocks.contains(side + "." + i); i++) {
			final String block = side + "." + i;
			slots.put(block, new Slot(name + level, place++));
			final boolean last = present.contains(block + ".0.op.weight")
				|| present.contains(block + ".1.conv.weight")
				|| present.contains(block + ".2.conv.weight");
			if (!last) continue;
			level++;
			place = 0;
		}
	}

	/** @param key such as {@code input_blocks.4.1.proj_in.weight}, without a prefix */
	Optional<String> diffusers(final String key) {
		for (final var outside : OUTSIDE.entrySet()) {
			if (key.startsWith(outside.getKey())) {
				return Optional.of(outside.getValue() + key.substring(outside.getKey().length()));
			}
		}
		final Matcher matcher = KEY.matcher(key);
		if (!matcher.matches()) return Optional.empty();
		if (matcher.group(5) != null)
			return middle(Integer.parseInt(matcher.group(5)),
				matcher.group(6));
		final Slot slot = slots.get(matcher.group(1) + "." + matcher.group(2));
		return slot == null
			? Optional.empty()
			: Optional.of(slot.level + "." + inside(slot.place, matcher.group(4)));
	}

	private static Optional<String> middle(final int place, final String rest) {
		return Optional.of("mid_block." + inside(place / 2, rest));
	}

	private static String inside(final int place, final String rest) {
		if (rest.startsWith("op.")) return "downsamplers.0.conv." + rest.substring(3);
		if (rest.startsWith("conv.")) return "upsamplers.0." + rest;
		for (final var inside : INSIDE.entrySet()) {
			if (rest.startsWith(inside.getKey())) {
				return "resnets." + place + "." + inside.getValue()
					+ rest.substring(inside.getKey().length());
			}
		}
		return "attentions." + place + "." + rest;
	}
}
