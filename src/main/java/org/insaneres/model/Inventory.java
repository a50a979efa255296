/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.CheckpointFiles;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.SafeTensors;

/** What there is of models, usable or not, for people to look at. */
public final class Inventory {

	private static final String UPSCALER = "upscaler";

	private Inventory() {}

	/**
	 * @param name for the {@code model} key
	 * @param kind its family, or upscaler, or what is wrong with it
	 * @param usable whether it can be used
	 * @param place folder or file it lies in
	 * @param disk size of its weights in bytes, 0 if unknown
	 * @param memory bytes they take when loaded for the processor, 0 if unknown
	 * @param licence of the weights, empty if unknown
	 * @param sums whether there are check sums to verify it by
	 */
	public record Item(String name, String kind, boolean usable, Path place, long disk, long memory,
		String licence, boolean sums) {}

	/** Usable models first, then the others, each in the order of the roots; upscalers last. */
	public static List<Item> of(final Models models) {
		final List<Item> items = new ArrayList<>();
		for (final ModelInfo info : models.list()) {
			items.add(new Item(info.name(), info.family().toString(), true, info.folder(), info.bytes(),
				memory(info), licence(info), Verification.possible(info.folder())));
		}
		for (final Map.Entry<Path, String> problem : models.problems().entrySet()) {
			final Path place = problem.getKey();
			items.add(new Item(name(place), problem.getValue(), false, place, 0, 0, "",
				Verification.possible(place)));
		}
		for (final Path file : models.upscalers()) items.add(upscaler(file));
		return items;
	}

	private static Item upscaler(final Path file) {
		final String name = CheckpointFiles.name(file);
		try {
			final boolean onnx = file.toString().endsWith(".onnx");
			final long memory = onnx ? OnnxFile.read(file).memory() : memory(file);
			return new Item(name, UPSCALER, true, file, file.toFile().length(), memory, "",
				Verification.possible(file));
		} catch (final Refusal refusal) {
			return new Item(name, refusal.getMessage(), false, file, 0, 0, "", false);
		}
	}

	private static long memory(final ModelInfo info) {
		try {
			return Files.isDirectory(info.folder())
				? Parts.read(info.folder()).memory()
				: memory(info.folder());
		} catch (final Refusal e) {
			return 0;
		}
	}

	/** The processor computes with 32 bits. */
	private static long memory(final Path file) {
		final SafeTensors tensors = SafeTensors.open(file);
		return tensors.names().stream().mapToLong(name -> 4 * tensors.entry(name).elements()).sum();
	}

	/** A file cannot say it itself, but what was installed with it can. */
	private static String licence(final ModelInfo info) {
		return info.licence().isEmpty() ? Manifest.read(info.folder()).licence() : info.licence();
	}

	private static String name(final Path place) {
		return Files.isDirectory(place) ? Places.name(place) : CheckpointFiles.name(place);
	}

	/** A number of bytes for people, such as 3.4 GB; nothing for 0. */
	public static String size(final long bytes) {
		if (bytes <= 0) return "";
		if (bytes < 1_000_000) return Math.max(1, Math.round(bytes / 1e3)) + " kB";
		if (bytes < 1_000_000_000) return Math.round(bytes / 1e6) + " MB";
		return String.format(java.util.Locale.ROOT, "%.1f GB", bytes / 1e9);
	}
}
