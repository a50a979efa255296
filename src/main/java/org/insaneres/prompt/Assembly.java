/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks in the making: takes tokens one by one. */
final class Assembly {

	private final Chunker rules;
	private final int room;
	private final int comma;
	private final List<Chunk> done = new ArrayList<>();
	private final int[] ids;
	private final float[] weights;
	private int size;
	private int lastComma = -1;
	private int count;

	Assembly(final Chunker rules) {
		this.rules = rules;
		room = rules.length() - 2;
		comma = rules.tokenizer().comma();
		ids = new int[room];
		weights = new float[room];
	}

	/** Adds a token; a full chunk ends first. */
	void append(final int id, final float weight) {
		if (size == room) endChunk();
		ids[size] = id;
		weights[size++] = weight;
	}

	/** Ends a full chunk at its last comma, if that is near, before the given token is added. */
	void breakAtComma(final int next) {
		if (next == comma) lastComma = size;
		else if (size == room && lastComma >= 0 && room - lastComma <= rules.backtrack()) {
			endChunkAt(lastComma + 1);
		}
	}

	/** Ends the chunk if it cannot take that many tokens more, but an empty one could. */
	void makeRoom(final int tokens) {
		if (tokens <= room && size + tokens > room) endChunk();
	}

	/** Ends the chunk here, filling it up. */
	void endChunk() {
		endChunkAt(size);
	}

	/** Ends the last chunk if there is anything in it, or nothing before it. */
	void finish() {
		if (size == 0 && !done.isEmpty()) return;
		final int last = size;
		endChunk();
		count += last - room;
	}

	List<Chunk> chunks() {
		return List.copyOf(done);
	}

	int count() {
		return count;
	}

	/** Ends the chunk behind some of its tokens; the others begin the next one. */
	private void endChunkAt(final int end) {
		done.add(chunk(end));
		System.arraycopy(ids, end, ids, 0, size - end);
		System.arraycopy(weights, end, weights, 0, size - end);
		size -= end;
		lastComma = -1;
		count += room;
	}

	private Chunk chunk(final int end) {
		final int endMark = rules.tokenizer().end();
		final int[] all = new int[rules.length()];
		Arrays.fill(all, endMark);
		all[0] = rules.tokenizer().begin();
		System.arraycopy(ids, 0, all, 1, end);
		final float[] weight = new float[all.length];
		Arrays.fill(weight, 1);
		System.arraycopy(weights, 0, weight, 1, end);
		fill(all, endMark);
		return new Chunk(all, weight);
	}

	/** Everything behind the first end mark is filling, even if the text itself brought that mark. */
	private void fill(final int[] all, final int endMark) {
		if (rules.padding() < 0) return;
		int first = 0;
		while (all[first] != endMark) {
			first++;
		}
		Arrays.fill(all, first + 1, all.length, rules.padding());
	}
}
