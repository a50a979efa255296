/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A text encoder that remembers what it encoded last, as the same prompts come again with other
 * settings.
 */
public final class RecallingTextEncoder implements TextEncoder {

	/** An encoding has at most 77 x 2048 floats, 0.6 MB. */
	private static final int KEPT = 32;

	private record Key(List<Integer> ids, int skip) {}

	private final TextEncoder inner;
	private final Map<Key, Encoding> known = new LinkedHashMap<>(KEPT, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Key, Encoding> eldest) {
			return size() > KEPT;
		}
	};

	/** @param inner is closed along with this */
	public RecallingTextEncoder(final TextEncoder inner) {
		this.inner = inner;
	}

	@Override
	public Encoding encode(final int[] ids, final int skip, final BooleanSupplier canceled) {
		final Key key = new Key(Arrays.stream(ids).boxed().collect(Collectors.toUnmodifiableList()),
			skip);
		Encoding encoding = known.get(key);
		if (encoding != null && canceled.getAsBoolean()) throw new CancellationException();
		if (encoding == null) {
			encoding = inner.encode(ids, skip, canceled);
			known.put(key, encoding);
		}
		return encoding;
	}

	@Override
	public Optional<Path> vocabulary() {
		return inner.vocabulary();
	}

	@Override
	public Map<String, int[]> embeddings() {
		return inner.embeddings();
	}

	@Override
	public int length() {
		return inner.length();
	}

	@Override
	public int padding() {
		return inner.padding();
	}

	@Override
	public void close() {
		known.clear();
		inner.close();
	}
}
