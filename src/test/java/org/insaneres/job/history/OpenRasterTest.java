/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ColorProcessor;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.insaneres.job.canvas.Images;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** OpenRaster files, read back as other programs read them. */
public class OpenRasterTest {

	/** A file as the specification has it, checked while it is read. */
	private record Read(List<Element> layers, Map<String, BufferedImage> pictures, int width,
		int height) {

		static Read of(final Path file) throws Exception {
			final Map<String, byte[]> files = new LinkedHashMap<>();
			final byte[] raw = Files.readAllBytes(file);
			// Readers look for the type at this place
			assertEquals("mimetypeimage/openraster",
				new String(raw, 30, 24, StandardCharsets.US_ASCII));
			try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(raw))) {
				for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
					if (files.isEmpty()) {
						assertEquals(ZipEntry.STORED, e.getMethod());
						assertEquals("mimetype", e.getName());
					}
					files.put(e.getName(), zip.readAllBytes());
				}
			}
			final Element image = DocumentBuilderFactory.newInstance().newDocumentBuilder()
				.parse(new ByteArrayInputStream(files.get("stack.xml"))).getDocumentElement();
			assertEquals("image", image.getTagName());
			final NodeList nodes = image.getElementsByTagName("layer");
			final List<Element> layers = new ArrayList<>();
			for (int i = 0; i < nodes.getLength(); i++) layers.add((Element) nodes.item(i));
			Collections.reverse(layers);
			final Map<String, BufferedImage> pictures = new LinkedHashMap<>();
			for (final String name : files.keySet()) {
				if (name.endsWith(".png")) {
					pictures.put(name, ImageIO.read(new ByteArrayInputStream(files.get(name))));
				}
			}
			for (final Element layer : layers) assertTrue(files.containsKey(layer.getAttribute("src")));
			return new Read(layers, pictures, Integer.parseInt(image.getAttribute("w")),
				Integer.parseInt(image.getAttribute("h")));
		}

		/** All visible layers over each other. */
		int[] merged() {
			final BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
			final Graphics2D graphics = canvas.createGraphics();
			for (final Element layer : layers) {
				if (!layer.getAttribute("visibility").equals("visible")) continue;
				graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER,
					Float.parseFloat(layer.getAttribute("opacity"))));
				graphics.drawImage(pictures.get(layer.getAttribute("src")),
					Integer.parseInt(layer.getAttribute("x")), Integer.parseInt(layer.getAttribute("y")),
					null);
			}
			return rgb(canvas);
		}
	}

	private static int[] rgb(final BufferedImage image) {
		final int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0,
			image.getWidth());
		for (int i = 0; i < all.length; i++) all[i] &= 0xffffff;
		return all;
	}

	private static Path write(final ImagePlus image) throws IOException {
		final Path file = Files.createTempFile("layers", ".ora");
		file.toFile().deleteOnExit();
		OpenRaster.write(image, file);
		return file;
	}

	private static ImagePlus layered(final Random random) {
		final ImagePlus image = Images.RGB.image(60, 50, random);
		final Overlay overlay = new Overlay();
		final ImageRoi half = new ImageRoi(-5, 10, Images.RGB.pixels(20, 20, random));
		half.setOpacity(0.4);
		half.setName("half & <half> \"é\"\u0001");
		overlay.add(half);
		final ColorProcessor holes = new ColorProcessor(60, 50);
		holes.setColor(Color.GREEN);
		holes.fill(new OvalRoi(3 + random.nextInt(20), 3, 12, 12));
		final ImageRoi brush = new ImageRoi(0, 0, holes);
		brush.setZeroTransparent(true);
		brush.setName("[Brush]");
		overlay.add(brush);
		final Roi filled = new OvalRoi(30, 2, 9, 20);
		filled.setFillColor(Color.BLUE);
		overlay.add(filled);
		overlay.add(new TextRoi(3, 3, "text"));
		image.setOverlay(overlay);
		return image;
	}

	@Property(tries = 20)
	void layersTogetherAreWhatIsSeen(@ForAll final Random random) throws Exception {
		final ImagePlus image = layered(random);
		final Read read = Read.of(write(image));
		assertEquals(60, read.width());
		assertEquals(50, read.height());
		final int[] seen = rgb(image.flatten().getBufferedImage());
		assertArrayEquals(seen, rgb(read.pictures().get("mergedimage.png")));
		near(seen, read.merged());
	}

	/** Opacities are written with four digits. */
	private static void near(final int[] expected, final int[] actual) {
		assertEquals(expected.length, actual.length);
		for (int i = 0; i < expected.length; i++) {
			for (int shift = 0; shift < 24; shift += 8) {
				assertEquals(expected[i] >> shift & 255, actual[i] >> shift & 255, 2, "pixel " + i);
			}
		}
	}

	@Test
	void namesPlacesAndOpacitiesAreKept() throws Exception {
		final Read read = Read.of(write(layered(new Random(3))));
		assertEquals(List.of("picture.tif", "half & <half> \"é\"?", "[Brush]", "Oval", "Text"),
			read.layers().stream().map(layer -> layer.getAttribute("name")).toList());
		final Element half = read.layers().get(1);
		assertEquals("-5", half.getAttribute("x"));
		assertEquals("10", half.getAttribute("y"));
		assertEquals(0.4, Double.parseDouble(half.getAttribute("opacity")), 1e-4);
		assertEquals("svg:src-over", half.getAttribute("composite-op"));
	}

	@Test
	void theBaseKeepsItsPixels() throws Exception {
		final ImagePlus image = layered(new Random(4));
		final Read read = Read.of(write(image));
		assertArrayEquals(rgb(image.getProcessor().getBufferedImage()),
			rgb(read.pictures().get("data/layer0.png")));
	}

	@Test
	void hiddenLayersStayHidden() throws Exception {
		final ImagePlus image = layered(new Random(5));
		image.setHideOverlay(true);
		final Read read = Read.of(write(image));
		assertEquals("hidden", read.layers().get(2).getAttribute("visibility"));
		assertArrayEquals(rgb(image.getProcessor().getBufferedImage()), read.merged());
	}

	@Test
	void thumbnailsFit() throws Exception {
		final ImagePlus image = new ImagePlus("wide", new ColorProcessor(700, 3));
		final BufferedImage small = Read.of(write(image)).pictures().get("Thumbnails/thumbnail.png");
		assertEquals(256, small.getWidth());
		assertEquals(1, small.getHeight());
	}

	@Test
	void onlyLayersOfThePlaneOnDisplayGoAlong() throws Exception {
		final ImagePlus stack = Images.GREY16.stack(9, 9, new Random(6));
		final Roi here = new Roi(1, 1, 3, 3);
		here.setPosition(2);
		final Roi elsewhere = new Roi(1, 1, 3, 3);
		elsewhere.setPosition(3);
		stack.setOverlay(new Overlay(here));
		stack.getOverlay().add(elsewhere);
		assertEquals(2, Read.of(write(stack)).layers().size());
	}
}
