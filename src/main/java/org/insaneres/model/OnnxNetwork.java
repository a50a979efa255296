/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/** A UNet with the names and axes that exporters use. */
public final class OnnxNetwork implements Network {

	private static final List<String> OUTPUTS = List.of("out_sample", "noise_pred");

	private final Session session;
	private final Map<String, Port> inputs = new LinkedHashMap<>();
	private final Port sample;
	private final Port timestep;
	private final String output;
	private final int latentChannels;
	private final int multiple;
	private final Shallow shallow;

	/**
	 * @param latentChannels of what it predicts
	 * @param multiple what latent sides must be multiples of
	 */
	public OnnxNetwork(final Session session, final int latentChannels, final int multiple) {
		this(session, latentChannels, multiple, null);
	}

	/**
	 * @param shallow its first and last layers, or null where there are only all of them
	 */
	public OnnxNetwork(final Session session, final int latentChannels, final int multiple,
		final Shallow shallow) {
		this.shallow = shallow;
		this.session = session;
		session.inputs().forEach(port -> inputs.put(port.name(), port));
		sample = inputs.get("sample");
		timestep = inputs.get("timestep");
		output = session.outputs().stream().map(Port::name).filter(OUTPUTS::contains).findFirst()
			.orElse(session.outputs().get(0).name());
		this.latentChannels = latentChannels;
		this.multiple = multiple;
	}

	@Override
	public Tensor predict(final Tensor latent, final double time, final Context context,
		final BooleanSupplier canceled) {
		return prediction(session.run(values(latent, time, context), Set.of(output), canceled), latent);
	}

	private Map<String, Tensor> values(final Tensor latent, final double time,
		final Context context) {
		checkSize(latent.shape());
		final int batch = Batch.size(sample);
		final Map<String, Tensor> values = new HashMap<>();
		values.put("sample", Batch.of(latent, batch));
		final Tensor scalar = new Tensor(new float[]{(float) time});
		values.put("timestep", timestep.shape().length == 0
			? scalar
			: Batch.of(scalar, Math.max(batch, Batch.size(timestep))));
		values.put("encoder_hidden_states", Batch.of(context.hidden(), batch));
		context.extras().forEach((name, value) -> values.put(name, Batch.of(value, batch)));
		return values;
	}

	private Tensor prediction(final Map<String, Tensor> outputs, final Tensor latent) {
		final Tensor out = outputs.get(output);
		final int[] expected = {Batch.size(sample), latentChannels, latent.shape()[1],
			latent.shape()[2]};
		Shapes.require(out, expected, "network");
		return Batch.finite(Batch.first(out), "network");
	}

	private void checkSize(final int[] shape) {
		final int[] only = fixedSize();
		if (only == null || only[0] == shape[1] && only[1] == shape[2]) return;
		throw new Refusal("The network of this model takes latents of " + only[1] + " x " + only[0]
			+ " only, and this one has " + shape[2] + " x " + shape[1]
			+ "; choose the picture or tile size that fits, or an export with free sizes.");
	}

	@Override
	public int channels() {
		return sample.shape().length > 1 && sample.shape()[1] > 0
			? sample.shape()[1]
			: latentChannels;
	}

	@Override
	public int multiple() {
		return multiple;
	}

	@Override
	public int[] fixedSize() {
		final int[] shape = sample.shape();
		return shape.length == 4 && shape[2] > 0 && shape[3] > 0
			? new int[]{shape[2], shape[3]}
			: null;
	}

	@Override
	public String device() {
		return session.device().name();
	}

	@Override
	public Map<String, Integer> extras() {
		final Map<String, Integer> extras = new LinkedHashMap<>();
		for (final Port port : inputs.values()) {
			if (port == sample || port == timestep || port.name().equals("encoder_hidden_states"))
				continue;
			extras.put(port.name(), port.shape().length > 1 ? port.shape()[1] : -1);
		}
		return extras;
	}

	@Override
	public Optional<Series> series() {
		if (shallow == null) return Optional.empty();
		final AtomicReference<Tensor> deep = new AtomicReference<>();
		return Optional.of(new Series(
			new Answering(this, (latent, time, context, canceled) -> {
				final Map<String, Tensor> outputs = session.run(values(latent, time, context),
					Set.of(output, Shallow.DEEP), canceled);
				deep.set(outputs.get(Shallow.DEEP));
				return prediction(outputs, latent);
			}),
			new Answering(this, (latent, time, context, canceled) -> {
				final Map<String, Tensor> values = values(latent, time, context);
				values.put(Shallow.DEEP, deep.get());
				return prediction(shallow.run(values, output, canceled), latent);
			})));
	}

	@Override
	public void close() {
		if (shallow != null) shallow.close();
		session.close();
	}
}
