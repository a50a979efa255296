/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.Result;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.insaneres.Refusal;

/**
 * The values of one run, bound to native memory. Never leaves {@link Session}: closed with the run.
 */
final class Bindings implements AutoCloseable {

	private final Map<String, Tensor> values;
	private final Map<String, Element> elements = new LinkedHashMap<>();
	private final Map<String, ByteBuffer> bytes = new LinkedHashMap<>();
	private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

	/**
	 * @param model what to call the model in messages
	 * @throws Refusal if a shape or type does not fit the ports
	 */
	Bindings(final String model, final List<Port> ports, final Map<String, Tensor> values,
		final Staging staging) throws OrtException {
		this.values = values;
		for (final Port port : ports) {
			if (!values.containsKey(port.name())) continue;
			try {
				bind(model, port, values.get(port.name()), staging);
			} catch (OrtException | RuntimeException e) {
				close();
				throw e;
			}
		}
	}

	private void bind(final String model, final Port port, final Tensor value, final Staging staging)
		throws OrtException {
		if (!port.accepts(value.shape())) {
			throw new Refusal("The model " + model + " has " + port + " and was given the shape "
				+ Arrays.toString(value.shape()) + ": that size or kind of input is not for it.");
		}
		final Element element = element(model, port.name(), port.type());
		final ByteBuffer room = staging.room(port.name(), (long) value.data().length * element.size());
		elements.put(port.name(), element);
		bytes.put(port.name(), room);
		tensors.put(port.name(), element.over(room, value.shape()));
	}

	Map<String, OnnxTensor> tensors() {
		return tensors;
	}

	/** Copies the values to native memory. */
	void fill() {
		elements.forEach((name, element) -> element.put(values.get(name).data(), bytes.get(name)));
	}

	/** Copies the values back from native memory. */
	void fetch() {
		elements.forEach((name, element) -> element.get(bytes.get(name), values.get(name).data()));
	}

	/** Takes what ONNX Runtime itself made room for. */
	static Map<String, Tensor> read(final String model, final Result result,
		final Set<String> wanted) {
		final Map<String, Tensor> read = new LinkedHashMap<>();
		for (final String name : wanted) {
			final OnnxValue value = result.get(name).orElseThrow();
			if (!(value instanceof OnnxTensor tensor)) {
				throw new Refusal("The model " + model + " gives no tensor as '" + name
					+ "': it is of another kind than expected.");
			}
			final String type = Element.name(tensor.getInfo().type);
			final int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact)
				.toArray();
			read.put(name, new Tensor(element(model, name, type).values(tensor), shape));
		}
		return read;
	}

	private static Element element(final String model, final String port, final String type) {
		final Element element = Element.named(type);
		if (element != null) return element;
		throw new Refusal("The model " + model + " has '" + port + "' of type " + type
			+ ", which is not supported; it needs float or int32 or int64 values.");
	}

	@Override
	public void close() {
		tensors.values().forEach(OnnxTensor::close);
	}
}
