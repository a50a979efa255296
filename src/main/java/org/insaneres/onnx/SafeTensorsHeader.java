/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.insaneres.onnx.SafeTensors.Entry;

/** Reads the header of a safetensors file as it streams by, and believes nothing it says. */
final class SafeTensorsHeader {

	/** The library's own limit. */
	private static final long LONGEST = 100_000_000;

	/** The largest checkpoints have a few thousand. */
	private static final int MOST = 200_000;

	private static final int LONGEST_NAME = 1000;

	private static final int DEEPEST = 16;

	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
		.disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

	private final JsonParser json;
	private final long start;
	private final long end;
	private final Map<String, Entry> entries = new LinkedHashMap<>();
	private final Map<String, String> metadata = new LinkedHashMap<>();

	/**
	 * @param start of the data in the file
	 * @param end of the file
	 */
	private SafeTensorsHeader(final JsonParser json, final long start, final long end) {
		this.json = json;
		this.start = start;
		this.end = end;
	}

	static SafeTensors read(final Path path) {
		if (!Files.isRegularFile(path)) {
			throw new Refusal("The file " + path + " does not exist.");
		}
		try (SeekableByteChannel file = Files.newByteChannel(path)) {
			final long start = start(path, file);
			final InputStream text = new Limited(Channels.newInputStream(file.position(8)), start - 8);
			try (JsonParser json = JSON.createParser(new BufferedInputStream(text))) {
				final SafeTensorsHeader header = new SafeTensorsHeader(json, start, file.size());
				header.readAll();
				header.refuseOverlap();
				return new SafeTensors(path, header.entries, header.metadata);
			}
		} catch (final IOException e) {
			throw new Refusal("The file " + path + " is damaged or not a safetensors file ("
				+ reason(e) + "); download it again.", e);
		}
	}

	/** Where the data begin. */
	private static long start(final Path path, final SeekableByteChannel file)
		throws IOException {
		final ByteBuffer head = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
		while (head.hasRemaining() && file.read(head) >= 0) {
			// Reads on
		}
		final long length = head.getLong(0);
		final boolean complete = !head.hasRemaining();
		final boolean possible = length >= 2 && length <= Math.min(LONGEST, file.size() - 8);
		if (complete && possible && head.get(8) == '{') return 8 + length;
		Impostor.refuseDownloads(path);
		Impostor.refusePickles(path);
		if (!complete) throw new IOException("it is too short for any header");
		if (possible) throw new IOException("its header is no JSON object");
		throw new IOException("its header cannot have " + Long.toUnsignedString(length) + " bytes");
	}

	private static String reason(final IOException e) {
		return e instanceof JsonProcessingException
			? "its header is no complete JSON"
			: e.getMessage();
	}

	private void readAll() throws IOException {
		expect(json.nextToken(), JsonToken.START_OBJECT, "its header");
		while (json.nextToken() == JsonToken.FIELD_NAME) {
			final String name = json.currentName();
			json.nextToken();
			if (name.length() > LONGEST_NAME) throw new IOException("a name is of absurd length");
			if (name.equals("__metadata__")) readMetadata();
			else if (entries.put(name, readEntry(name)) != null) {
				throw new IOException("it has two tensors " + shortened(name));
			}
			if (entries.size() > MOST) throw new IOException("it has more than " + MOST + " tensors");
		}
		// Spaces may follow, and nothing else
		if (json.nextToken() != null) throw new JsonParseException(json, "More than an object");
	}

	/** Only texts are kept: all that the format allows there. */
	private void readMetadata() throws IOException {
		expect(json.currentToken(), JsonToken.START_OBJECT, "__metadata__");
		while (json.nextToken() == JsonToken.FIELD_NAME) {
			final String name = json.currentName();
			if (json.nextToken() == JsonToken.VALUE_STRING) metadata.put(name, json.getText());
			else json.skipChildren();
			if (metadata.size() > MOST) throw new IOException("it has too much metadata");
		}
	}

	private Entry readEntry(final String name) throws IOException {
		final String called = "tensor " + shortened(name);
		expect(json.currentToken(), JsonToken.START_OBJECT, called);
		DType dtype = null;
		long[] shape = null;
		long[] range = null;
		while (json.nextToken() == JsonToken.FIELD_NAME) {
			final String field = json.currentName();
			json.nextToken();
			switch (field) {
				case "dtype" -> dtype = dtype(called);
				case "shape" -> shape = sizes(called);
				case "data_offsets" -> range = sizes(called);
				default -> json.skipChildren();
			}
		}
		if (dtype == null || shape == null || range == null || range.length != 2) {
			throw new IOException(called + " lacks its type, shape or place");
		}
		final long bytes = range[1] - range[0];
		if (bytes < 0 || range[1] > end - start) {
			throw new IOException(called + " lies outside the file, which may be cut off");
		}
		if (bytes != bytes(shape, dtype)) {
			throw new IOException(called + " of shape " + Arrays.toString(shape) + " and type " + dtype
				+ " cannot have " + bytes + " bytes");
		}
		return new Entry(name, dtype, shape, start + range[0], bytes);
	}

	private DType dtype(final String called) throws IOException {
		expect(json.currentToken(), JsonToken.VALUE_STRING, "the type of " + called);
		final String name = json.getText();
		for (final DType dtype : DType.values()) {
			if (dtype.name().equals(name)) return dtype;
		}
		throw new IOException(called + " is of type " + shortened(name)
			+ ", which is not known here");
	}

	/** Whole numbers that are not negative. */
	private long[] sizes(final String called) throws IOException {
		expect(json.currentToken(), JsonToken.START_ARRAY, "the shape or place of " + called);
		final long[] sizes = new long[DEEPEST];
		int count = 0;
		while (json.nextToken() != JsonToken.END_ARRAY) {
			expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a size of " + called);
			if (count == DEEPEST) throw new IOException(called + " has too many axes");
			if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
				throw new IOException(called + " has an impossible size or place");
			}
			sizes[count++] = json.getLongValue();
		}
		return Arrays.copyOf(sizes, count);
	}

	/** -1 where the product is beyond a long. */
	private static long bytes(final long[] shape, final DType dtype) {
		try {
			long bytes = dtype.size();
			for (final long side : shape) bytes = Math.multiplyExact(bytes, side);
			return bytes;
		} catch (final ArithmeticException e) {
			return -1;
		}
	}

	private void refuseOverlap() throws IOException {
		final List<Entry> order = new ArrayList<>(entries.values());
		order.sort(Comparator.comparingLong(Entry::offset).thenComparingLong(Entry::bytes));
		long taken = start;
		for (final Entry entry : order) {
			if (entry.offset() < taken) {
				throw new IOException("tensor " + shortened(entry.name()) + " lies over another one");
			}
			taken = entry.offset() + entry.bytes();
		}
	}

	private static void expect(final JsonToken found, final JsonToken wanted, final String what)
		throws IOException {
		if (found != wanted) throw new IOException(what + " is not written as it should be");
	}

	private static String shortened(final String name) {
		return name.length() > 100 ? name.substring(0, 100) + "..." : name;
	}

	/** The first bytes of a stream. */
	private static final class Limited extends FilterInputStream {

		private long left;

		Limited(final InputStream in, final long left) {
			super(in);
			this.left = left;
		}

		@Override
		public int read() throws IOException {
			final byte[] one = new byte[1];
			return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
		}

		@Override
		public int read(final byte[] to, final int at, final int count) throws IOException {
			if (left == 0) return -1;
			final int read = in.read(to, at, (int) Math.min(count, left));
			if (read > 0) left -= read;
			return read;
		}
	}
}
