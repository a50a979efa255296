/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.util.List;

/**
 * Convolutions with windows of 3 x 3 in far fewer multiplications: tiles of the picture, of its
 * windows and of the result are brought into a form in which the channels are mixed by one matrix
 * for each place of a tile. The numbers are those of the plain convolution, but for rounding.
 * <p>
 * Winograd 1980; Lavin and Gray 2016, Fast Algorithms for Convolutional Neural Networks.
 */
public enum Winograd {

	/**
	 * Tiles of 2 x 2: 2.25 times fewer multiplications, and weights in 1.8 times the memory. Rounds
	 * like the plain convolution.
	 */
	TILES_OF_2(Storage.WINOGRAD_2, new double[][]{
		{1, 0, -1, 0},
		{0, 1, 1, 0},
		{0, -1, 1, 0},
		{0, 1, 0, -1}},
		new double[][]{
			{1, 0, 0},
			{1 / 2d, 1 / 2d, 1 / 2d},
			{1 / 2d, -1 / 2d, 1 / 2d},
			{0, 0, 1}},
		new double[][]{
			{1, 1, 1, 0},
			{0, 1, -1, -1}}),

	/**
	 * Tiles of 4 x 4: 4 times fewer multiplications, and weights in 4 times the memory. Rounding
	 * errors are about ten times those of the plain convolution.
	 */
	TILES_OF_4(Storage.WINOGRAD_4, new double[][]{
		{4, 0, -5, 0, 1, 0},
		{0, -4, -4, 1, 1, 0},
		{0, 4, -4, -1, 1, 0},
		{0, -2, -1, 2, 1, 0},
		{0, 2, -1, -2, 1, 0},
		{0, 4, 0, -5, 0, 1}},
		new double[][]{
			{1 / 4d, 0, 0},
			{-1 / 6d, -1 / 6d, -1 / 6d},
			{-1 / 6d, 1 / 6d, -1 / 6d},
			{1 / 24d, 1 / 12d, 1 / 6d},
			{1 / 24d, -1 / 12d, 1 / 6d},
			{0, 0, 1}},
		new double[][]{
			{1, 1, 1, 1, 1, 0},
			{0, 1, -1, 2, -2, 0},
			{0, 1, 1, 4, 4, 0},
			{0, 1, -1, 8, -8, 1}});

	private final Storage storage;
	private final double[][] picture;
	private final double[][] window;
	private final double[][] result;

	/** The three matrices: B transposed, G and A transposed in the paper. */
	Winograd(final Storage storage, final double[][] picture, final double[][] window,
		final double[][] result) {
		this.storage = storage;
		this.picture = picture;
		this.window = window;
		this.result = result;
	}

	/** How weights of the shape out x in x 3 x 3 are kept for {@link #convolve}. */
	public Storage storage() {
		return storage;
	}

	/** Places of a transformed tile, each with a matrix of its own. */
	public int places() {
		return picture.length * picture.length;
	}

	/** Pixels along a side of a tile of the result. */
	private int side() {
		return result.length;
	}

	/**
	 * Brings weights into the form that {@link #convolve} takes.
	 *
	 * @param weights name of a value, out x in x 3 x 3
	 * @return name of a value, places x out x in
	 */
	public String transform(final Graph graph, final String weights) {
		final String windows = graph.node("Reshape", List.of(weights, graph.longs(-1, 9)));
		final String all = graph.node("Gemm",
			List.of(graph.floats(twice(window), places(), 9), windows), Attribute.of("transB", 1));
		final String channels = graph.node("Shape", List.of(weights), Attribute.of("end", 2));
		return graph.node("Reshape", List.of(all,
			graph.node("Concat", List.of(graph.longs(places()), channels), Attribute.of("axis", 0))));
	}

	/**
	 * Numbers that pictures of so many channels are transformed by, a large constant to be written
	 * once for a graph.
	 */
	public String filters(final Graph graph, final int channels) {
		final String one = graph.floats(twice(picture), places(), 1, picture.length,
			picture.length);
		return graph.node("Tile", List.of(one, graph.longs(channels, 1, 1, 1)));
	}

	/**
	 * A convolution that keeps the size, without bias.
	 *
	 * @param x name of the picture, 1 x in x height x width, of any size
	 * @param filters see {@link #filters}, for its channels
	 * @param weights see {@link #transform}
	 * @return name of a picture, 1 x out x height x width
	 */
	public String convolve(final Graph graph, final String x, final int in, final String filters,
		final String weights, final int out) {
		final int side = side();
		// Over the edge so far that the last tile is whole, whatever the size
		final String tiles = graph.node("Conv", List.of(x, filters),
			Attribute.list("pads", 1, 1, side, side), Attribute.list("strides", side, side),
			Attribute.of("group", in));
		final String places = graph.node("Transpose",
			List.of(graph.node("Reshape", List.of(tiles, graph.longs(in, places(), -1)))),
			Attribute.list("perm", 1, 0, 2));
		final String mixed = graph.node("MatMul", List.of(weights, places));
		final String pixels = graph.node("MatMul",
			List.of(graph.floats(twice(result), side * side, places()),
				graph.node("Reshape", List.of(mixed, graph.longs(places(), -1)))));
		final String sizes = graph.node("Concat", List.of(graph.longs(1, side * side * out),
			graph.node("Shape", List.of(tiles), Attribute.of("start", 2))), Attribute.of("axis", 0));
		final String whole = graph.node("DepthToSpace",
			List.of(graph.node("Reshape", List.of(pixels, sizes))), Attribute.of("blocksize", side));
		return graph.node("Slice", List.of(whole, graph.longs(0, 0),
			graph.node("Shape", List.of(x), Attribute.of("start", 2)), graph.longs(2, 3)));
	}

	/** A matrix for rows and columns at once, from one for either: its Kronecker product. */
	private static float[] twice(final double[][] one) {
		final int rows = one.length;
		final int columns = one[0].length;
		final float[] both = new float[rows * rows * columns * columns];
		int i = 0;
		for (int down = 0; down < rows; down++) {
			for (int across = 0; across < rows; across++) {
				for (int y = 0; y < columns; y++) {
					for (int x = 0; x < columns; x++) {
						both[i++] = (float) (one[down][y] * one[across][x]);
					}
				}
			}
		}
		return both;
	}
}
