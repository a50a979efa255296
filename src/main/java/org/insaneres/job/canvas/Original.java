/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.picture.Lazily;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.tiff.Label;
import org.insaneres.picture.tiff.Samples;
import org.insaneres.picture.tiff.TiffReader;

/** What a picture is made from that goes into a file, and of which kind its pixels are to be. */
public interface Original {

	/** In pixels. */
	long width();

	/** In pixels. */
	long height();

	/** Read where it is looked at, width x height x 3 at (0, 0). */
	RandomAccessibleInterval<FloatType> picture();

	/** The kind of pixels of the result. */
	Samples samples();

	/**
	 * @param block rows of the result, 3 x height x width
	 * @param width in pixels
	 * @return the bytes of their pixels
	 */
	byte[] pack(float[] block, int width);

	/**
	 * What programs that read the result should know.
	 *
	 * @param scale of the result
	 * @param more lines of the description
	 */
	Label label(double scale, String more);

	/** A picture in a file; numbers stay of its type. */
	record InFile(TiffReader tiff) implements Original {

		@Override
		public long width() {
			return tiff.width();
		}

		@Override
		public long height() {
			return tiff.height();
		}

		@Override
		public RandomAccessibleInterval<FloatType> picture() {
			return tiff.picture();
		}

		@Override
		public Samples samples() {
			return tiff.samples();
		}

		@Override
		public byte[] pack(final float[] block, final int width) {
			return samples().pack(block);
		}

		@Override
		public Label label(final double scale, final String more) {
			return new Label(more);
		}
	}

	/** An open image: greys stay greys of the same type and display range, all else becomes RGB. */
	record InWindow(Plane plane, ImageProcessor kind) implements Original {

		public InWindow(final Plane plane) {
			this(plane, plane.grey() ? plane.pixels() : new ColorProcessor(1, 1));
		}

		@Override
		public long width() {
			return plane.bounds().dimension(0);
		}

		@Override
		public long height() {
			return plane.bounds().dimension(1);
		}

		@Override
		public RandomAccessibleInterval<FloatType> picture() {
			return Lazily.picture(width(), height(), window -> Pictures.read(plane.read(window)));
		}

		@Override
		public Samples samples() {
			if (kind instanceof ByteProcessor) return Samples.GREY8;
			if (kind instanceof ShortProcessor) return Samples.GREY16;
			return kind instanceof FloatProcessor ? Samples.GREY32 : Samples.RGB8;
		}

		@Override
		public byte[] pack(final float[] block, final int width) {
			final Interval rows = new FinalInterval(width, block.length / 3 / width);
			final ImageProcessor band = kind.createProcessor(width, (int) rows.dimension(1));
			Blend.over(band, band, Tones.of(band), Pictures.wrap(block, rows), null);
			final ByteBuffer bytes = ByteBuffer.allocate(band.getPixelCount() * samples().bytes())
				.order(ByteOrder.LITTLE_ENDIAN);
			for (int i = 0; i < band.getPixelCount(); i++) {
				switch (samples()) {
					case GREY8 -> bytes.put((byte) band.get(i));
					case GREY16 -> bytes.putShort((short) band.get(i));
					case GREY32 -> bytes.putFloat(band.getf(i));
					default -> bytes.put((byte) (band.get(i) >> 16)).put((byte) (band.get(i) >> 8))
						.put((byte) band.get(i));
				}
			}
			return bytes.array();
		}

		@Override
		public Label label(final double scale, final String more) {
			final Calibration calibration = plane.image().getCalibration();
			final String range = samples() == Samples.RGB8
				? ""
				: "min=" + kind.getMin() + "\nmax=" + kind.getMax() + "\n";
			if (!calibration.scaled()) return new Label(more + range);
			return new Label(more + range + "unit=" + calibration.getUnit() + "\n",
				scale / calibration.pixelWidth, scale / calibration.pixelHeight);
		}
	}
}
