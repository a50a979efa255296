/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.onnx.DType;
import org.insaneres.onnx.Graph;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Session;

/**
 * An upscaler as a safetensors file: ESRGAN with any number of blocks, or the compact network of
 * Real-ESRGAN. The graph is written here.
 */
public final class UpscalerFile {

	/** Ending of the files' names. */
	public static final String ENDING = ".safetensors";

	private UpscalerFile() {}

	/**
	 * Loads a network from a picture of 1 x 3 x height x width, values 0 to 1, to a larger one.
	 *
	 * @throws Refusal if the file is damaged or holds another kind of network
	 */
	public static Session open(final Path file, final Options options) {
		final SafeTensors tensors = SafeTensors.open(file);
		final Weights weights = new Weights(tensors);
		final Graph graph = new Graph("upscaler");
		final Constants constants = new Constants(graph, tensors, List.of(), options.lowMemory());
		final Layers layers = new Layers(graph, weights, constants, Attention.FUSED,
			Convolution.PLAIN);
		final Feature picture = new Feature(graph.input("picture", DType.F32, 1, 3, -1, -1), 3);
		final Feature large;
		if (Esrgan.isIn(weights)) large = new Esrgan(layers, weights).enlarge(picture);
		else if (Compact.isIn(weights)) large = new Compact(layers, weights).enlarge(picture);
		else throw unknown(file, "it has no layers of one");
		final List<String> unused = constants.unused();
		if (!unused.isEmpty()) throw unknown(file, "there are layers such as " + unused.get(0));
		graph.output("large", Graph.FLOAT, large.value());
		return Session.open(file.toString(), graph.bytes(),
			constants.load(Monitor.NONE, "Loading the upscaler"), options);
	}

	private static Refusal unknown(final Path file, final String why) {
		return new Refusal("The file " + file + " is no upscaler of a known kind (ESRGAN or compact): "
			+ why + "; use its ONNX edition.");
	}
}
