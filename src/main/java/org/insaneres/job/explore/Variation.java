/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.job.shelf.Records;

/**
 * What an axis does to settings. Texts are changed as by A1111's "Prompt S/R": the first item is
 * searched for and replaced by each item; {@code prompt} searches the negative prompt too. Where
 * the prompt to search is empty, items are whole prompts.
 */
final class Variation {

	private static final List<String> TEXTS = List.of("prompt", "negative");

	private final Axis axis;
	private final List<Object> values;
	private final boolean replacing;

	private Variation(final Axis axis, final List<Object> values, final boolean replacing) {
		this.axis = axis;
		this.values = values;
		this.replacing = replacing;
	}

	/** @throws Refusal if there is no such key, a value is not possible or a text is not found */
	static Variation of(final Axis axis, final Explored action, final Record base) {
		if (axis.nothing()) return new Variation(axis, List.of(""), true);
		final List<RecordComponent> keys = Arrays.stream(base.getClass().getRecordComponents())
			.filter(c -> action.varies(c.getName())).toList();
		final Optional<RecordComponent> found = keys.stream()
			.filter(c -> c.getName().equals(axis.key())).findFirst();
		if (found.isEmpty()) {
			throw new Refusal(axis.place() + " is to vary \"" + axis.key() +
				"\", but with action=[" + action + "] these can vary: " +
				keys.stream().map(RecordComponent::getName).collect(Collectors.joining(", ")) + ".");
		}
		final List<Object> values = axis.values(found.get().getType());
		return new Variation(axis, values, axis.text() && replaces(axis, base));
	}

	/**
	 * What all axes do together.
	 *
	 * @throws Refusal if one is not possible, they are at odds, or there are too many cells
	 */
	static List<Variation> together(final List<Axis> axes, final Explored action,
		final Record base) {
		if (axes.stream().allMatch(Axis::nothing)) {
			throw new Refusal("There is nothing to explore: set across, such as across=[strength" +
				" 0.1-0.5 [5]].");
		}
		final List<Variation> variations = axes.stream().map(axis -> of(axis, action, base)).toList();
		for (final Variation one : variations) {
			variations.stream().filter(other -> other != one).forEach(one::refuseIfOverriding);
		}
		if (count(variations) > Axis.MOST) {
			throw new Refusal(variations.stream().filter(v -> !v.nothing())
				.map(v -> v.size() + " " + v.place()).collect(Collectors.joining(" times ")) + " are " +
				count(variations) + " cells, but at most " + Axis.MOST +
				" are possible: give fewer values.");
		}
		return variations;
	}

	/** How many cells there are. */
	static int count(final List<Variation> variations) {
		return variations.stream().mapToInt(Variation::size).reduce(1, (a, b) -> a * b);
	}

	private static boolean replaces(final Axis axis, final Record base) {
		final Map<String, Object> all = Records.values(base);
		final String wanted = axis.items().get(0);
		final boolean there = !wanted.isEmpty() && TEXTS.stream()
			.filter(key -> axis.key().equals("prompt") || key.equals(axis.key()))
			.anyMatch(key -> all.get(key).toString().contains(wanted));
		if (there || all.get(axis.key()).toString().isBlank()) return there;
		throw new Refusal(axis.place() + " searches for \"" + wanted + "\", but the " +
			(axis.key().equals("prompt") ? "prompts do" : "negative prompt does") +
			" not contain it: the first item must be a part of the text that the others replace.");
	}

	/** Whether there is nothing to vary. */
	boolean nothing() {
		return axis.nothing();
	}

	/** Where it goes, such as across. */
	String place() {
		return axis.place();
	}

	/** The setting. */
	String key() {
		return axis.key();
	}

	/** How many values there are, at least 1. */
	int size() {
		return values.size();
	}

	private void refuseIfOverriding(final Variation other) {
		if (nothing() || !key().equals(other.key()) || replacing && other.replacing) return;
		throw new Refusal(place() + " and " + other.place() + " both set " + key() +
			": choose another key for one of them.");
	}

	/** Gives settings the value of this number, from 0. */
	void apply(final int number, final Map<String, Object> settings) {
		if (nothing()) return;
		if (!replacing) {
			settings.put(key(), values.get(number));
			return;
		}
		for (final String text : TEXTS) {
			if (!key().equals("prompt") && !text.equals(key())) continue;
			settings.computeIfPresent(text, (same, old) -> old.toString()
				.replace(axis.items().get(0), values.get(number).toString()));
		}
	}

	/** The value of this number as the label of a slice says it; empty for no axis. */
	String label(final int number) {
		return nothing() ? "" : key() + "=" + legend(number);
	}

	/** The value of this number alone. */
	String legend(final int number) {
		final Object value = values.get(number);
		final boolean whole = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15;
		return whole ? Long.toString(((Double) value).longValue()) : value.toString();
	}
}
