/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.util.function.IntFunction;

import org.insaneres.MemoryRefusal;
import org.insaneres.Monitor;
import org.insaneres.Refusal;

/** Work by tiles that is tried once more, with smaller tiles, where memory does not suffice. */
final class Attempts {

	/** Smallest tile that a network makes something of. */
	private static final int LEAST = 64;

	private Attempts() {}

	/** Whether something failed for lack of memory. */
	static boolean lacksMemory(final Throwable failure) {
		return failure instanceof OutOfMemoryError || failure instanceof MemoryRefusal;
	}

	/** Side of the tiles of the second attempt; the same if there is none. */
	static int smaller(final int tile) {
		return Math.min(tile, Math.max(LEAST, tile / 2 / LEAST * LEAST));
	}

	/**
	 * @param tile side of the tiles of the first attempt
	 * @param monitor is told of the second
	 * @param work does it with tiles of this side, and leaves nothing behind if it throws
	 * @throws Refusal if memory does not suffice for smaller tiles either
	 */
	static <T> T run(final int tile, final Monitor monitor, final IntFunction<T> work) {
		try {
			return work.apply(tile);
		} catch (final OutOfMemoryError | MemoryRefusal e) {
			if (smaller(tile) == tile) throw refusal(tile, e);
			monitor.note("Warning: there is not enough memory for tiles of " + tile +
				" pixels; trying again with " + smaller(tile) + ".");
		}
		try {
			return work.apply(smaller(tile));
		} catch (final OutOfMemoryError | MemoryRefusal e) {
			throw refusal(smaller(tile), e);
		}
	}

	private static Refusal refusal(final int tile, final Throwable cause) {
		return new Refusal("There is not enough memory even for tiles of " + tile + " pixels: close" +
			" other images and programs, choose a smaller scale or model, or give ImageJ more memory" +
			" in Edit>Options>Memory & Threads.", cause);
	}
}
