/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.util.List;
import java.util.function.Consumer;

import org.insaneres.Monitor;
import org.insaneres.onnx.Device;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Providers;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;

/**
 * A graph that is written, and the weights that it wants.
 *
 * @param name for messages
 * @param from the file with the weights
 */
record Part(String name, SafeTensors from, Graph graph, Constants constants) {

	/** @param convolution on the processor @param write the layers */
	static Part of(final String name, final SafeTensors from, final List<Patch> patches,
		final Options machine, final Convolution convolution, final Consumer<Layers> write) {
		final Graph graph = new Graph(name);
		final Constants constants = new Constants(graph, from, patches, machine.lowMemory());
		final Device device = Providers.choose(machine.device()).device();
		write.accept(new Layers(graph, new Weights(from), constants, Attention.on(device),
			convolution.on(device)));
		return new Part(name, from, graph, constants);
	}

	/** Reads the weights, and makes the graph ready to run. */
	Session load(final Options machine, final Monitor monitor) {
		return Session.open(from.path() + " (" + name + ")", graph.bytes(),
			constants.load(monitor, "Loading the " + name), machine);
	}
}
