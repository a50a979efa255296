/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import ij.ImagePlus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.insaneres.job.shelf.Records;

/**
 * What the label of a slice says. Its first line is what ImageJ shows; the lines behind it are
 * properties of the slice ({@code sd.strength: 0.2}), which ImageJ keeps in TIFF files and in
 * copies of the stack.
 */
final class CellNote {

	/** The property that says what was done, by the values of the {@code action} key. */
	static final String ACTION = "sd.action";

	private static final String PREFIX = "sd.";

	private CellNote() {}

	/** @param picture the finished cell, with the properties that its own action gave it */
	static String write(final Cell cell, final Explored action, final ImagePlus picture) {
		final Map<String, String> lines = new LinkedHashMap<>();
		lines.put(ACTION, action.toString());
		// ImageJ has no properties that are empty
		Records.values(cell.settings())
			.forEach((key, value) -> lines.put(PREFIX + key, String.valueOf(value)));
		final String[] properties = picture.getPropertiesAsArray();
		for (int i = 0; properties != null && i < properties.length; i += 2) {
			if (properties[i].startsWith(PREFIX)) lines.put(properties[i], properties[i + 1]);
		}
		return cell.label() + "\n" + lines.entrySet().stream()
			.map(line -> line.getKey() + ": " + line.getValue().replaceAll("\\s+", " "))
			.collect(Collectors.joining("\n"));
	}

	/** The properties of a slice by their names; none if its label has no such lines. */
	static Map<String, String> read(final String label) {
		final Map<String, String> lines = new LinkedHashMap<>();
		if (label == null) return lines;
		label.lines().skip(1).forEach(line -> {
			final int colon = line.indexOf(':');
			if (colon > 0) lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
		});
		return lines;
	}
}
