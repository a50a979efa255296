/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects an {@link OnnxFile}. Field numbers are those of onnx.proto (github.com/onnx/onnx). */
final class OnnxReader {

	private static final int EXTERNAL = 1;
	private static final Set<Integer> HALVES = Set.of(10, 16);
	private static final long MOST = 1L << 40;

	/** The largest networks have a few thousand operators, weights and ports. */
	private static final int MOST_NAMES = 200_000;

	private static final int MOST_AXES = 16;

	private final Wire wire;
	private final List<Port> inputs = new ArrayList<>();
	private final List<Port> outputs = new ArrayList<>();
	private final Set<String> initializers = new HashSet<>();
	private final Set<OnnxFile.Operator> operators = new LinkedHashSet<>();
	private final Set<String> domains = new LinkedHashSet<>();
	private final Map<String, Long> data = new LinkedHashMap<>();
	private boolean graph;
	private long reduction = 1;
	private long halves;

	OnnxReader(final Wire wire) {
		this.wire = wire;
	}

	OnnxFile read(final Path path) throws IOException {
		while (wire.next()) {
			switch (wire.field()) {
				case 7 -> wire.message(this::graph);
				case 25 -> wire.message(this::function);
				default -> wire.skip();
			}
		}
		if (!graph) throw new IOException("no graph inside");
		// Before IR version 4, weights were listed as inputs too
		inputs.removeIf(port -> initializers.contains(port.name()));
		return new OnnxFile(path, List.copyOf(inputs), List.copyOf(outputs),
			Collections.unmodifiableSet(operators), Collections.unmodifiableSet(domains),
			Collections.unmodifiableMap(data), (int) reduction, halves);
	}

	private void graph() throws IOException {
		graph = true;
		while (wire.next()) {
			refuseMasses();
			switch (wire.field()) {
				case 1 -> wire.message(this::node);
				case 5 -> wire.message(this::initializer);
				case 11 -> wire.message(() -> inputs.add(port()));
				case 12 -> wire.message(() -> outputs.add(port()));
				default -> wire.skip();
			}
		}
	}

	/** What is kept of each thing is larger than the thing itself in the file. */
	private void refuseMasses() throws IOException {
		final int names = inputs.size() + outputs.size() + initializers.size() + operators.size()
			+ domains.size() + data.size();
		if (names > MOST_NAMES) throw new IOException("more parts than any network has");
	}

	private void function() throws IOException {
		while (wire.next()) {
			refuseMasses();
			switch (wire.field()) {
				case 7 -> wire.message(this::node);
				case 10 -> domains.add(wire.text());
				default -> wire.skip();
			}
		}
	}

	private void node() throws IOException {
		final Node node = new Node();
		while (wire.next()) {
			switch (wire.field()) {
				case 4 -> node.type = wire.text();
				case 5 -> wire.message(() -> attribute(node));
				case 7 -> node.domain = wire.text();
				default -> wire.skip();
			}
		}
		operators.add(new OnnxFile.Operator(node.domain, node.type));
		// Nothing meaningful reduces by more, and a product must not overflow
		if (node.type.endsWith("Conv") || node.type.endsWith("Pool"))
			reduction = Math.min(reduction * node.stride, 1 << 16);
	}

	private void attribute(final Node node) throws IOException {
		final List<Long> numbers = new ArrayList<>();
		final String[] name = {""};
		while (wire.next()) {
			switch (wire.field()) {
				case 1 -> name[0] = wire.text();
				case 8 -> wire.varints(number -> {
					if (numbers.size() < 4) numbers.add(number);
				});
				default -> wire.skip();
			}
		}
		if (name[0].equals("strides")) {
			final long stride = numbers.stream().mapToLong(Long::longValue).min().orElse(1);
			node.stride = Math.max(1, Math.min(stride, 1 << 16));
		}
	}

	private void initializer() throws IOException {
		final Map<String, String> external = new HashMap<>();
		boolean outside = false;
		final long[] count = {1};
		long type = 0;
		while (wire.next()) {
			switch (wire.field()) {
				case 1 -> wire.varints(
					side -> count[0] = Math.min(MOST, count[0] * Math.max(0, Math.min(side, 1 << 22))));
				case 2 -> type = wire.varint();
				case 8 -> initializers.add(wire.text());
				case 13 -> wire.message(() -> pair(external));
				case 14 -> outside = wire.varint() == EXTERNAL;
				default -> wire.skip();
			}
		}
		if (HALVES.contains((int) type)) halves = Math.min(MOST, halves + count[0]);
		if (!outside) return;
		final String location = external.get("location");
		if (location == null) throw new IOException("weights in a file without name");
		data.merge(location, number(external, "offset") + number(external, "length"), Math::max);
	}

	private static long number(final Map<String, String> external, final String key)
		throws IOException {
		try {
			final long number = Long.parseLong(external.getOrDefault(key, "0"));
			// A quarter of the range, so that sums stay positive
			if (number >= 0 && number <= Long.MAX_VALUE / 4) return number;
		} catch (final NumberFormatException e) {
			// Said below
		}
		throw new IOException("weights with the " + key + " " + external.get(key));
	}

	private void pair(final Map<String, String> pairs) throws IOException {
		String key = "";
		String value = "";
		while (wire.next()) {
			switch (wire.field()) {
				case 1 -> key = wire.text();
				case 2 -> value = wire.text();
				default -> wire.skip();
			}
		}
		// More are in no standard
		if (pairs.size() < 16) pairs.put(key, value);
	}

	private Port port() throws IOException {
		final String[] name = {""};
		final long[] type = {0};
		final List<Integer> sides = new ArrayList<>();
		while (wire.next()) {
			switch (wire.field()) {
				case 1 -> name[0] = wire.text();
				case 2 -> wire.message(() -> {
					while (wire.next()) {
						if (wire.field() == 1) wire.message(() -> type[0] = tensor(sides));
						else wire.skip();
					}
				});
				default -> wire.skip();
			}
		}
		return new Port(name[0], Port.type(type[0]),
			sides.stream().mapToInt(Integer::intValue).toArray());
	}

	private long tensor(final List<Integer> sides) throws IOException {
		final long[] type = {0};
		while (wire.next()) {
			switch (wire.field()) {
				case 1 -> type[0] = wire.varint();
				case 2 -> wire.message(() -> {
					while (wire.next()) {
						if (wire.field() != 1) wire.skip();
						else if (sides.size() < MOST_AXES) wire.message(() -> sides.add(side()));
						else throw new IOException("a tensor of too many axes");
					}
				});
				default -> wire.skip();
			}
		}
		return type[0];
	}

	private int side() throws IOException {
		int side = -1;
		while (wire.next()) {
			if (wire.field() == 1) side = (int) Math.max(-1, Math.min(wire.varint(), Integer.MAX_VALUE));
			else wire.skip();
		}
		return side;
	}

	/** What is known of a node so far: its fields may come in any order. */
	private static final class Node {

		private String type = "";
		private String domain = "";
		private long stride = 1;
	}
}
