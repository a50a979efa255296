/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Reads Protocol Buffers from a file of any size, skipping what nobody asks for.
 * <p>
 * Format: protobuf.dev, "Encoding". Trusts no length: whatever the bytes are, reading ends with a
 * result or an {@link IOException} and takes no more memory than a small buffer and the texts read.
 */
final class Wire implements Closeable {

	private static final int VARINT = 0;
	private static final int FIXED64 = 1;
	private static final int BYTES = 2;
	private static final int FIXED32 = 5;
	private static final int LONGEST_TEXT = 1 << 16;

	private final FileChannel channel;
	/** Small, as most of a file is skipped. */
	private final ByteBuffer buffer = ByteBuffer.allocate(1 << 12).limit(0);
	/** Position in the file of the end of the buffer. */
	private long loaded;
	/** Where the message being read ends. */
	private long end;
	private int field;
	private int type;

	Wire(final Path file) throws IOException {
		channel = FileChannel.open(file);
		end = channel.size();
	}

	/** Whether the message goes on; if so, with {@link #field()}, to be read or skipped. */
	boolean next() throws IOException {
		if (position() == end) return false;
		final long tag = rawVarint();
		field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
		type = (int) (tag & 7);
		if (field == 0) throw new IOException("a field without number");
		return true;
	}

	int field() {
		return field;
	}

	/** The field as a number. */
	long varint() throws IOException {
		require(VARINT);
		return rawVarint();
	}

	/** The field as one or several numbers, packed or not. */
	void varints(final LongConsumer each) throws IOException {
		if (type == VARINT) {
			each.accept(rawVarint());
			return;
		}
		final long length = length();
		final long last = position() + length;
		while (position() < last) each.accept(rawVarint());
		if (position() != last) throw new IOException("a number across the end of its list");
	}

	/** The field as text. */
	String text() throws IOException {
		final int length = (int) Math.min(length(), LONGEST_TEXT + 1);
		if (length > LONGEST_TEXT) throw new IOException("a name of absurd length");
		final byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) bytes[i] = raw();
		return new String(bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Reads the field as a message: {@link #next()} goes over its fields until the reader returns.
	 */
	void message(final Reader reader) throws IOException {
		final long length = length();
		final long outer = end;
		end = position() + length;
		reader.read();
		seek(end);
		end = outer;
	}

	void skip() throws IOException {
		switch (type) {
			case VARINT -> rawVarint();
			case FIXED64 -> seek(position() + 8);
			case FIXED32 -> seek(position() + 4);
			default -> {
				final long length = length();
				seek(position() + length);
			}
		}
	}

	private long length() throws IOException {
		require(BYTES);
		final long length = rawVarint();
		if (length < 0 || length > end - position()) throw new EOFException("it ends too early");
		return length;
	}

	private void require(final int expected) throws IOException {
		if (type != expected) throw new IOException("field " + field + " of type " + type);
	}

	private long rawVarint() throws IOException {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			final byte next = raw();
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) return value;
		}
		throw new IOException("a number of more than 64 bits");
	}

	private byte raw() throws IOException {
		if (position() >= end) throw new EOFException("it ends too early");
		if (!buffer.hasRemaining()) {
			buffer.clear();
			final int count = channel.read(buffer, loaded);
			buffer.flip();
			if (count <= 0) throw new EOFException("it ends too early");
			loaded += count;
		}
		return buffer.get();
	}

	private long position() {
		return loaded - buffer.remaining();
	}

	private void seek(final long target) throws IOException {
		if (target > end) throw new EOFException("it ends too early");
		final long ahead = target - position();
		if (ahead >= 0 && ahead <= buffer.remaining()) {
			buffer.position(buffer.position() + (int) ahead);
		} else {
			buffer.limit(buffer.position());
			loaded = target;
		}
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	/** Reads the fields of one message. */
	interface Reader {

		void read() throws IOException;
	}
}
