/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs macros, or a whole ImageJ, with this plugin in its menu, from a source tree or a class path:
 *
 * <pre>
 * Launcher                      enlarges the sample picture
 * Launcher MACRO.ijm [ARGUMENT] runs a macro without a display
 * Launcher --gui                opens ImageJ
 * </pre>
 *
 * ImageJ runs in a Java of its own, because it needs options this one may lack. System properties
 * whose names begin with {@code insaneres.} are handed on.
 */
public final class Launcher {

	private static final Path SAMPLE = Path.of("macros", "InsaneRes", "Enlarge_Sample.ijm");
	private static final String OWN = "insaneres.";

	private Launcher() {}

	/**
	 * @throws IllegalStateException if the macro fails, so that Maven does too; what went wrong has
	 * been printed then
	 */
	public static void main(final String[] args) throws IOException, InterruptedException {
		final Process imagej = imagej(args).inheritIO().start();
		Runtime.getRuntime().addShutdownHook(new Thread(imagej::destroy));
		if (imagej.waitFor() != 0) throw new IllegalStateException("The macro failed, see above.");
	}

	/** The Java that does what the arguments say; its exit code is 0 if all went well. */
	static ProcessBuilder imagej(final String... args) {
		final boolean gui = args.length > 0 && args[0].equals("--gui");
		final List<String> command = java(gui);
		if (!gui) command.addAll(macro(args));
		return new ProcessBuilder(command).directory(home().toFile());
	}

	private static List<String> java(final boolean gui) {
		final List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		if (!gui) {
			command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
			command.add("-Djava.awt.headless=true");
		}
		System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith(OWN))
			.forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
		command.addAll(List.of("-cp", classPath()));
		command.add(gui ? WindowedImageJ.class.getName() : HeadlessImageJ.class.getName());
		return command;
	}

	private static List<String> macro(final String[] args) {
		if (args.length == 0) return List.of(home().resolve(SAMPLE).toString());
		final List<String> macro = new ArrayList<>(Arrays.asList(args));
		macro.set(0, Path.of(args[0]).toAbsolutePath().toString());
		return macro;
	}

	/** The folder with models and macros: the source tree, or where we are. */
	private static Path home() {
		final String project = System.getProperty("maven.multiModuleProjectDirectory", "");
		final Path folder = Path.of(project).toAbsolutePath();
		return Files.exists(folder.resolve(SAMPLE)) ? folder : Path.of("").toAbsolutePath();
	}

	/** Maven loads this class from a class path of its own. */
	private static String classPath() {
		if (Launcher.class.getClassLoader() instanceof URLClassLoader loader) {
			return Arrays.stream(loader.getURLs()).map(Launcher::file)
				.collect(Collectors.joining(File.pathSeparator));
		}
		return System.getProperty("java.class.path");
	}

	private static String file(final URL url) {
		return Path.of(URI.create(url.toString())).toString();
	}
}
