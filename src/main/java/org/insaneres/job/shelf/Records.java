/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Settings are records whose components are macro keys; this moves values between them by name. */
public final class Records {

	private Records() {}

	/**
	 * @param values gives the value of each component by its name
	 * @throws IllegalStateException if the values do not fit the record
	 */
	public static <R extends Record> R make(final Class<R> type,
		final Function<String, Object> values) {
		final RecordComponent[] components = type.getRecordComponents();
		final Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType)
			.toArray(Class<?>[]::new);
		final Object[] arguments = Arrays.stream(components).map(c -> values.apply(c.getName()))
			.toArray();
		try {
			return type.getDeclaredConstructor(types).newInstance(arguments);
		} catch (final InvocationTargetException e) {
			if (e.getCause() instanceof RuntimeException cause) throw cause;
			throw new IllegalStateException(e.getCause());
		} catch (final ReflectiveOperationException | IllegalArgumentException e) {
			throw new IllegalStateException("Values do not fit " + type, e);
		}
	}

	/**
	 * Reads a value of a component from the text that it is written as.
	 *
	 * @throws IllegalArgumentException if the text is no such value, or there is no such component
	 */
	public static Object read(final Class<? extends Record> type, final String name,
		final String text) {
		for (final RecordComponent component : type.getRecordComponents()) {
			if (!component.getName().equals(name)) continue;
			if (component.getType() == int.class) return Integer.valueOf(text);
			if (component.getType() == long.class) return Long.valueOf(text);
			if (component.getType() == double.class) return Double.valueOf(text);
			if (component.getType() == boolean.class) return Boolean.valueOf(text);
			return text;
		}
		throw new IllegalArgumentException(type + " has no component " + name);
	}

	/** The values of a record by the names of its components, in their order. */
	public static Map<String, Object> values(final Record record) {
		final Map<String, Object> values = new LinkedHashMap<>();
		for (final RecordComponent component : record.getClass().getRecordComponents()) {
			try {
				values.put(component.getName(), component.getAccessor().invoke(record));
			} catch (final ReflectiveOperationException e) {
				throw new IllegalStateException(e);
			}
		}
		return values;
	}
}
