/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.job.shelf.Records;
import org.insaneres.upscale.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are enlarged into a file. */
class VastTest {

	private static final Path UPSCALER = Path
		.of(System.getProperty("tinymodels", "src/test/resources/tiny-models"))
		.resolve("upscalers/x2-even.onnx").toAbsolutePath();

	@TempDir
	Path folder;

	@TempDir
	Path journals;

	@BeforeEach
	void set() {
		System.setProperty(Journals.FOLDER, journals.toString());
	}

	@AfterEach
	void reset() {
		System.clearProperty(Journals.FOLDER);
		System.clearProperty(Journals.PATIENCE);
	}

	private static ImagePlus image(final ImageProcessor pixels) {
		final Random random = new Random(6);
		for (int i = 0; i < pixels.getPixelCount(); i++) {
			pixels.set(i, random.nextInt(pixels.getBitDepth() == 24 ? 1 << 24 : 60_000));
		}
		return new ImagePlus("a", pixels);
	}

	private UpscaleSettings settings(final String fusion, final String input, final String file) {
		return new UpscaleSettings("", 0.3, 4, 1, "DPM++ 2M", "Automatic", 7, "New image", "Position",
			"A1111", "A1111", 1, -1, 0, 0, "", 0, 1, "", "", "", 2.5, "Lanczos", 64, 16, fusion, 1, true,
			"Image",
			false,
			false, "",
			0, false, input,
			file, "", "", "");
	}

	private String result() {
		return folder.resolve("result.tif").toString();
	}

	@ParameterizedTest
	@ValueSource(strings = {"Fused", "SD upscale", "Krita"})
	void theFileHoldsWhatTheImageWould(final String fusion) {
		final ImagePlus image = image(new ColorProcessor(50, 40));
		final ImagePlus inMemory = Upscale.run(image, settings(fusion, "", ""), Desk.NONE);
		final ImagePlus opened = Upscale.run(image, settings(fusion, "", result()), Desk.NONE);
		assertArrayEquals((int[]) inMemory.getProcessor().getPixels(),
			(int[]) opened.getProcessor().getPixels());
		assertEquals("7", opened.getProp("sd.seed"));
		assertFalse(Journal.any(journals), "nothing is left behind");
	}

	/** Regions, a threshold for detail, and the seam score. */
	@ParameterizedTest
	@ValueSource(strings = {"Fused", "SD upscale", "Krita"})
	void placesDifferInTheFileAsInTheImage(final String fusion) {
		final ImagePlus image = image(new ColorProcessor(110, 90));
		image.getProcessor().setColor(0x506070);
		image.getProcessor().fill(new Roi(60, 0, 50, 40));
		final Overlay overlay = new Overlay();
		overlay.add(new Roi(4, 4, 20, 20));
		overlay.add(new OvalRoi(20, 50, 50, 30));
		overlay.add(new Roi(50, 20, 30, 60));
		overlay.get(0).setProperty("sd.keep", "true");
		overlay.get(1).setProperty("sd.strength", "0.8");
		overlay.get(2).setProperty("sd.prompt", "comic");
		image.setOverlay(overlay);
		final Map<String, Object> asked = Records.values(settings(fusion, "", ""));
		asked.putAll(Map.of("regions", true, "detail", 3.0, "seams", true));
		final ImagePlus inMemory = Upscale.run(image,
			Records.make(UpscaleSettings.class, asked::get), Desk.NONE);
		asked.put("file", result());
		final ImagePlus opened = Upscale.run(image,
			Records.make(UpscaleSettings.class, asked::get), Desk.NONE);
		assertArrayEquals((int[]) inMemory.getProcessor().getPixels(),
			(int[]) opened.getProcessor().getPixels());
		assertEquals(inMemory.getProp("sd.seam.p"), opened.getProp("sd.seam.p"));
		asked.put("regions", false);
		assertNotEquals(Arrays.hashCode((int[]) inMemory.getProcessor().getPixels()),
			Arrays.hashCode((int[]) Upscale
				.run(image, Records.make(UpscaleSettings.class, asked::get), Desk.NONE).getProcessor()
				.getPixels()));
	}

	@Test
	void greysKeepTheirTypeAndRange() {
		final ImagePlus image = image(new ShortProcessor(50, 40));
		image.setDisplayRange(1000, 50_000);
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().setUnit("mm");
		final ImagePlus inMemory = Upscale.run(image, settings("Fused", "", ""), Desk.NONE);
		final ImagePlus opened = Upscale.run(image, settings("Fused", "", result()), Desk.NONE);
		assertArrayEquals((short[]) inMemory.getProcessor().getPixels(),
			(short[]) opened.getProcessor().getPixels());
		assertEquals(0.2, opened.getCalibration().pixelWidth, 1e-6);
		assertEquals("mm", opened.getCalibration().getUnit());
		assertEquals(1000, opened.getDisplayRangeMin());
		assertEquals(50_000, opened.getDisplayRangeMax());
	}

	@Test
	void aFileIsEnlargedAsTheImageInIt() {
		final ImagePlus image = image(new ColorProcessor(50, 40));
		final String input = folder.resolve("source.tif").toString();
		IJ.saveAsTiff(image, input);
		final ImagePlus inMemory = Upscale.run(image, settings("Fused", "", ""), Desk.NONE);
		final ImagePlus opened = Upscale.run(null, settings("Fused", input, result()), Desk.NONE);
		assertArrayEquals((int[]) inMemory.getProcessor().getPixels(),
			(int[]) opened.getProcessor().getPixels());
	}

	/** By a network in tiles of which the file takes one after the other. */
	@Test
	void anUpscalerWorksForAFileToo() {
		final ImagePlus image = image(new ColorProcessor(350, 20));
		final Map<String, Object> asked = Records.values(settings("Fused", "", ""));
		asked.put("upscaler", UPSCALER.toString());
		final ImagePlus inMemory = Upscale.run(image,
			Records.make(UpscaleSettings.class, asked::get), Desk.NONE);
		asked.put("file", result());
		final ImagePlus opened = Upscale.run(image,
			Records.make(UpscaleSettings.class, asked::get), Desk.NONE);
		assertArrayEquals((int[]) inMemory.getProcessor().getPixels(),
			(int[]) opened.getProcessor().getPixels());
		asked.put("upscaler", "none");
		assertThrows(Refusal.class, () -> Upscale.run(image,
			Records.make(UpscaleSettings.class, asked::get), Desk.NONE));
	}

	@Test
	void aCanceledJobLeavesAJournalAndNoPicture() throws Exception {
		System.setProperty(Journals.PATIENCE, "0");
		final ImagePlus image = image(new ColorProcessor(50, 40));
		final List<String> notes = new ArrayList<>();
		final Desk impatient = new Desk() {

			@Override
			public boolean canceled() {
				return Journal.any(journals);
			}
		};
		assertThrows(CancellationException.class,
			() -> Upscale.run(image, settings("Fused", "", result()), impatient));
		assertTrue(Journal.any(journals));
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(0, files.count());
		}
		final Desk patient = new Desk() {

			@Override
			public void note(final String line) {
				notes.add(line);
			}
		};
		final ImagePlus opened = Upscale.run(image, settings("Fused", "", result()), patient);
		assertTrue(notes.get(0).startsWith("Goes on"), notes.toString());
		assertArrayEquals((int[]) Upscale.run(image, settings("Fused", "", ""), Desk.NONE)
			.getProcessor().getPixels(), (int[]) opened.getProcessor().getPixels());
	}

	@Test
	void anotherPictureSelectionOrSettingIsAnotherJob() {
		final ImagePlus image = image(new ColorProcessor(20, 16));
		final UpscaleSettings settings = settings("Fused", "", "");
		final List<String> names = new ArrayList<>();
		for (final UpscaleSettings other : List.of(settings, settings.withTile(96),
			settings("Krita", "", ""))) {
			names.add(Upscale.job(image, other));
		}
		image.getProcessor().set(5, image.getProcessor().get(5) ^ 1);
		names.add(Upscale.job(image, settings));
		image.setRoi(2, 3, 9, 9);
		names.add(Upscale.job(image, settings));
		image.setRoi(2, 3, 9, 8);
		names.add(Upscale.job(image, settings));
		assertEquals(names.size(), names.stream().distinct().count());
		assertEquals(Upscale.job(image, settings), Upscale.job(image, settings("Fused", "", result())));
	}

	@Test
	void whatCannotWorkIsRefusedBeforehand() {
		final ImagePlus image = image(new ColorProcessor(50, 40));
		for (final String file : List.of("a.png", folder.resolve("none").resolve("a.tif").toString(),
			folder.toString())) {
			assertThrows(Refusal.class,
				() -> Upscale.run(image, settings("Fused", "", file), Desk.NONE), file);
		}
		assertThrows(Refusal.class,
			() -> Upscale.run(null, settings("Fused", "none.tif", result()), Desk.NONE));
		assertThrows(Refusal.class,
			() -> Upscale.run(null, settings("Fused", result(), ""), Desk.NONE));
		assertThrows(Refusal.class,
			() -> Upscale.run(null, settings("Fused", result(), result()), Desk.NONE));
		image.setRoi(1, 1, 5, 5);
		assertThrows(Refusal.class,
			() -> Upscale.run(image, settings("Fused", "", result()), Desk.NONE));
	}
}
