/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImagePlus;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.insaneres.command.ActionCommand;
import org.insaneres.command.Offers;
import org.insaneres.command.Without;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;
import org.scijava.widget.TextWidget;

/**
 * One macro key: a parameter of a command, read from its declaration, so that a plain ImageJ needs
 * no SciJava context to know it.
 *
 * @param field the annotated field of the command
 */
record Key(Field field) {

	/**
	 * The keys of a command in the order of their declaration, those of superclasses first, but
	 * {@link Without} some.
	 */
	static List<Key> of(final Class<? extends ActionCommand> command) {
		final List<Key> keys = new ArrayList<>();
		final Without without = command.getAnnotation(Without.class);
		final List<String> others = without == null ? List.of() : List.of(without.value());
		for (Class<?> c = command; c != ActionCommand.class; c = c.getSuperclass()) {
			final List<Key> own = new ArrayList<>();
			for (final Field field : c.getDeclaredFields()) {
				if (isKey(field) && !others.contains(field.getName())) own.add(new Key(field));
			}
			keys.addAll(0, own);
		}
		return keys;
	}

	/**
	 * The keys a dialog shows, with the texts first: a macro line ends with them because they may
	 * hold anything, but they are what is mostly changed.
	 */
	static List<Key> forDialog(final List<Key> keys) {
		final Predicate<Key> area = key -> key.styled(TextWidget.AREA_STYLE);
		return Stream.concat(keys.stream().filter(area), keys.stream().filter(area.negate()))
			.filter(Key::shown).toList();
	}

	/** Whether a command works on a picture. */
	static boolean wantImage(final Class<? extends ActionCommand> command) {
		for (Class<?> c = command; c != ActionCommand.class; c = c.getSuperclass()) {
			for (final Field field : c.getDeclaredFields()) {
				if (field.getType() == ImagePlus.class && isParameter(field)) return true;
			}
		}
		return false;
	}

	private static boolean isParameter(final Field field) {
		return field.isAnnotationPresent(Parameter.class);
	}

	private static boolean isKey(final Field field) {
		final Class<?> type = field.getType();
		return isParameter(field) && (type == String.class || type == boolean.class
			|| type == int.class || type == long.class || type == double.class);
	}

	/** What a user types before the equals sign. */
	String name() {
		return field.getName();
	}

	String label() {
		return about().label();
	}

	String description() {
		return about().description();
	}

	Class<?> type() {
		return field.getType();
	}

	/** The values of a choice, or an empty list. */
	List<String> choices() {
		final Offers offers = field.getAnnotation(Offers.class);
		if (offers == null) return List.of(about().choices());
		try {
			return offers.value().getDeclaredConstructor().newInstance().get();
		} catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	/** The least value of a number as declared, or an empty text. */
	String min() {
		return about().min();
	}

	/** The greatest value of a number as declared, or an empty text. */
	String max() {
		return about().max();
	}

	String step() {
		return about().stepSize();
	}

	/** Whether a dialog has a field for it. */
	boolean shown() {
		return about().visibility() != ItemVisibility.INVISIBLE;
	}

	/** Whether the declaration asks for a widget style of this name. */
	boolean styled(final String style) {
		return List.of(about().style().split(",")).contains(style);
	}

	/** The value in a command. */
	Object get(final ActionCommand command) {
		try {
			field.setAccessible(true);
			return field.get(command);
		} catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Sets a value of the type of this key in a command. */
	void set(final ActionCommand command, final Object value) {
		try {
			field.setAccessible(true);
			field.set(command, value);
		} catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private Parameter about() {
		return field.getAnnotation(Parameter.class);
	}
}
