/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

import net.imglib2.Interval;

import org.insaneres.Refusal;

/** A TIFF of up to 4 GB of any kind, read by Java's own reader, which reads parts. */
final class ClassicTiff implements TiffReader {

	/** Bytes of a strip, times channels, that may be announced by a file of any size. */
	private static final long FREE = 4 << 20;

	/** How often a file's size its contents can be, at most: more than by LZW or deflate. */
	private static final long PACKED = 3000;

	private final Path file;
	private final ImageInputStream stream;
	private final ImageReader reader;
	private final long width;
	private final long height;
	private final Samples samples;

	private ClassicTiff(final Path file, final ImageInputStream stream, final ImageReader reader)
		throws IOException {
		this.file = file;
		this.stream = stream;
		this.reader = reader;
		width = reader.getWidth(0);
		height = reader.getHeight(0);
		final ImageTypeSpecifier type = reader.getImageTypes(0).next();
		final SampleModel pixels = type.getSampleModel();
		final long strip = (long) reader.getTileWidth(0) * reader.getTileHeight(0) *
			pixels.getNumBands() * DataBuffer.getDataTypeSize(pixels.getTransferType()) / Byte.SIZE;
		if (strip * pixels.getNumBands() > Math.max(FREE, PACKED * stream.length())) {
			throw new IOException("it announces strips larger than it can hold");
		}
		samples = raw(type.getColorModel(), pixels)
			? Samples.of(pixels.getNumBands() < 3 ? 1 : 3, bits(pixels))
			: Samples.RGB8;
	}

	static TiffReader open(final Path file) throws IOException {
		if (!Chain.ends(file)) throw new IOException("it announces more than it holds");
		final ImageInputStream stream = ImageIO.createImageInputStream(file.toFile());
		try {
			final var readers = ImageIO.getImageReaders(stream);
			if (!readers.hasNext()) throw new Refusal("The file " + file + " is no picture.");
			final ImageReader reader = readers.next();
			reader.setInput(stream, false, true);
			return new ClassicTiff(file, stream, reader);
		} catch (final IOException | RuntimeException e) {
			stream.close();
			throw e;
		}
	}

	/** Numbers that are meant as they are, and not through a table or as another kind of colour. */
	private static boolean raw(final ColorModel colours, final SampleModel pixels) {
		final int type = pixels.getTransferType();
		return colours instanceof ComponentColorModel &&
			(type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_FLOAT &&
				pixels.getNumBands() == 1 ||
				type == DataBuffer.TYPE_BYTE && pixels.getNumBands() == 1);
	}

	private static int bits(final SampleModel pixels) {
		return switch (pixels.getTransferType()) {
			case DataBuffer.TYPE_BYTE -> 8;
			case DataBuffer.TYPE_USHORT -> 16;
			default -> 32;
		};
	}

	private BufferedImage part(final Rectangle window) throws IOException {
		final ImageReadParam wanted = reader.getDefaultReadParam();
		wanted.setSourceRegion(window);
		return reader.read(0, wanted);
	}

	@Override
	public synchronized float[] read(final Interval window) {
		final int w = (int) window.dimension(0);
		final int h = (int) window.dimension(1);
		try {
			final BufferedImage image = part(
				new Rectangle((int) window.min(0), (int) window.min(1), w, h));
			return raw(image.getColorModel(), image.getSampleModel())
				? samples(image.getRaster(), w, h)
				: colours(image, w, h);
		} catch (final IOException | RuntimeException e) {
			throw new Refusal("The file " + file + " is damaged (" + e.getMessage() + ").", e);
		}
	}

	private static float[] samples(final Raster raster, final int w, final int h) {
		final float white = switch (raster.getTransferType()) {
			case DataBuffer.TYPE_BYTE -> 255;
			case DataBuffer.TYPE_USHORT -> 65535;
			default -> 1;
		};
		final float[] block = new float[3 * w * h];
		final float[] plane = new float[w * h];
		for (int c = 0; c < 3; c++) {
			raster.getSamples(raster.getMinX(), raster.getMinY(), w, h,
				raster.getNumBands() < 3 ? 0 : c, plane);
			for (int i = 0; i < plane.length; i++) {
				block[c * plane.length + i] = plane[i] / white;
			}
		}
		return block;
	}

	private static float[] colours(final BufferedImage image, final int w, final int h) {
		final int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
		final float[] block = new float[3 * pixels.length];
		for (int c = 0; c < 3; c++) {
			for (int i = 0; i < pixels.length; i++) {
				block[c * pixels.length + i] = (pixels[i] >> 16 - 8 * c & 255) / 255f;
			}
		}
		return block;
	}

	@Override
	public long width() {
		return width;
	}

	@Override
	public long height() {
		return height;
	}

	@Override
	public Samples samples() {
		return samples;
	}

	@Override
	public void close() {
		reader.dispose();
		try {
			stream.close();
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
