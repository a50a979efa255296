/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of PEP 440. */
public class ProgramVersionTest {

	@Test
	void ascends() {
		final List<String> versions = List.of("1.0.dev1", "v1.0a1.dev1", "1.0a1", "1.0-alpha2", "1.0b1",
			"1.0rc", "1.0.rc13", "1.0", "1.0.post1.dev2", "v1.0-1-gabcdef", "1.0-2",
			"1.0.1", "1.1", "1.10", "1.99999999999999999999", "1!0.1");
		for (int i = 0; i < versions.size(); i++) {
			for (int j = 0; j < versions.size(); j++) {
				assertEquals(Integer.compare(i, j), Integer
					.signum(ProgramVersion.of(versions.get(i)).compareTo(ProgramVersion.of(versions.get(j)))),
					versions.get(i) + " and " + versions.get(j));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({"1.0, v1.0.0", "1.0rc, v1.0-RC-12-gabcdef", "1.0.post3, 1.0-r3",
		"1.0c1, 1.0_preview_1",
		"1.0+local, ' 1.0 '"})
	void equals(final String one, final String other) {
		assertEquals(ProgramVersion.of(one), ProgramVersion.of(other));
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "neo", "1.", "f2.0.1v1.10.1-previous-669-gdfdcbab6", "1.0-x", "1..0"})
	void othersAreNone(final String text) {
		assertTrue(ProgramVersion.parse(text).isEmpty());
	}
}
