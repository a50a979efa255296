/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.nio.FloatBufferAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Fraction;

/**
 * Pictures larger than memory: cell images over files mapped into memory, gone when this is closed.
 *
 * <pre>
 * try (Scratch scratch = new Scratch(folder)) {
 * 	final Img&lt;FloatType&gt; picture = scratch.create(16384, 16384);
 * 	Pictures.write(block, window, picture);
 * }
 * </pre>
 */
public final class Scratch implements AutoCloseable {

	/** Side of a cell. */
	private static final int SIDE = 256;
	private static final int PLANES = 3;
	private static final long CELL = (long) SIDE * SIDE * PLANES * Float.BYTES;

	/** Cells in a piece of a file that is mapped at once: less than 2 GB. */
	private static final int TOGETHER = 1024;

	private static final String PREFIX = "scratch";

	private final Path folder;
	private final List<Path> files = new ArrayList<>();

	/** @param folder where there is room for the files */
	public Scratch(final Path folder) {
		this.folder = folder;
	}

	/** Removes files that a program which was killed left in a folder, where a system allows that. */
	public static void tidy(final Path folder) {
		if (!Files.isDirectory(folder)) return;
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
			for (final Path file : left) {
				Files.deleteIfExists(file);
			}
		} catch (final IOException e) {
			// Files in use stay
		}
	}

	/** Bytes of disk that a picture takes. */
	public static long bytes(final long width, final long height) {
		return cells(width) * cells(height) * CELL;
	}

	private static long cells(final long length) {
		return (length + SIDE - 1) / SIDE;
	}

	/**
	 * A black picture.
	 *
	 * @return width x height x 3 at (0, 0)
	 * @throws UncheckedIOException if the disk does not allow it
	 */
	public Img<FloatType> create(final long width, final long height) {
		final CellGrid grid = new CellGrid(new long[]{width, height, PLANES},
			new int[]{SIDE, SIDE, PLANES});
		final int cells = Math.toIntExact(grid.gridDimension(0) * grid.gridDimension(1));
		final List<MappedByteBuffer> mapped = map(cells);
		final LazyCellImg<FloatType, FloatBufferAccess> picture = new LazyCellImg<>(grid,
			new Fraction(), index -> cell(grid, index, mapped));
		picture.setLinkedType(new FloatType(picture));
		return picture;
	}

	private List<MappedByteBuffer> map(final int cells) {
		try {
			Files.createDirectories(folder);
			final Path file = Files.createTempFile(folder, PREFIX, null);
			files.add(file);
			final List<MappedByteBuffer> mapped = new ArrayList<>();
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
				for (int from = 0; from < cells; from += TOGETHER) {
					mapped.add(channel.map(FileChannel.MapMode.READ_WRITE, from * CELL,
						Math.min(TOGETHER, cells - from) * CELL));
				}
			}
			remove(file);
			return mapped;
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static Cell<FloatBufferAccess> cell(final CellGrid grid, final long index,
		final List<MappedByteBuffer> mapped) {
		final long[] min = new long[PLANES];
		final int[] size = new int[PLANES];
		grid.getCellDimensions(index, min, size);
		final MappedByteBuffer buffer = mapped.get((int) (index / TOGETHER));
		final int from = (int) (index % TOGETHER * CELL);
		final int length = size[0] * size[1] * size[2] * Float.BYTES;
		return new Cell<>(size, min, new FloatBufferAccess(
			buffer.slice(from, length).order(ByteOrder.nativeOrder()).asFloatBuffer(), true));
	}

	/** Removes the files; the pictures must not be used any more. */
	@Override
	public void close() {
		files.forEach(this::remove);
	}

	/**
	 * Most systems remove a file with its last use, even if the program is killed. Where it cannot be
	 * removed while it is in use, it is when the program ends.
	 */
	private void remove(final Path file) {
		try {
			Files.deleteIfExists(file);
		} catch (final IOException e) {
			file.toFile().deleteOnExit();
		}
	}
}
