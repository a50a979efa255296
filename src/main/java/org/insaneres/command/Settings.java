/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import java.lang.reflect.Field;
import java.util.List;

import org.insaneres.job.shelf.Records;

/** Moves the parameters of a command into a record of settings, by name. */
final class Settings {

	private Settings() {}

	/**
	 * @param type a record whose components are named as parameters of the command
	 * @throws IllegalStateException if the two do not fit
	 */
	static <R extends Record> R of(final Class<R> type, final ActionCommand command) {
		return Records.make(type, name -> value(name, command));
	}

	/** The same, with the defaults of another command for what the first one has no keys for. */
	static <R extends Record> R of(final Class<R> type, final ActionCommand command,
		final ActionCommand defaults) {
		final Without without = command.getClass().getAnnotation(Without.class);
		final List<String> others = without == null ? List.of() : List.of(without.value());
		return Records.make(type,
			name -> !others.contains(name) && field(name, command) != null
				? value(name, command)
				: value(name, defaults));
	}

	/** The value of a parameter. */
	static Object value(final String name, final ActionCommand command) {
		final Field field = field(name, command);
		if (field == null) {
			throw new IllegalStateException(command.getClass() + " has no parameter " + name);
		}
		try {
			field.setAccessible(true);
			return field.get(command);
		} catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Field field(final String name, final ActionCommand command) {
		for (Class<?> c = command.getClass(); c != ActionCommand.class; c = c.getSuperclass()) {
			try {
				return c.getDeclaredField(name);
			} catch (final NoSuchFieldException inherited) {
				continue;
			}
		}
		return null;
	}
}
