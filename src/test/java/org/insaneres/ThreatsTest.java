/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What the table of threats names as its evidence is there. */
class ThreatsTest {

	private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

	@Test
	void everyTestOfTheTableIsThere() throws IOException {
		final Set<String> named = NAME.matcher(Files.readString(Path.of("src/docs/threats.md")))
			.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
		assertFalse(named.isEmpty());
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			named.removeAll(files.map(file -> file.getFileName().toString().replace(".java", ""))
				.collect(Collectors.toSet()));
		}
		assertEquals(Set.of(), named);
	}
}
