/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

import org.insaneres.job.canvas.LayerPicture;
import org.insaneres.job.canvas.Plane;

/**
 * OpenRaster files, baseline version 0.0.6: the picture and its layers for Krita, GIMP and MyPaint.
 */
public final class OpenRaster {

	private static final String TYPE = "image/openraster";
	private static final int THUMBNAIL = 256;

	private OpenRaster() {}

	/** Writes what is on display, each element of the overlay as a layer. */
	static void write(final ImagePlus image, final Path file) throws IOException {
		final Path part = file.resolveSibling(file.getFileName() + ".part");
		try {
			try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
				write(image, zip);
			}
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(part);
		}
	}

	private static void write(final ImagePlus image, final ZipOutputStream zip) throws IOException {
		stored(zip, "mimetype", TYPE.getBytes(StandardCharsets.US_ASCII));
		final List<LayerPicture> layers = LayerPicture.of(image);
		zip.setMethod(ZipOutputStream.DEFLATED);
		zip.putNextEntry(new ZipEntry("stack.xml"));
		zip.write(stack(image, layers).getBytes(StandardCharsets.UTF_8));
		for (int i = 0; i < layers.size(); i++) {
			stored(zip, source(i), png(layers.get(i).picture()));
		}
		final BufferedImage merged = LayerPicture
			.flat(Plane.of(image, image.getCurrentSlice()).visible()).getBufferedImage();
		stored(zip, "mergedimage.png", png(merged));
		stored(zip, "Thumbnails/thumbnail.png", png(thumbnail(merged)));
	}

	private static String source(final int layer) {
		return "data/layer" + layer + ".png";
	}

	/** The highest layer comes first. */
	private static String stack(final ImagePlus image, final List<LayerPicture> layers) {
		final StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n");
		xml.append("<image version=\"0.0.6\" w=\"").append(image.getWidth()).append("\" h=\"")
			.append(image.getHeight()).append("\">\n\t<stack>\n");
		for (int i = layers.size() - 1; i >= 0; i--) {
			final LayerPicture layer = layers.get(i);
			xml.append("\t\t<layer name=\"").append(escaped(layer.name())).append("\" src=\"")
				.append(source(i)).append("\" x=\"").append(layer.x()).append("\" y=\"")
				.append(layer.y()).append("\" opacity=\"")
				.append(String.format(Locale.ROOT, "%.4f", layer.opacity())).append("\" visibility=\"")
				.append(layer.visible() ? "visible" : "hidden")
				.append("\" composite-op=\"svg:src-over\"/>\n");
		}
		return xml.append("\t</stack>\n</image>\n").toString();
	}

	/** As a value in quotes; what XML can not hold becomes a question mark. */
	private static String escaped(final String text) {
		final StringBuilder out = new StringBuilder();
		text.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				default -> out.appendCodePoint(c < ' ' || c >= 0xD800 && c < 0xE000
					|| (c & 0xFFFE) == 0xFFFE ? '?' : c);
			}
		});
		return out.toString();
	}

	/** The type must not be compressed; pictures are already. */
	private static void stored(final ZipOutputStream zip, final String name, final byte[] data)
		throws IOException {
		final ZipEntry entry = new ZipEntry(name);
		final CRC32 sum = new CRC32();
		sum.update(data);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(data.length);
		entry.setCrc(sum.getValue());
		zip.putNextEntry(entry);
		zip.write(data);
		zip.closeEntry();
	}

	private static byte[] png(final BufferedImage picture) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		if (!ImageIO.write(picture, "png", out)) throw new IOException("this Java writes no PNG");
		return out.toByteArray();
	}

	private static BufferedImage thumbnail(final BufferedImage picture) {
		final double scale = Math.min(1,
			THUMBNAIL / (double) Math.max(picture.getWidth(), picture.getHeight()));
		final int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
		final int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
		final BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION,
			RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(picture, 0, 0, width, height, null);
		graphics.dispose();
		return small;
	}
}
