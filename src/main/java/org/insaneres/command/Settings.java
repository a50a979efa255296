/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import java.lang.reflect.Field;

import org.insaneres.job.Records;

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

	private static Object value(final String name, final ActionCommand command) {
		for (Class<?> c = command.getClass(); c != ActionCommand.class; c = c.getSuperclass()) {
			try {
				final Field field = c.getDeclaredField(name);
				field.setAccessible(true);
				return field.get(command);
			} catch (final NoSuchFieldException inherited) {
				continue;
			} catch (final IllegalAccessException e) {
				throw new IllegalStateException(e);
			}
		}
		throw new IllegalStateException(command.getClass() + " has no parameter " + name);
	}
}
