/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.job.Trial;
import org.insaneres.job.shelf.Records;

/**
 * All combinations of the values of up to three axes. In the hyperstack {@code across} is the
 * slider of slices, {@code down} that of frames and {@code deep} that of channels.
 */
final class Grid {

	private final List<Variation> variations;
	private final List<Cell> cells = new ArrayList<>();

	/**
	 * @param variations three of them, across, down and deep
	 * @param base the settings of all cells where nothing changes them
	 * @throws org.insaneres.Refusal if a value is not possible
	 */
	Grid(final List<Variation> variations, final Record base) {
		this.variations = variations;
		final Map<String, Object> values = Records.values(base);
		final Set<Object> models = new HashSet<>();
		for (int t = 0; t < down().size(); t++) {
			for (int z = 0; z < across().size(); z++) {
				for (int c = 0; c < deep().size(); c++) {
					final Map<String, Object> own = new HashMap<>(values);
					across().apply(z, own);
					down().apply(t, own);
					deep().apply(c, own);
					final Record settings = Records.make(base.getClass(), own::get);
					if (models.add(own.get("model"))) Trial.check(settings);
					else Trial.checkButModel(settings);
					cells.add(new Cell(cells.size() + 1, label(z, t, c), settings));
				}
			}
		}
	}

	private String label(final int z, final int t, final int c) {
		return Arrays.asList(across().label(z), down().label(t), deep().label(c)).stream()
			.filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
	}

	Variation across() {
		return variations.get(0);
	}

	Variation down() {
		return variations.get(1);
	}

	Variation deep() {
		return variations.get(2);
	}

	/** In the order of the stack. */
	List<Cell> cells() {
		return cells;
	}

	/** The cell of these numbers, each from 0. */
	Cell cell(final int across, final int down, final int deep) {
		return cells.get((down * across().size() + across) * deep().size() + deep);
	}

	/** In the order of the stack, but one model after the other, so that each is loaded once. */
	List<Cell> inOrderOfWork() {
		final Map<Object, List<Cell>> byModel = cells.stream().collect(Collectors.groupingBy(
			cell -> Records.values(cell.settings()).get("model"), LinkedHashMap::new,
			Collectors.toList()));
		return byModel.values().stream().flatMap(List::stream).toList();
	}
}
