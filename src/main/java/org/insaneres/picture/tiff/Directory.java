/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The beginning of a TIFF whose only picture follows, uncompressed and little-endian, in strips
 * (TIFF 6.0; BigTIFF as in libtiff 4).
 */
final class Directory {

	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final int RATIONAL = 5;
	private static final int LONG8 = 16;
	private static final int ASCII = 2;

	/** Bytes of a strip, about. */
	private static final long STRIP = 1 << 22;

	private final boolean big;
	private final List<Field> fields = new ArrayList<>();

	private record Field(int tag, int type, long[] values) {

		private int width() {
			return switch (type) {
				case ASCII -> 1;
				case SHORT -> 2;
				case LONG -> 4;
				default -> 8;
			};
		}

		private long bytes() {
			return (long) width() * values.length;
		}
	}

	private Directory(final boolean big) {
		this.big = big;
	}

	/** Everything before the pixels. */
	static ByteBuffer header(final long width, final long height, final Samples samples,
		final Label label, final boolean big) {
		final Directory directory = new Directory(big);
		final long rows = Math.max(1, Math.min(height, STRIP / (width * samples.bytes())));
		final int count = Math.toIntExact((height + rows - 1) / rows);
		final long[] starts = new long[count];
		final long[] sizes = new long[count];
		directory.add(256, LONG, width);
		directory.add(257, LONG, height);
		final long[] bits = new long[samples.channels()];
		final long[] format = new long[samples.channels()];
		Arrays.fill(bits, samples.bits());
		Arrays.fill(format, samples.bits() == 32 ? 3 : 1);
		directory.add(258, SHORT, bits);
		directory.add(259, SHORT, 1);
		directory.add(262, SHORT, samples.channels() == 3 ? 2 : 1);
		directory.add(270, ASCII, text(label.description()));
		directory.add(273, big ? LONG8 : LONG, starts);
		directory.add(277, SHORT, samples.channels());
		directory.add(278, LONG, rows);
		directory.add(279, big ? LONG8 : LONG, sizes);
		directory.add(282, RATIONAL, label.across());
		directory.add(283, RATIONAL, label.down());
		directory.add(284, SHORT, 1);
		directory.add(296, SHORT, 1);
		directory.add(339, SHORT, format);
		final long data = directory.size();
		for (int i = 0; i < count; i++) {
			starts[i] = data + i * rows * width * samples.bytes();
			sizes[i] = Math.min(rows, height - i * rows) * width * samples.bytes();
		}
		return directory.write();
	}

	private static long[] text(final String description) {
		final byte[] ascii = description.getBytes(StandardCharsets.UTF_8);
		final long[] values = new long[ascii.length + 1];
		for (int i = 0; i < ascii.length; i++) {
			values[i] = ascii[i];
		}
		return values;
	}

	private void add(final int tag, final int type, final long... values) {
		fields.add(new Field(tag, type, values));
	}

	/** Bytes that fit into a field itself; longer values lie behind all fields. */
	private int inside() {
		return big ? 8 : 4;
	}

	private int fieldsEnd() {
		return big ? 16 + 8 + 20 * fields.size() + 8 : 8 + 2 + 12 * fields.size() + 4;
	}

	private long size() {
		long size = fieldsEnd();
		for (final Field field : fields) {
			if (field.bytes() > inside()) size += even(field.bytes());
		}
		return size;
	}

	private static long even(final long bytes) {
		return bytes + (bytes & 1);
	}

	private ByteBuffer write() {
		final ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size()))
			.order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
		if (big) out.putShort((short) 8).putShort((short) 0).putLong(16).putLong(fields.size());
		else out.putInt(8).putShort((short) fields.size());
		int behind = fieldsEnd();
		for (final Field field : fields) {
			out.putShort((short) field.tag).putShort((short) field.type);
			number(out, field.values.length);
			final int next = out.position() + inside();
			if (field.bytes() > inside()) {
				number(out, behind);
				out.position(behind);
				behind += (int) even(field.bytes());
			}
			for (final long value : field.values) {
				value(out, field.width(), value);
			}
			out.position(next);
		}
		number(out, 0);
		return out.position(0);
	}

	private void number(final ByteBuffer out, final long value) {
		value(out, inside(), value);
	}

	private static void value(final ByteBuffer out, final int width, final long value) {
		switch (width) {
			case 1 -> out.put((byte) value);
			case 2 -> out.putShort((short) value);
			case 4 -> out.putInt((int) value);
			default -> out.putLong(value);
		}
	}
}
