/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.insaneres.onnx.Port;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/**
 * The first and the last layers of a network as a graph of their own, made ready when first needed.
 */
public final class Shallow implements AutoCloseable {

	/** What the deep layers say: an output of the whole network, and an input of this. */
	public static final String DEEP = "deep";

	private final Supplier<Session> opening;
	private Session session;

	/** @param opening opens the graph; closed with this */
	public Shallow(final Supplier<Session> opening) {
		this.opening = opening;
	}

	/** @param values for the whole network and {@link #DEEP}; those it does not take are left out */
	synchronized Map<String, Tensor> run(final Map<String, Tensor> values, final String output,
		final BooleanSupplier canceled) {
		if (session == null) session = opening.get();
		final Set<String> taken = session.inputs().stream().map(Port::name)
			.collect(Collectors.toSet());
		values.keySet().retainAll(taken);
		return session.run(values, Set.of(output), canceled);
	}

	@Override
	public synchronized void close() {
		if (session != null) session.close();
	}
}
