/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import net.imglib2.Interval;

import org.insaneres.ForwardingMonitor;
import org.insaneres.Monitor;

/**
 * What of a run is left early, as the user wishes or as the same run was left another time: tiles
 * that stay as they are, and pictures that are accepted as they have become. All of it is a text,
 * the macro key {@code early}, with which the run makes the same pixels again.
 */
final class Early {

	/** The macro key. */
	static final String KEY = "early";

	private final Set<Leave> given;
	private final Runnable stepIn;
	private final Set<Leave> left = new LinkedHashSet<>();

	/**
	 * @param text what is to be left, see {@link #text()}; blank for nothing
	 * @param stepIn called when the user wishes something that is not in the text
	 * @throws org.insaneres.Refusal if the text is none of that kind
	 */
	Early(final String text, final Runnable stepIn) {
		given = Arrays.stream(text.strip().split("\\s+")).filter(item -> !item.isEmpty())
			.map(Leave::parse).collect(Collectors.toCollection(LinkedHashSet::new));
		this.stepIn = stepIn;
	}

	/** What was left so far. */
	String text() {
		return left.stream().map(Leave::toString).collect(Collectors.joining(" "));
	}

	/** Says what was to be left, and is not there. */
	void warn(final Monitor monitor) {
		given.stream().filter(item -> !left.contains(item)).forEach(item -> monitor
			.note("Warning: early names " + item + ", but this run has no such tile or step."));
	}

	/**
	 * Leaves things of one picture.
	 *
	 * @param picture its number, from 0
	 * @param monitor knows what the user wishes
	 */
	Monitor watch(final int picture, final Monitor monitor) {
		return new Watched(picture + 1, monitor);
	}

	private boolean leave(final Leave item, final boolean wished) {
		if (!wished && !given.contains(item)) return false;
		if (!given.contains(item)) stepIn.run();
		left.add(item);
		return true;
	}

	/** The monitor of one picture. */
	private final class Watched implements ForwardingMonitor {

		private final int picture;
		private final Monitor monitor;
		private final Set<Leave> tiles = new LinkedHashSet<>();
		private boolean accepted;

		Watched(final int picture, final Monitor monitor) {
			this.picture = picture;
			this.monitor = monitor;
		}

		@Override
		public Monitor monitor() {
			return monitor;
		}

		@Override
		public boolean spares(final Interval tile, final int times) {
			final Leave place = new Leave(picture, false, tile.min(0), tile.min(1), 0);
			if (accepted || tiles.contains(place)) return true;
			final Leave item = new Leave(picture, false, tile.min(0), tile.min(1), times);
			if (!leave(item, monitor.spares(tile, times))) return false;
			tiles.add(place);
			return true;
		}

		@Override
		public boolean accepts(final Interval piece, final int steps) {
			final Leave item = new Leave(picture, true, piece.min(0), piece.min(1), steps);
			accepted |= leave(item, monitor.accepts(piece, steps));
			return accepted;
		}
	}
}
