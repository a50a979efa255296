/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an action that comes to nothing must leave as it was.
 *
 * @param image pixels, overlay, selection, properties, whether it is locked or changed
 * @param undo what ImageJ would undo
 * @param windows open images
 * @param threads those that live, by name
 * @param files that are open, but for jars, libraries and devices
 * @param left files in the folders where this program puts temporary ones
 */
record Footprint(String image, String undo, Set<Integer> windows, Set<String> threads,
	Set<String> files, Set<String> left) {

	private static final Path OPEN = Path.of("/proc/self/fd");
	private static final long PATIENCE = 10_000;

	/** Threads of Java's and ImageJ's own, which come when they like. */
	private static final String OTHERS = "(C[12] CompilerThread|process reaper|ForkJoinPool|Common-Cleaner"
		+ "|Attach Listener|AWT|Java2D|SIGINT|RMI|surefire|Image Fetcher|Keep-Alive|DestroyJavaVM).*";

	/** @param folders of temporary files */
	static Footprint of(final ImagePlus image, final List<Path> folders) throws IOException {
		return new Footprint(described(image), undoable(), opened(), living(), used(), lying(folders));
	}

	/** Compares with what is now, and waits a little for what is ending. */
	void assertSame(final String what, final ImagePlus same, final List<Path> folders)
		throws IOException, InterruptedException {
		final long end = System.currentTimeMillis() + PATIENCE;
		Footprint now = of(same, folders);
		while (!covers(now) && System.currentTimeMillis() < end) {
			Thread.sleep(20);
			now = of(same, folders);
		}
		assertEquals(image, now.image, what);
		assertEquals(undo, now.undo, what);
		assertEquals(windows, now.windows, what);
		assertEquals(left, now.left, what);
		assertTrue(threads.containsAll(now.threads), what + ": " + now.threads);
		assertTrue(files.containsAll(now.files), what + ": " + now.files);
	}

	private boolean covers(final Footprint now) {
		return image.equals(now.image) && undo.equals(now.undo) && windows.equals(now.windows)
			&& left.equals(now.left) && threads.containsAll(now.threads)
			&& files.containsAll(now.files);
	}

	private static String described(final ImagePlus image) {
		final List<Integer> pixels = new ArrayList<>();
		for (int n = 1; n <= image.getStackSize(); n++) {
			pixels.add(Arrays.deepHashCode(new Object[]{image.getStack().getPixels(n)}));
		}
		return pixels + " " + image.getTitle() + " " + image.getOverlay() + " " + image.getRoi() + " "
			+ Arrays.toString(image.getPropertiesAsArray()) + " " + image.isLocked() + " "
			+ image.changes;
	}

	private static String undoable() {
		try {
			final Field what = Undo.class.getDeclaredField("whatToUndo");
			final Field whose = Undo.class.getDeclaredField("imageID");
			what.setAccessible(true);
			whose.setAccessible(true);
			return what.getInt(null) + " of " + whose.getInt(null);
		} catch (final ReflectiveOperationException e) {
			throw new AssertionError(e);
		}
	}

	private static Set<Integer> opened() {
		final int[] ids = WindowManager.getIDList();
		return ids == null ? Set.of() : Arrays.stream(ids).boxed().collect(Collectors.toSet());
	}

	private static Set<String> living() {
		return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
			.map(Thread::getName).filter(name -> !name.matches(OTHERS))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> used() throws IOException {
		final Set<String> files = new TreeSet<>();
		if (!Files.isDirectory(OPEN)) return files;
		try (Stream<Path> all = Files.list(OPEN)) {
			for (final Path link : all.toList()) {
				try {
					final String file = Files.readSymbolicLink(link).toString();
					final boolean other = file
						.matches("(/proc|/dev|/sys)/.*|.*\\.(jar|so|jfc)|/usr/.*|\\w+:.*");
					if (!other) files.add(file);
				} catch (final IOException gone) {
					// The folder itself, by now
				}
			}
		}
		return files;
	}

	private static Set<String> lying(final List<Path> folders) throws IOException {
		final Set<String> left = new TreeSet<>();
		for (final Path folder : folders) {
			if (!Files.isDirectory(folder)) continue;
			try (Stream<Path> all = Files.walk(folder)) {
				all.map(Path::toString).forEach(left::add);
			}
		}
		return left;
	}
}
