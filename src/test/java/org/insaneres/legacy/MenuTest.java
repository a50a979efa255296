/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.insaneres.command.ActionCommand;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.solver.Samplers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The menu and the commands behind it: labels and keys are for ever. */
class MenuTest {

	private static final Pattern LINE = Pattern
		.compile("Plugins>InsaneRes, \"([^\"]+)\", " + InsaneRes.class.getName().replace(".", "\\.")
			+ "\\(\"(\\w+)\"\\)");

	/** Labels and command names in plugins.config. */
	private static Map<String, String> menu() throws IOException {
		final Map<String, String> menu = new LinkedHashMap<>();
		try (InputStream in = MenuTest.class.getResourceAsStream("/plugins.config")) {
			assertNotNull(in, "plugins.config is at the root of the class path");
			for (final String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				if (line.isBlank() || line.startsWith("#")) continue;
				final Matcher matcher = LINE.matcher(line.strip());
				assertTrue(matcher.matches(), line);
				assertEquals(null, menu.put(matcher.group(1), matcher.group(2)), "twice: " + line);
			}
		}
		return menu;
	}

	static Stream<Class<? extends ActionCommand>> commands() throws IOException {
		return menu().values().stream().map(Errand::type);
	}

	@Test
	void labelsAreThoseOfTheCommands() throws IOException {
		assertFalse(menu().isEmpty());
		menu().forEach((label, name) -> assertEquals(label, Errand.label(Errand.type(name))));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandsStayOutOfSciJavasMenuAndRecorder(final Class<? extends ActionCommand> command) {
		final Plugin plugin = command.getAnnotation(Plugin.class);
		assertFalse(plugin.visible());
		assertEquals("", plugin.menuPath());
		assertEquals(0, plugin.menu().length);
		assertTrue(Stream.of(plugin.attrs()).map(Attr::name).anyMatch("no-record"::equals));
		assertFalse(plugin.description().isBlank());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandsAreValidForSciJava(final Class<? extends ActionCommand> command) {
		assertEquals(List.of(), new CommandInfo(command).getProblems());
	}

	@ParameterizedTest
	@MethodSource("commands")
	void keysAreWordsAndNoneEndsAnother(final Class<? extends ActionCommand> command) {
		final List<String> names = Key.of(command).stream().map(Key::name).toList();
		for (final String name : names) {
			assertTrue(name.matches("[a-z]+"), name);
			for (final String other : names) {
				assertFalse(!other.equals(name) && other.endsWith(name), name + " ends " + other);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void macrosDependOnNothingRemembered(final Class<? extends ActionCommand> command) {
		for (final Key key : Key.of(command)) {
			assertFalse(key.field().getAnnotation(Parameter.class).persist(), key.name());
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void keysAreExplainedAndDefaultsAllowed(final Class<? extends ActionCommand> command) {
		final ActionCommand fresh = Errand.create(command);
		for (final Key key : Key.of(command)) {
			assertFalse(key.label().isBlank(), key.name());
			assertTrue(key.description().endsWith("."), key.name());
			assertNotNull(key.get(fresh), key.name());
			assertEquals(key.get(fresh), Values.read(key, Values.write(key.get(fresh))), key.name());
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void freeTextsComeLast(final Class<? extends ActionCommand> command) {
		final List<String> names = Key.of(command).stream().map(Key::name).toList();
		if (!names.contains("prompt")) return;
		assertEquals(List.of("prompt", "negative"), names.subList(names.size() - 2, names.size()));
	}

	@Test
	void keysOfTheDesign() {
		final String common = "model strength steps guidance sampler schedule seed output "
			+ "noise rule emphasis clipskip eta variation twin canvas ensd cache guided vae precision ";
		assertEquals(common
			+ "size lock source feather context content slices variants regions map early prompt negative",
			keys("ImageToImage"));
		assertEquals(common
			+ "scale upscaler tile overlap fusion lock resume source slices regions map detail seams "
			+ "input file early prompt negative", keys("Upscale"));
		assertEquals(common + "recipe finish scale resume early prompt negative", keys("Enlarge"));
		assertEquals("action file", keys("Models"));
		assertEquals("device threads preview folder", keys("Options"));
		assertEquals("", keys("Check"));
		assertEquals(common.replace("output ", "") + "across down deep action sheet size lock source "
			+ "feather context scale upscaler tile overlap fusion prompt negative", keys("Explore"));
		assertEquals("cell scale output picture", keys("MakeBig"));
		assertEquals("file", keys("Repeat"));
		assertEquals("file", keys("Save"));
		assertEquals("", keys("BeforeAfter"));
	}

	/** The registry, the dialog and the manual: the manual has to be written by hand. */
	@Test
	void theManualHasAllSamplers() throws java.io.IOException {
		final String row = java.nio.file.Files.readAllLines(java.nio.file.Path.of("src/docs/keys.md"))
			.stream()
			.filter(line -> line.startsWith("| `sampler` |")).findFirst().orElseThrow();
		final String list = row.substring(row.indexOf(':'), row.lastIndexOf('('));
		assertEquals(Samplers.names(), java.util.regex.Pattern.compile("`([^`]+)`").matcher(list)
			.results().map(match -> match.group(1)).toList());
	}

	@Test
	void theMenuHasAllSamplersAndSchedules() {
		for (final Key key : Key.of(Errand.type("ImageToImage"))) {
			if (key.name().equals("sampler")) assertEquals(Samplers.names(), key.choices());
			if (key.name().equals("schedule")) {
				assertTrue(Schedule.names().containsAll(key.choices()), key.choices().toString());
			}
		}
	}

	/** Else a recorded exploration would not be done again as it was. */
	@Test
	void anExplorationRemembersAllKeys() {
		assertEquals(keys("Explore"),
			Stream.of(org.insaneres.job.explore.ExploreSettings.class.getRecordComponents())
				.map(java.lang.reflect.RecordComponent::getName)
				.collect(java.util.stream.Collectors.joining(" ")));
	}

	private static String keys(final String command) {
		return String.join(" ", Key.of(Errand.type(command)).stream().map(Key::name).toList());
	}
}
