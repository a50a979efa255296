/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding (Sennrich et al. 2016): joins neighbouring symbols of a word, the pair learned
 * first before all others, until no learned pair is left. Takes n log n time for n symbols.
 */
final class Merges {

	/** Marks the last symbol of a word. */
	static final String WORD_END = "</w>";

	private final Map<String, Integer> ranks = new HashMap<>();

	/** @param pairs two symbols with a blank between them each, in the order they were learned */
	Merges(final List<String> pairs) {
		for (final String pair : pairs) {
			ranks.putIfAbsent(pair, ranks.size());
		}
	}

	/**
	 * @param word one or more characters of the {@link ByteAlphabet}
	 * @return its symbols, the last one ending in {@link #WORD_END}
	 */
	List<String> split(final String word) {
		final Row row = new Row(word);
		final PriorityQueue<Pair> queue = new PriorityQueue<>();
		for (int i = 0; i + 1 < row.symbols.length; i++) {
			offer(queue, row, i);
		}
		for (Pair best = queue.poll(); best != null; best = queue.poll()) {
			if (row.holds(best)) {
				row.join(best.left);
				offer(queue, row, row.previous[best.left]);
				offer(queue, row, best.left);
			}
		}
		return row.toList();
	}

	private void offer(final PriorityQueue<Pair> queue, final Row row, final int left) {
		if (left < 0 || row.next[left] == row.symbols.length) return;
		final String first = row.symbols[left];
		final String second = row.symbols[row.next[left]];
		final Integer rank = ranks.get(first + " " + second);
		if (rank != null) queue.add(new Pair(rank, left, first, second));
	}

	/** A pair that may be joined, unless one of the two was joined elsewhere meanwhile. */
	private record Pair(int rank, int left, String first, String second) implements Comparable<Pair> {

		@Override
		public int compareTo(final Pair other) {
			final int byRank = Integer.compare(rank, other.rank);
			return byRank == 0 ? Integer.compare(left, other.left) : byRank;
		}
	}

	/** The symbols of one word as a linked list over arrays; joined ones are null. */
	private static final class Row {

		private final String[] symbols;
		private final int[] previous;
		private final int[] next;

		Row(final String word) {
			final int size = word.length();
			symbols = new String[size];
			previous = new int[size];
			next = new int[size];
			for (int i = 0; i < size; i++) {
				symbols[i] = String.valueOf(word.charAt(i));
				previous[i] = i - 1;
				next[i] = i + 1;
			}
			symbols[size - 1] += WORD_END;
		}

		boolean holds(final Pair pair) {
			return pair.first.equals(symbols[pair.left]) && next[pair.left] < symbols.length
				&& pair.second.equals(symbols[next[pair.left]]);
		}

		void join(final int left) {
			final int right = next[left];
			symbols[left] += symbols[right];
			symbols[right] = null;
			next[left] = next[right];
			if (next[left] < symbols.length) previous[next[left]] = left;
		}

		List<String> toList() {
			final List<String> out = new ArrayList<>();
			for (int i = 0; i < symbols.length; i = next[i]) {
				out.add(symbols[i]);
			}
			return out;
		}
	}
}
