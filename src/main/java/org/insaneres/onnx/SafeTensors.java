/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.insaneres.Refusal;

/**
 * A safetensors file: named tensors one after another, behind a header that lists them. Opening it
 * reads and checks the header only, so it is fast at any size, and safe with files from anywhere;
 * values are read when asked for. No file stays open.
 * <p>
 * Format: github.com/huggingface/safetensors (8 bytes of header length, JSON, data; little-endian,
 * row-major). As there, ranges must lie inside the file, fit their shapes and not overlap; gaps are
 * allowed here.
 */
public final class SafeTensors {

	private static final int CHUNK = 1 << 20;

	private final Path path;
	private final Map<String, Entry> entries;
	private final Map<String, String> metadata;

	SafeTensors(final Path path, final Map<String, Entry> entries,
		final Map<String, String> metadata) {
		this.path = path;
		this.entries = Collections.unmodifiableMap(entries);
		this.metadata = Collections.unmodifiableMap(metadata);
	}

	/**
	 * One tensor in the file.
	 *
	 * @param name its key
	 * @param dtype type of its values
	 * @param shape sizes of the axes, outermost first; empty for a single number. Not to be changed.
	 * @param offset of its first byte in the file
	 * @param bytes it takes
	 */
	public record Entry(String name, DType dtype, long[] shape, long offset, long bytes) {

		/** How many values it has. */
		public long elements() {
			return bytes / dtype.size();
		}
	}

	/** @throws Refusal if the file is missing, damaged or something else than safetensors */
	public static SafeTensors open(final Path path) {
		return SafeTensorsHeader.read(path);
	}

	/**
	 * The same file with other names.
	 *
	 * @param name makes a new name of each; of two that become the same, the first one counts
	 */
	public SafeTensors renamed(final UnaryOperator<String> name) {
		final Map<String, Entry> others = new LinkedHashMap<>();
		entries.forEach((old, entry) -> {
			final String other = name.apply(old);
			others.putIfAbsent(other,
				new Entry(other, entry.dtype, entry.shape, entry.offset, entry.bytes));
		});
		return new SafeTensors(path, others, metadata);
	}

	/** Where it lies. */
	public Path path() {
		return path;
	}

	/** Keys of all tensors, in the order of the header. */
	public Set<String> names() {
		return entries.keySet();
	}

	/** Whether there is a tensor of this name. */
	public boolean has(final String name) {
		return entries.containsKey(name);
	}

	/** @throws Refusal if there is no tensor of this name */
	public Entry entry(final String name) {
		final Entry entry = entries.get(name);
		if (entry != null) return entry;
		throw new Refusal("The file " + path + " has no tensor " + name
			+ ", which it needs; it is incomplete or of another kind.");
	}

	/** What the maker wrote into the file, such as {@code modelspec.architecture}. */
	public Map<String, String> metadata() {
		return metadata;
	}

	/**
	 * All values of a tensor, row-major.
	 *
	 * @throws Refusal if there is no such tensor, it has more values than an array can hold, or the
	 * file cannot be read any more
	 */
	public float[] read(final String name) {
		return read(entry(name));
	}

	private float[] read(final Entry entry) {
		if (entry.elements() > Integer.MAX_VALUE - 8) {
			throw new Refusal("The tensor " + entry.name() + " in " + path + " is too large to be read.");
		}
		final float[] values = new float[(int) entry.elements()];
		final ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, entry.bytes()))
			.order(ByteOrder.LITTLE_ENDIAN);
		try (FileChannel file = FileChannel.open(path)) {
			long position = entry.offset();
			for (int i = 0; i < values.length;) {
				buffer.clear().limit((int) Math.min(CHUNK, entry.offset() + entry.bytes() - position));
				while (buffer.hasRemaining()) {
					final int read = file.read(buffer, position);
					if (read < 0) throw new IOException("it became shorter");
					position += read;
				}
				buffer.flip();
				while (buffer.hasRemaining()) values[i++] = entry.dtype().next(buffer);
			}
		} catch (final IOException e) {
			throw new Refusal("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
		}
		return values;
	}

	/**
	 * The bytes of a tensor as they are.
	 *
	 * @param to has room for them from its beginning; is left ready to be read
	 * @throws Refusal if the file cannot be read any more
	 */
	void copy(final Entry entry, final ByteBuffer to) {
		to.clear().limit(Math.toIntExact(entry.bytes()));
		try (FileChannel file = FileChannel.open(path)) {
			while (to.hasRemaining()) {
				if (file.read(to, entry.offset() + to.position()) < 0) {
					throw new IOException("it became shorter");
				}
			}
			to.flip();
		} catch (final IOException e) {
			throw new Refusal("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
		}
	}

	@Override
	public String toString() {
		return path.getFileName() + " with " + entries.size() + " tensors";
	}
}
