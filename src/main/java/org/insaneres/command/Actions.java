/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.job.Enlarge;
import org.insaneres.job.ImageToImage;
import org.insaneres.job.Upscale;
import org.insaneres.job.explore.Explore;
import org.insaneres.job.history.Repeat;
import org.scijava.plugin.Parameter;

/** Runs commands by their labels, with their defaults for what is not given. */
final class Actions implements Repeat.Performer {

	private static final Map<String, Supplier<DiffusionCommand>> COMMANDS = Map.of(
		ImageToImage.LABEL, ImageToImageCommand::new, Upscale.LABEL, UpscaleCommand::new, Enlarge.LABEL,
		EnlargeCommand::new, Explore.LABEL, ExploreCommand::new);

	@Override
	public Set<String> keys(final String action) {
		return COMMANDS.containsKey(action) ? fields(command(action)).keySet() : Set.of();
	}

	@Override
	public ImagePlus perform(final String action, final Map<String, String> settings,
		final ImagePlus image, final Desk desk) {
		final DiffusionCommand command = command(action);
		final Map<String, Field> fields = fields(command);
		command.prepare(image);
		settings.forEach((key, text) -> {
			if (fields.containsKey(key)) set(command, fields.get(key), text);
			else desk.note("Warning: the key " + key + " is not known to this version and left out.");
		});
		command.setDesk(desk);
		command.run();
		return command.result();
	}

	private static DiffusionCommand command(final String action) {
		if (COMMANDS.containsKey(action)) return COMMANDS.get(action).get();
		throw new Refusal("The action \"" + action + "\" is not known to this version: install a newer"
			+ " one, or run another action.");
	}

	private static Map<String, Field> fields(final DiffusionCommand command) {
		final Map<String, Field> fields = new LinkedHashMap<>();
		for (Class<?> c = command.getClass(); c != ActionCommand.class; c = c.getSuperclass()) {
			for (final Field field : c.getDeclaredFields()) {
				final boolean key = field.isAnnotationPresent(Parameter.class)
					&& field.getType() != ImagePlus.class;
				if (key) fields.putIfAbsent(field.getName(), field);
			}
		}
		return fields;
	}

	private static void set(final DiffusionCommand command, final Field field, final String text) {
		try {
			field.setAccessible(true);
			field.set(command, value(field.getType(), text));
		} catch (final NumberFormatException e) {
			throw new Refusal("The setting " + field.getName() + "=" + text + " of that picture is not"
				+ " possible here, so it cannot be repeated.", e);
		} catch (final IllegalAccessException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Object value(final Class<?> type, final String text) {
		if (type == double.class) return Double.valueOf(text);
		if (type == int.class) return Integer.valueOf(text);
		if (type == long.class) return Long.valueOf(text);
		if (type == boolean.class) return Boolean.valueOf(text);
		return text;
	}
}
