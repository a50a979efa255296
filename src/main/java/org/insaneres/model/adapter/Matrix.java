/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.util.stream.IntStream;

/**
 * A matrix, row-major. Kernels of convolutions are matrices too: a row for each channel that comes
 * out, and in it, for each channel that goes in, the values of its kernel.
 */
record Matrix(int rows, int columns, float[] data) {

	Matrix {
		if ((long) rows * columns != data.length) {
			throw new Misfit(data.length + " values for " + rows + " x " + columns);
		}
	}

	Matrix(final int rows, final int columns) {
		this(rows, columns, new float[Math.multiplyExact(rows, columns)]);
	}

	/** Their product; rows on all cores. */
	Matrix times(final Matrix other) {
		if (columns != other.rows) {
			throw new Misfit(rows + " x " + columns + " and " + other.rows + " x " + other.columns
				+ " cannot be multiplied");
		}
		final Matrix product = new Matrix(rows, other.columns);
		IntStream.range(0, rows).parallel().forEach(row -> {
			final int to = row * other.columns;
			for (int k = 0; k < columns; k++) {
				addRow(data[row * columns + k], other.data, k * other.columns, product.data, to,
					other.columns);
			}
		});
		return product;
	}

	private static void addRow(final float factor, final float[] from, final int start,
		final float[] to, final int end, final int count) {
		for (int i = 0; i < count; i++) to[end + i] += factor * from[start + i];
	}

	/** Their product value by value, in place of this one. */
	Matrix by(final Matrix other) {
		for (int i = 0; i < data.length; i++) data[i] *= other.data[i];
		return this;
	}

	/** All values times a factor, in place of this one. */
	Matrix scale(final double factor) {
		for (int i = 0; i < data.length; i++) data[i] *= (float) factor;
		return this;
	}

	Matrix turned() {
		final Matrix turned = new Matrix(columns, rows);
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				turned.data[column * rows + row] = data[row * columns + column];
			}
		}
		return turned;
	}

	/** The Kronecker product: this matrix, with each value grown to the other matrix times it. */
	Matrix kronecker(final Matrix other) {
		final Matrix product = new Matrix(Math.multiplyExact(rows, other.rows),
			Math.multiplyExact(columns, other.columns));
		for (int row = 0; row < product.rows; row++) {
			final int own = row / other.rows * columns;
			final int their = row % other.rows * other.columns;
			for (int column = 0; column < columns; column++) {
				addRow(data[own + column], other.data, their, product.data,
					row * product.columns + column * other.columns, other.columns);
			}
		}
		return product;
	}

	/** Adds another matrix times a factor, in place. */
	void add(final double factor, final Matrix other) {
		for (int i = 0; i < data.length; i++) data[i] += (float) (factor * other.data[i]);
	}

	boolean finite() {
		for (final float value : data) {
			if (!Float.isFinite(value)) return false;
		}
		return true;
	}
}
