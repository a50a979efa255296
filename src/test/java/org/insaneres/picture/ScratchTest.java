/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are not held in memory are like others. */
class ScratchTest {

	@TempDir
	Path folder;

	@Test
	void onDiskAsInMemory() throws IOException {
		try (Scratch scratch = new Scratch(folder)) {
			final var disk = scratch.create(700, 520);
			final var memory = Pictures.create(700, 520);
			for (int k = 0; k < 4; k++) {
				final Interval window = FinalInterval.createMinSize(150 * k - 20, 130 * k - 10, 300, 200);
				final float[] block = new float[3 * 300 * 200];
				for (int i = 0; i < block.length; i++) {
					block[i] = i % 977;
				}
				Pictures.write(block, window, disk);
				Pictures.write(block, window, memory);
			}
			assertArrayEquals(Pictures.read(memory), Pictures.read(disk));
			final Interval part = FinalInterval.createMinSize(-30, 100, 400, 300);
			assertArrayEquals(Pictures.read(memory, part), Pictures.read(disk, part));
		}
		try (var files = Files.list(folder)) {
			assertEquals(0, files.count(), "files left behind");
		}
	}

	@Test
	void lazyPicturesAreMadeOfWindows() {
		final float[] block = new float[3 * 600 * 530];
		for (int i = 0; i < block.length; i++) {
			block[i] = i;
		}
		final var whole = Pictures.wrap(block, new FinalInterval(600, 530));
		final var lazy = Lazily.picture(600, 530, window -> Pictures.read(whole, window));
		assertArrayEquals(block, Pictures.read(lazy));
		final Interval part = FinalInterval.createMinSize(250, 250, 20, 20);
		assertArrayEquals(Pictures.read(whole, part), Pictures.read(lazy, part));
	}
}
