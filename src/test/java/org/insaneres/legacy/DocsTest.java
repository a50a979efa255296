/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.command.ActionCommand;
import org.insaneres.command.DiffusionCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action has its page, every key is explained, and what pages show is possible. */
class DocsTest {

	private static final Path README = Path.of("README.md");
	private static final Path DOCS = Path.of("src/docs");
	private static final Path KEYS = DOCS.resolve("keys.md");
	private static final Pattern CONFIG = Pattern.compile("\"(.+)\", .+\\(\"(\\w+)\"\\)");
	private static final Pattern LINE = Pattern.compile("^run\\(\"([^\"]+)\"(?:, \"([^\"]*)\")?\\);",
		Pattern.MULTILINE);
	private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

	private static Stream<List<String>> menu() throws IOException {
		final Matcher entries = CONFIG.matcher(Files.readString(Path.of("plugins.config")));
		return entries.results().map(entry -> List.of(entry.group(1), entry.group(2))).toList()
			.stream();
	}

	/** The page of an action by its label. */
	private static Path page(final String label) {
		return DOCS.resolve("actions/" + label.replace("SD ", "").replace("...", "").toLowerCase()
			.replace(' ', '-') + ".md");
	}

	private static Stream<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(DOCS)) {
			return Stream.concat(Stream.of(README),
				files.filter(file -> file.toString().endsWith(".md")).toList().stream());
		}
	}

	@ParameterizedTest
	@MethodSource("menu")
	void everyActionHasAPageWithItsKeys(final List<String> entry) throws IOException {
		final Path file = page(entry.get(0));
		final String page = Files.readString(file);
		assertTrue(page.startsWith("# " + entry.get(0) + "\n"), "title of " + file);
		assertTrue(Files.readString(README).contains("](" + file.toString().replace('\\', '/') + ")"),
			"README leads to " + file);
		assertTrue(LINE.matcher(page).results().anyMatch(line -> line.group(1).equals(entry.get(0))),
			file + " shows a line for a macro");
		final Class<? extends ActionCommand> type = Errand.type(entry.get(1));
		final List<Key> common = Key.of(type).stream()
			.filter(key -> key.field().getDeclaringClass() == DiffusionCommand.class
				|| List.of("prompt", "negative").contains(key.name()))
			.toList();
		for (final Key key : Key.of(type)) {
			if (!common.contains(key)) assertTrue(page.contains("`" + key.name() + "`"), key.name());
		}
	}

	@ParameterizedTest
	@MethodSource("menu")
	void everyKeyIsInTheTablesOfAllKeys(final List<String> entry) throws IOException {
		final String all = Files.readString(KEYS);
		final String some = Files.readString(README);
		for (final Key key : Key.of(Errand.type(entry.get(1)))) {
			assertTrue(all.contains("`" + key.name() + "`"), key.name() + " is in keys.md");
			assertTrue(some.contains("`" + key.name() + "`"), key.name() + " is in README.md");
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLineOfAMacroIsPossible(final Path page) throws IOException {
		final List<List<String>> menu = menu().toList();
		for (final var line : LINE.matcher(Files.readString(page)).results().toList()) {
			if (!line.group(1).startsWith("SD ")) continue;
			final String command = menu.stream().filter(entry -> entry.get(0).equals(line.group(1)))
				.findFirst().orElseThrow(() -> new AssertionError(line.group(1))).get(1);
			if (line.group(2) == null) continue;
			assertDoesNotThrow(
				() -> MacroOptions.read(line.group(2), Key.of(Errand.type(command))), line.group());
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(final Path page) throws IOException {
		for (final var link : LINK.matcher(Files.readString(page)).results().toList()) {
			final String target = link.group(1).replaceFirst("#.*", "");
			if (target.isEmpty() || target.contains("://")) continue;
			assertTrue(Files.exists(page.resolveSibling(target)), page + " links to " + target);
		}
	}

	@Test
	void everyPictureIsShown() throws IOException {
		final StringBuilder all = new StringBuilder();
		for (final Path page : pages().toList()) {
			all.append(Files.readString(page));
		}
		try (Stream<Path> files = Files.walk(DOCS)) {
			for (final Path file : files.filter(f -> f.toString().matches(".*\\.(jpg|png)")).toList()) {
				assertTrue(all.indexOf(file.getFileName().toString()) >= 0, file.toString());
				assertFalse(Files.size(file) > 300_000, file + " is too large");
			}
		}
	}
}
