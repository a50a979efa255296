/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Foreign inputs changed at random, in short. {@link FuzzMarathon} does it for long, and with
 * coverage as its guide. The system property {@code insaneres.fuzz} is the number of inputs of each
 * kind.
 */
class ForeignTest {

	private static final int TRIES = Integer.getInteger("insaneres.fuzz", 400);
	/** Kinds that open many files for every input, and how many times fewer they get. */
	private static final Map<Foreign, Integer> SLOW = Map.of(Foreign.MODEL_FOLDER, 5,
		Foreign.TRANSLATION, 20);

	private static final int LARGE = 12;
	private static final int LARGE_SIZE = 64_000;

	@TempDir
	Path folder;

	@ParameterizedTest
	@EnumSource
	void soundInputsAreRead(final Foreign kind) throws IOException {
		for (final byte[] seed : kind.seeds()) {
			assertTrue(Trial.of(kind, seed, folder), kind + ": a seed is refused");
		}
	}

	@ParameterizedTest
	@EnumSource
	void changedInputsDoNoHarm(final Foreign kind) throws IOException {
		final Mutations mutations = new Mutations(kind.seeds(), kind.ordinal());
		for (int i = 0; i < TRIES / SLOW.getOrDefault(kind, 1); i++) trial(kind, mutations.next());
	}

	@ParameterizedTest
	@EnumSource
	void largeInputsDoNoHarm(final Foreign kind) throws IOException {
		final Mutations mutations = new Mutations(kind.seeds(), kind.ordinal());
		for (int i = 0; i < LARGE; i++) trial(kind, mutations.repeated(LARGE_SIZE));
	}

	private void trial(final Foreign kind, final byte[] bytes) throws IOException {
		try {
			Trial.of(kind, bytes, folder);
		} catch (final RuntimeException | Error e) {
			throw new AssertionError(kind + " with " + Found.save(kind, bytes), e);
		}
	}
}
