/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

import org.insaneres.Refusal;

/**
 * A BigTIFF, which neither Java nor ImageJ reads: uncompressed, in strips or tiles, grey or RGB, as
 * {@link TiffWriter} and most programs write it when asked for no compression.
 */
final class BigTiff implements TiffReader {

	private static final int WIDTH = 256;
	private static final int HEIGHT = 257;
	private static final int BITS = 258;
	private static final int COMPRESSION = 259;
	private static final int COLOUR = 262;
	private static final int STRIPS = 273;
	private static final int CHANNELS = 277;
	private static final int ROWS = 278;
	private static final int PLANAR = 284;
	private static final int TILE_WIDTH = 322;
	private static final int TILE_HEIGHT = 323;
	private static final int TILES = 324;
	private static final int FORMAT = 339;

	/** Others are not looked at, however long they say they are. */
	private static final Set<Integer> KNOWN = Set.of(WIDTH, HEIGHT, BITS, COMPRESSION, COLOUR, STRIPS,
		CHANNELS, ROWS, PLANAR, TILE_WIDTH, TILE_HEIGHT, TILES, FORMAT);

	private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

	private final Path file;
	private final FileChannel in;
	private final ByteOrder order;
	private final Map<Integer, long[]> fields = new HashMap<>();
	private final long width;
	private final long height;
	private final Samples samples;
	private final long tileWidth;
	private final long tileHeight;
	private final long[] starts;

	private BigTiff(final Path file, final FileChannel in) throws IOException {
		this.file = file;
		this.in = in;
		order = at(0, 2).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
		readFields(at(8, 8).getLong());
		width = one(WIDTH, 0);
		height = one(HEIGHT, 0);
		samples = kind();
		final boolean tiled = fields.containsKey(TILES);
		tileWidth = tiled ? one(TILE_WIDTH, 0) : width;
		tileHeight = tiled ? one(TILE_HEIGHT, 0) : Math.min(height, one(ROWS, height));
		starts = fields.getOrDefault(tiled ? TILES : STRIPS, new long[0]);
		if (width < 1 || height < 1 || tileWidth < 1 || tileHeight < 1 ||
			starts.length < across() * ((height + tileHeight - 1) / tileHeight)) {
			throw new Refusal("The file " + file + " is damaged: its sizes do not fit together.");
		}
	}

	/** Whether the file is a BigTIFF. */
	static boolean is(final Path file) throws IOException {
		try (FileChannel in = FileChannel.open(file)) {
			final ByteBuffer head = ByteBuffer.allocate(4);
			while (head.hasRemaining() && in.read(head) >= 0) {
				// The first bytes of a file may come one by one
			}
			return Arrays.equals(head.array(), new byte[]{'I', 'I', 43, 0}) ||
				Arrays.equals(head.array(), new byte[]{'M', 'M', 0, 43});
		}
	}

	static TiffReader open(final Path file) throws IOException {
		final FileChannel in = FileChannel.open(file);
		try {
			return new BigTiff(file, in);
		} catch (final IOException | RuntimeException e) {
			in.close();
			throw e;
		}
	}

	private void readFields(final long place) throws IOException {
		final long count = at(place, 8).getLong();
		if (count < 1 || count > 4096) throw new IOException("no directory");
		final ByteBuffer directory = at(place + 8, (int) count * 20);
		for (int i = 0; i < count; i++) {
			directory.position(20 * i);
			final int tag = directory.getShort() & 0xffff;
			final int type = directory.getShort();
			final long length = directory.getLong();
			final int size = type > 0 && type < SIZES.length ? SIZES[type] : 0;
			if (!KNOWN.contains(tag) || size == 0 || length < 0 || length > (1 << 28) / size) continue;
			final boolean inside = length * size <= 8;
			final ByteBuffer values = inside
				? directory
				: at(directory.getLong(), (int) length * size);
			final long[] numbers = new long[(int) length];
			for (int k = 0; k < numbers.length; k++) {
				numbers[k] = number(values, size);
			}
			fields.put(tag, numbers);
		}
	}

	private static long number(final ByteBuffer values, final int size) {
		return switch (size) {
			case 1 -> values.get() & 0xff;
			case 2 -> values.getShort() & 0xffff;
			case 4 -> values.getInt() & 0xffffffffL;
			default -> values.getLong();
		};
	}

	private long one(final int tag, final long otherwise) {
		final long[] values = fields.get(tag);
		return values == null || values.length == 0 ? otherwise : values[0];
	}

	private Samples kind() {
		final int channels = (int) one(CHANNELS, 1);
		final Samples kind = Samples.of(channels, (int) one(BITS, 1));
		final boolean floats = one(FORMAT, 1) == 3;
		if (kind == null || floats != (kind == Samples.GREY32) || one(COMPRESSION, 1) != 1 ||
			one(PLANAR, 1) != 1 || one(COLOUR, 1) != (channels == 3 ? 2 : 1)) {
			throw new Refusal("The BigTIFF " + file + " is compressed or of an unusual kind: save it" +
				" without compression as RGB, or as greys of 8, 16 or 32 bits.");
		}
		return kind;
	}

	private long across() {
		return (width + tileWidth - 1) / tileWidth;
	}

	private ByteBuffer at(final long place, final int length) throws IOException {
		if (place < 0 || length > in.size() - place) throw new EOFException("it ends early");
		final ByteBuffer bytes = ByteBuffer.allocate(length)
			.order(order == null ? ByteOrder.BIG_ENDIAN : order);
		while (bytes.hasRemaining()) {
			if (in.read(bytes, place + bytes.position()) < 0) throw new EOFException("it ends early");
		}
		return bytes.flip();
	}

	@Override
	public float[] read(final Interval window) {
		final int w = (int) window.dimension(0);
		final float[] block = new float[3 * w * (int) window.dimension(1)];
		try {
			for (long j = window.min(1) / tileHeight; j <= window.max(1) / tileHeight; j++) {
				for (long i = window.min(0) / tileWidth; i <= window.max(0) / tileWidth; i++) {
					final Interval part = Intervals.intersect(FinalInterval
						.createMinSize(i * tileWidth, j * tileHeight, tileWidth, tileHeight),
						FinalInterval.createMinSize(window.min(0), window.min(1), window.dimension(0),
							window.dimension(1)));
					read(starts[(int) (j * across() + i)], i, j, part, window, block);
				}
			}
			return block;
		} catch (final IOException e) {
			throw new Refusal("The file " + file + " is damaged (" + e.getMessage() + ").", e);
		}
	}

	/** Reads the rows of a part of a tile. */
	private void read(final long start, final long i, final long j, final Interval part,
		final Interval window, final float[] block) throws IOException {
		final int count = (int) part.dimension(0);
		for (long y = part.min(1); y <= part.max(1); y++) {
			final long pixel = (y - j * tileHeight) * tileWidth + part.min(0) - i * tileWidth;
			samples.unpack(at(start + pixel * samples.bytes(), count * samples.bytes()), count, block,
				(int) ((y - window.min(1)) * window.dimension(0) + part.min(0) - window.min(0)));
		}
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
		try {
			in.close();
		} catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
