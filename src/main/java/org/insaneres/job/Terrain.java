/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.diffusion.ImageToImage;
import org.insaneres.diffusion.Regions;
import org.insaneres.job.canvas.Blend;
import org.insaneres.job.canvas.Place;
import org.insaneres.job.canvas.Plane;
import org.insaneres.picture.Blur;
import org.insaneres.picture.Colour;
import org.insaneres.picture.Kernel;
import org.insaneres.picture.Lazily;
import org.insaneres.picture.Masks;
import org.insaneres.picture.Pictures;
import org.insaneres.picture.Resampling;

/**
 * How strongly each place of a picture is painted, and with which words: by regions of interest, by
 * a grey picture as map, and by how much detail there is.
 *
 * <pre>
 * final List<Terrain> terrains = Terrain.all(planes, true, "map.png", 0);
 * final double strongest = Terrain.strongest(terrains, 0.3);
 * final ImageToImage painter = ImageToImage.with(model, generation.withStrength(strongest), monitor);
 * final Regions regions = terrains.get(i).regions(width, height, 0.3, strongest, painter, monitor);
 * </pre>
 *
 * @param places lowest first
 * @param map width x height of the picture, factor of the strength, 0 to 1; null for 1
 */
record Terrain(List<Place> places, RandomAccessibleInterval<FloatType> map) {

	/** The same everywhere. */
	static final Terrain NONE = new Terrain(List.of(), null);

	/** Detail is looked for in squares of twice this and 1 pixels, and painted so far around. */
	private static final int LOCAL = 4;
	private static final int AROUND = 16;

	/** Pixels over which that fades. */
	private static final int EDGE = 8;

	/**
	 * @param regions whether regions of interest count
	 * @param map title of an open image or path of a file; empty for none
	 * @param detail where the standard deviation of the surroundings is less than so many grey levels
	 * nothing is painted; 0 paints everywhere
	 * @throws Refusal if there is no such map, or no region
	 */
	static List<Terrain> all(final List<Plane> planes, final boolean regions, final String map,
		final double detail) {
		return planes.stream().map(plane -> of(plane, regions, map, detail)).toList();
	}

	private static Terrain of(final Plane plane, final boolean regions, final String map,
		final double detail) {
		final List<Place> places = regions ? Place.of(plane.image(), plane.slice()) : List.of();
		final var greys = map.isBlank() ? null : greys(map.strip(), plane);
		return new Terrain(places, detail > 0 ? times(greys, detailed(plane, detail)) : greys);
	}

	/** All that it consists of, to compare it with another. */
	List<RandomAccessibleInterval<FloatType>> pictures() {
		final List<RandomAccessibleInterval<FloatType>> pictures = new ArrayList<>();
		places.forEach(place -> pictures.add(place.mask()));
		if (map != null) pictures.add(map);
		return pictures;
	}

	/** What is written in it, to compare it with another. */
	String text() {
		return places.stream()
			.map(place -> place.prompt() + "\n" + place.negative() + "\n" + place.strength())
			.collect(Collectors.joining("\n"));
	}

	/**
	 * The greatest strength anywhere.
	 *
	 * @param usual strength where nothing else is said
	 */
	static double strongest(final List<Terrain> terrains, final double usual) {
		return terrains.stream().mapToDouble(terrain -> terrain.strongest(usual)).reduce(usual,
			Math::max);
	}

	private double strongest(final double usual) {
		return places.stream().mapToDouble(place -> place.strength().orElse(usual)).reduce(usual,
			Math::max);
	}

	/**
	 * @param width of the result
	 * @param height of the result
	 * @param usual strength where nothing else is said
	 * @param strongest that the painter runs with, not less than {@link #strongest}
	 */
	Regions regions(final int width, final int height, final double usual, final double strongest,
		final ImageToImage painter, final Monitor monitor) {
		if (strongest == 0 || usual == strongest && places.isEmpty() && map == null) {
			return Regions.NONE;
		}
		final Grown grown = new Grown(width, height);
		final List<Regions.Part> parts = new ArrayList<>();
		for (final Place place : places) {
			if (place.prompt().isEmpty() && place.negative().isEmpty()) continue;
			parts.add(new Regions.Part(grown.soft(place.mask()),
				painter.words(place.prompt(), place.negative(), monitor)));
		}
		final boolean same = map == null && usual == strongest
			&& places.stream().allMatch(p -> p.strength().isEmpty());
		return new Regions(same
			? null
			: Lazily.mask(width, height, window -> shares(grown, window, usual, strongest)), parts);
	}

	/** What the places and the map leave of the greatest strength. */
	private float[] shares(final Grown grown, final Interval window, final double usual,
		final double strongest) {
		final float[] shares = map == null
			? filled((int) (window.dimension(0) * window.dimension(1)))
			: grown.plain(map, window);
		for (int i = 0; i < shares.length; i++) {
			shares[i] *= (float) (usual / strongest);
		}
		for (final Place place : places) {
			if (place.strength().isPresent()) {
				over(shares, grown.wide(place.mask(), window),
					(float) (place.strength().getAsDouble() / strongest));
			}
		}
		return shares;
	}

	private static void over(final float[] shares, final float[] soft, final float share) {
		for (int i = 0; i < shares.length; i++) {
			// Blurring leaves ones only nearly ones
			if (soft[i] > 0.9999f) shares[i] = share;
			else shares[i] += soft[i] * (share - shares[i]);
		}
	}

	private static float[] filled(final int size) {
		final float[] ones = new float[size];
		Arrays.fill(ones, 1);
		return ones;
	}

	private static RandomAccessibleInterval<FloatType> greys(final String name,
		final Plane plane) {
		final ImagePlus image = open(name);
		final var bounds = plane.bounds();
		final double shape = (double) image.getWidth() * bounds.dimension(1) /
			((double) image.getHeight() * bounds.dimension(0));
		if (Math.abs(shape - 1) > 0.02) {
			throw new Refusal("The map \"" + name + "\" has " + image.getWidth() + " x " +
				image.getHeight() + " pixels, another shape than the picture's " + bounds.dimension(0) +
				" x " + bounds.dimension(1) + ": give one of the same shape.");
		}
		final var greys = luma(Plane.current(image).read());
		return Resampling.resize(greys, Kernel.BILINEAR, bounds.dimension(0), bounds.dimension(1));
	}

	private static ImagePlus open(final String name) {
		final ImagePlus open = WindowManager.getImage(name);
		if (open != null) return open;
		final ImagePlus read = Files.isRegularFile(Path.of(name)) ? IJ.openImage(name) : null;
		if (read != null) return read;
		throw new Refusal("map is \"" + name + "\", but no open image has this title and it is no" +
			" picture file: open the map first, or give its full path.");
	}

	/** 1 where there is detail, softly going to 0 around. */
	private static RandomAccessibleInterval<FloatType> detailed(final Plane plane,
		final double detail) {
		final var greys = luma(plane.read());
		final float[] squares = Pictures.read(greys);
		for (int i = 0; i < squares.length; i++) {
			squares[i] *= squares[i];
		}
		final float[] mean = Pictures.read(Blur.box(greys, LOCAL));
		final float[] busy = Pictures.read(Blur.box(Pictures.wrap(squares, greys), LOCAL));
		for (int i = 0; i < busy.length; i++) {
			busy[i] = 255 * Math.sqrt(Math.max(0, busy[i] - mean[i] * mean[i])) >= detail ? 1 : 0;
		}
		return Blur.box(Masks.dilate(Pictures.wrap(busy, greys), AROUND), EDGE);
	}

	/** Brightness, clipped. */
	private static RandomAccessibleInterval<FloatType> luma(
		final RandomAccessibleInterval<FloatType> picture) {
		final float[] block = Pictures.read(picture);
		final int size = block.length / 3;
		final float[] luma = new float[size];
		for (int i = 0; i < size; i++) {
			final double grey = Colour.luma(block[i], block[size + i], block[2 * size + i]);
			luma[i] = (float) Math.min(Math.max(grey, 0), 1);
		}
		return Pictures.wrap(luma, Blend.flat(picture));
	}

	private static RandomAccessibleInterval<FloatType> times(
		final RandomAccessibleInterval<FloatType> a, final RandomAccessibleInterval<FloatType> b) {
		if (a == null) return b;
		final float[] product = Pictures.read(a);
		final float[] other = Pictures.read(b);
		for (int i = 0; i < product.length; i++) {
			product[i] *= other[i];
		}
		return Pictures.wrap(product, a);
	}
}
