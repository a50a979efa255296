/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.insaneres.Refusal;
import org.insaneres.onnx.Port;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/** A CLIP text encoder with the names that exporters use. */
final class OnnxTextEncoder implements TextEncoder {

	private static final String LAST = "last_hidden_state";
	private static final String LAYER = "hidden_states.";

	private final Session session;
	private final Tokenizer tokenizer;
	private final boolean penultimate;
	private final int length;
	private final String pooled;
	private final int layers;

	/**
	 * @param penultimate whether the family uses the last layer but one, without the final norm
	 * (SDXL)
	 * @param length tokens in a chunk where the graph does not fix it
	 */
	OnnxTextEncoder(final Session session, final Tokenizer tokenizer, final boolean penultimate,
		final int length) {
		this.session = session;
		this.tokenizer = tokenizer;
		this.penultimate = penultimate;
		final int[] ids = session.inputs().get(0).shape();
		this.length = ids.length > 1 && ids[1] > 0 ? ids[1] : length;
		final List<String> outputs = session.outputs().stream().map(Port::name).toList();
		pooled = outputs.contains("text_embeds")
			? "text_embeds"
			: outputs.contains("pooler_output") ? "pooler_output" : null;
		layers = (int) outputs.stream().filter(name -> name.startsWith(LAYER)).count() - 1;
		probe();
	}

	/** Shows at once whether the encoder knows all words of the vocabulary. */
	private void probe() {
		final int[] ids = new int[length];
		Arrays.fill(ids, tokenizer.last());
		encode(ids, 1, () -> false);
	}

	@Override
	public Encoding encode(final int[] ids, final int skip, final BooleanSupplier canceled) {
		final String layer = layer(skip);
		final boolean norm = !penultimate && skip > 1;
		final Set<String> wanted = new LinkedHashSet<>(List.of(layer));
		if (pooled != null) wanted.add(pooled);
		if (norm) wanted.addAll(List.of(LAST, LAYER + layers));
		final float[] values = new float[ids.length];
		for (int i = 0; i < ids.length; i++) values[i] = ids[i];
		final Port in = session.inputs().get(0);
		final Map<String, Tensor> out = session.run(
			Map.of(in.name(), Batch.of(new Tensor(values, ids.length), Batch.size(in))), wanted,
			canceled);
		final Tensor hidden = hidden(out.get(layer), ids.length);
		final Tensor summary = pooled == null
			? null
			: Batch.finite(Batch.first(out.get(pooled)), "text encoder");
		if (!norm) return new Encoding(hidden, summary);
		return new Encoding(FinalNorm.of(hidden(out.get(LAYER + layers), ids.length),
			hidden(out.get(LAST), ids.length)).apply(hidden), summary);
	}

	private String layer(final int skip) {
		if (skip < 1) throw new Refusal("CLIP skip is " + skip + " and must be 1 or more.");
		final int back = penultimate ? skip : skip - 1;
		if (back == 0) return LAST;
		if (layers < 1) {
			throw new Refusal("The text encoder of this model was exported without its inner layers, and "
				+ (skip == 1 ? "Stable Diffusion XL needs them" : "CLIP skip " + skip + " needs them")
				+ "; export it with hidden states"
				+ (skip == 1 ? "." : ", or set CLIP skip to 1."));
		}
		if (back > layers) {
			throw new Refusal("CLIP skip is " + skip + ", and this text encoder has only " + layers
				+ " layers; use 1 or 2.");
		}
		return LAYER + (layers - back);
	}

	private static Tensor hidden(final Tensor batch, final int tokens) {
		final int[] shape = batch.shape();
		Shapes.require(batch, new int[]{shape[0], tokens, shape[shape.length - 1]}, "text encoder");
		return Batch.finite(Batch.first(batch), "text encoder");
	}

	@Override
	public Optional<Path> vocabulary() {
		return Optional.of(tokenizer.folder());
	}

	@Override
	public int length() {
		return length;
	}

	@Override
	public int padding() {
		return tokenizer.padding();
	}

	@Override
	public void close() {
		session.close();
	}
}
