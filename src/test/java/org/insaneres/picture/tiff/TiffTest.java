/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.Opener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.insaneres.Refusal;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures written to and read from TIFFs by parts. */
class TiffTest {

	private static final int W = 301;
	private static final int H = 203;

	@TempDir
	Path folder;

	private static float[] block(final Samples samples) {
		final Random random = new Random(4);
		final float[] block = new float[3 * W * H];
		for (int i = 0; i < block.length; i++) {
			block[i] = samples.channels() == 1 && i >= W * H ? block[i - W * H] : random.nextFloat();
		}
		return block;
	}

	private Path write(final Samples samples) {
		return write(samples, Long.MAX_VALUE);
	}

	private Path write(final Samples samples, final long classic) {
		final Path file = folder.resolve(samples + ".tif");
		final float[] block = block(samples);
		try (TiffWriter tiff = new TiffWriter(file, W, H, samples,
			new Label("ImageJ=1.54p\nunit=mm\n", 4, 8),
			classic)) {
			for (int y = 0; y < H; y += 50) {
				tiff.write(samples.pack(Pictures.read(Pictures.wrap(block, new FinalInterval(W, H)),
					FinalInterval.createMinSize(0, y, W, Math.min(50, H - y)))));
			}
			tiff.finish();
		}
		return file;
	}

	@ParameterizedTest
	@EnumSource(Samples.class)
	void windowsComeBackAsWritten(final Samples samples) throws IOException {
		check(samples, write(samples));
	}

	@ParameterizedTest
	@EnumSource(Samples.class)
	void thoseOfABigTiffToo(final Samples samples) throws IOException {
		final Path file = write(samples, 0);
		assertTrue(BigTiff.is(file));
		check(samples, file);
	}

	private static void check(final Samples samples, final Path file) {
		final float[] block = block(samples);
		final float step = samples.bits() == 32 ? 0 : 0.51f / ((1 << samples.bits()) - 1);
		try (TiffReader tiff = TiffReader.open(file)) {
			assertEquals(samples, tiff.samples());
			assertEquals(W + " " + H, tiff.width() + " " + tiff.height());
			for (final Interval window : new Interval[]{new FinalInterval(W, H),
				FinalInterval.createMinSize(17, 60, 200, 90)}) {
				assertArrayEquals(
					Pictures.read(Pictures.wrap(block, new FinalInterval(W, H)), window),
					Pictures.read(tiff.picture(), window), step);
			}
		}
	}

	@Test
	void imageJOpensThem() {
		for (final Samples samples : Samples.values()) {
			final ImagePlus image = new Opener().openImage(write(samples).toString());
			assertEquals(W + " " + H, image.getWidth() + " " + image.getHeight(), samples.toString());
			assertEquals(0.25, image.getCalibration().pixelWidth, 1e-9);
			assertEquals("mm", image.getCalibration().getUnit());
			assertEquals(samples == Samples.RGB8 ? 24 : samples.bits(), image.getBitDepth());
		}
	}

	@Test
	void nothingIsLeftOfAnUnfinishedPicture() throws IOException {
		final Path file = folder.resolve("a.tif");
		try (TiffWriter tiff = new TiffWriter(file, W, H, Samples.RGB8, new Label(""))) {
			tiff.write(new byte[3 * W]);
			assertThrows(IllegalStateException.class, tiff::finish);
		}
		try (var files = Files.list(folder)) {
			assertEquals(0, files.count());
		}
	}

	@Test
	void whatIsNoTiffIsRefused() throws IOException {
		final Path file = folder.resolve("a.tif");
		assertThrows(Refusal.class, () -> TiffReader.open(file));
		Files.write(file, new byte[]{'I', 'I', 43, 0, 8, 0, 0, 0});
		assertThrows(Refusal.class, () -> TiffReader.open(file));
		Files.writeString(file, "text");
		assertThrows(Refusal.class, () -> TiffReader.open(file));
	}
}
