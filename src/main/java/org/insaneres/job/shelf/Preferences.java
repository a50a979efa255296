/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.shelf;

import ij.Prefs;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.insaneres.Refusal;
import org.insaneres.onnx.Device;
import org.insaneres.onnx.Options;

/**
 * What a person has chosen for this machine in SD Options, kept by ImageJ, which saves it when it
 * quits. It decides where and how fast models run and not what they paint.
 *
 * @param device as {@link Device#of} reads it
 * @param threads of the processor, 0 for all
 * @param folder folders with models, separated as in a class path, the first for new ones; empty
 * for the one of ImageJ
 * @param preview {@link #FAST} shows pictures in the making, {@link #NONE} does not
 */
public record Preferences(String device, int threads, String folder, String preview) {

	/** The picture in the making is shown where that costs little. */
	public static final String FAST = "Fast";

	/** Only results are shown. */
	public static final String NONE = "None";

	private static final Preferences DEFAULT = new Preferences(Device.AUTOMATIC.name(), 0, "", FAST);
	private static final String PLACE = "insaneres.options.";

	/** What is kept; the defaults where that is nothing or nonsense. */
	public static Preferences read() {
		return new Preferences(text("device", DEFAULT.device), number("threads", DEFAULT.threads),
			text("folder", DEFAULT.folder), text("preview", DEFAULT.preview));
	}

	private static String text(final String key, final String otherwise) {
		return Prefs.get(PLACE + key, otherwise);
	}

	private static int number(final String key, final int otherwise) {
		return Math.max(0, (int) Prefs.get(PLACE + key, otherwise));
	}

	/**
	 * Keeps these.
	 *
	 * @throws Refusal if one is impossible; then none is kept
	 */
	public void save() {
		Device.of(device);
		for (final Path root : folders()) {
			if (root.toFile().isFile()) {
				throw new Refusal("folder is " + root + ", which is a file; give the folder it lies in.");
			}
			if (!root.isAbsolute()) {
				throw new Refusal("folder is " + root + ", but must be a full path, such as "
					+ root.toAbsolutePath() + ".");
			}
		}
		Prefs.set(PLACE + "device", device);
		Prefs.set(PLACE + "threads", threads);
		Prefs.set(PLACE + "folder", folder);
		Prefs.set(PLACE + "preview", preview);
	}

	/** The folders with models. */
	List<Path> folders() {
		final List<Path> folders = new ArrayList<>();
		for (final String part : folder.split(File.pathSeparator)) {
			try {
				if (!part.isBlank()) folders.add(Path.of(part.strip()));
			} catch (final InvalidPathException e) {
				throw new Refusal("folder has " + part.strip()
					+ " in it, which can be no folder; correct it in SD Options.", e);
			}
		}
		return folders;
	}

	/** How networks are run. */
	Options machine() {
		return new Options(threads, false, Device.of(device));
	}

	/** Whether pictures in the making are shown. */
	public boolean previews() {
		return !preview.equals(NONE);
	}
}
