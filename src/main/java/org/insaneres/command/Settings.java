/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Moves the parameters of a command into a record of settings, by name. */
final class Settings {

	private Settings() {}

	/**
	 * @param type a record whose components are named as parameters of the command
	 * @throws IllegalStateException if the two do not fit
	 */
	static <R extends Record> R of(final Class<R> type, final ActionCommand command) {
		final RecordComponent[] components = type.getRecordComponents();
		final Object[] values = Arrays.stream(components).map(part -> value(part.getName(), command))
			.toArray();
		final Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		try {
			final Constructor<R> constructor = type.getDeclaredConstructor(types);
			return constructor.newInstance(values);
		} catch (final InvocationTargetException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			throw new IllegalStateException(e.getCause());
		} catch (final ReflectiveOperationException | IllegalArgumentException e) {
			throw new IllegalStateException(type + " does not fit " + command.getClass(), e);
		}
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
