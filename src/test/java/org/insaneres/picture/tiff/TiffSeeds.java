/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small TIFFs of both kinds. */
public final class TiffSeeds {

	private TiffSeeds() {}

	public static List<byte[]> all() throws IOException {
		final List<byte[]> seeds = new ArrayList<>();
		for (final long classic : List.of(Long.MAX_VALUE, 0L)) {
			for (final Samples samples : List.of(Samples.RGB8, Samples.GREY16)) {
				seeds.add(one(samples, classic));
			}
		}
		return seeds;
	}

	private static byte[] one(final Samples samples, final long classic) throws IOException {
		final Path folder = Files.createTempDirectory("seed");
		final Path file = folder.resolve("a.tif");
		try (TiffWriter tiff = new TiffWriter(file, 5, 4, samples,
			new Label("ImageJ=1.54p\nunit=mm\n", 4, 8), classic)) {
			tiff.write(samples.pack(new float[3 * 5 * 4]));
			tiff.finish();
			return Files.readAllBytes(file);
		} finally {
			Files.deleteIfExists(file);
			Files.delete(folder);
		}
	}
}
