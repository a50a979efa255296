/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One entry of a journal as a file: a magic number, the name, the number of values, the values, all
 * little-endian, and the CRC-32C of all that. It is written under another name, flushed to the
 * disk, and only then renamed.
 */
final class Entry {

	private static final int MAGIC = 0x314a5249; // IRJ1
	private static final String UNFINISHED = ".part";
	private static final int PORTION = 1 << 16;

	private Entry() {}

	/** Whether a file is one that was never finished. */
	static boolean unfinished(final Path file) {
		return file.getFileName().toString().endsWith(UNFINISHED);
	}

	/** Bytes in a folder. */
	static long size(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.mapToLong(file -> file.toFile().length()).sum();
		}
	}

	static void write(final Path file, final String name, final float[] values)
		throws IOException {
		final Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
		final CRC32C sum = new CRC32C();
		try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE,
			StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			write(out, head(name, values.length), sum);
			final ByteBuffer buffer = buffer();
			for (int i = 0; i < values.length;) {
				final int count = Math.min(PORTION, values.length - i);
				buffer.clear().limit(4 * count);
				buffer.asFloatBuffer().put(values, i, count);
				write(out, buffer, sum);
				i += count;
			}
			buffer.clear().limit(4);
			buffer.putInt(0, (int) sum.getValue());
			write(out, buffer, sum);
			out.force(true);
		}
		Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		flush(file.getParent());
	}

	/** The values, or null if the file is not exactly what was written under this name. */
	static float[] read(final Path file, final String name) throws IOException {
		try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
			final ByteBuffer expected = head(name, 0);
			final long rest = in.size() - expected.capacity() - 4;
			if (rest < 0 || rest % 4 != 0 || rest / 4 > Integer.MAX_VALUE - 8) return null;
			final int length = (int) (rest / 4);
			final CRC32C sum = new CRC32C();
			if (!read(in, expected.capacity(), sum).equals(head(name, length))) return null;
			final float[] values = new float[length];
			for (int i = 0; i < length;) {
				final int count = Math.min(PORTION, length - i);
				read(in, 4 * count, sum).asFloatBuffer().get(values, i, count);
				i += count;
			}
			final int found = (int) sum.getValue();
			return read(in, 4, sum).getInt() == found ? values : null;
		} catch (final EOFException e) {
			return null;
		}
	}

	private static ByteBuffer head(final String name, final int length) {
		final byte[] text = name.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(12 + text.length).order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC)
			.putInt(text.length).put(text).putInt(length).flip();
	}

	private static void write(final FileChannel out, final ByteBuffer bytes, final CRC32C sum)
		throws IOException {
		sum.update(bytes.duplicate());
		while (bytes.hasRemaining()) {
			out.write(bytes);
		}
	}

	private static ByteBuffer read(final FileChannel in, final int count, final CRC32C sum)
		throws IOException {
		final ByteBuffer bytes = buffer().limit(count);
		while (bytes.hasRemaining()) {
			if (in.read(bytes) < 0) throw new EOFException();
		}
		bytes.flip();
		sum.update(bytes.duplicate());
		return bytes;
	}

	private static ByteBuffer buffer() {
		return ByteBuffer.allocate(4 * PORTION).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Makes a renaming last. Windows neither needs nor allows it. */
	private static void flush(final Path folder) {
		try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
			directory.force(true);
		} catch (final IOException e) {
			// No such thing on this system
		}
	}
}
