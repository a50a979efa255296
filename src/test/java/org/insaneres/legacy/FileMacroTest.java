/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.WindowManager;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Macros that enlarge from and into files. */
class FileMacroTest {

	private static final String ART = "newImage('art', 'RGB ramp', 40, 30, 1);\n";
	private static final String SIZE = "return '' + getWidth() + ' ' + getHeight() + ' ' + getTitle();";

	@TempDir
	Path folder;

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	private String path(final String name) {
		return folder.resolve(name).toString();
	}

	private String upscale(final String keys) {
		return "run('SD Upscale...', 'steps=3 seed=7 tile=64 overlap=16 " + keys + "');\n";
	}

	@Test
	void theResultInAFileIsTheCurrentImage() {
		assertEquals("100 75 a b.tif",
			Macros.run(ART + upscale("scale=2.5 file=[" + path("a b.tif") + "]") + SIZE));
	}

	@Test
	void aFileNeedsNoOpenImage() {
		Macros.run(ART + "saveAs('Tiff', '" + path("source.tif") + "'); close();");
		assertEquals("80 60 result.tif", Macros.run(upscale(
			"scale=2 input=[" + path("source.tif") + "] file=[" + path("result.tif") + "]") + SIZE));
	}

	@Test
	void withoutImageAndFileItIsRefused() {
		assertTrue(Macros.run(upscale("scale=2")).contains("no image"));
	}
}
