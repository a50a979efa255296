/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.insaneres.Refusal;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.SafeTensors.Entry;

/**
 * A textual inversion embedding: learned vectors in place of tokens (Gal et al. 2022). A1111's
 * files have {@code emb_params}, those for SDXL {@code clip_l} and {@code clip_g}; those of
 * diffusers have one tensor of any name.
 *
 * <pre>
 * List&lt;float[][]&gt; vectors = Embedding.open(file).vectors(List.of(768));
 * </pre>
 */
public final class Embedding {

	/** Longer ones do not fit into what an encoder reads at once. */
	private static final int LONGEST = 75;

	/** Names for the two text encoders of SDXL, by A1111 and by some trainers. */
	private static final List<String> FIRST = List.of("clip_l", "text_encoders_0");
	private static final List<String> SECOND = List.of("clip_g", "text_encoders_1");

	private static final Pattern TABLE = Pattern
		.compile("(cond_stage_model|conditioner\\.embedders)\\..*\\btoken_embedding\\.weight");

	private final SafeTensors file;
	private final List<Entry> parts = new ArrayList<>();

	private Embedding(final SafeTensors file) {
		this.file = file;
		final Entry first = find(FIRST);
		final Entry second = find(SECOND);
		if (first != null && second != null) parts.addAll(List.of(first, second));
		else if (file.has("emb_params")) parts.add(file.entry("emb_params"));
		else if (file.names().size() == 1) parts.add(file.entry(file.names().iterator().next()));
		else
			throw new Refusal("The file " + file.path()
				+ " holds no embedding: it has neither emb_params nor clip_l and clip_g.");
		for (final Entry part : parts) {
			if (count(part) < 1 || count(part) > LONGEST || part.shape().length > 2
				|| !part.dtype().floating() || count(part) != count(parts.get(0))) {
				throw new Refusal("The embedding " + file.path() + " has no usable vectors: "
					+ part.name() + " is of shape " + Arrays.toString(part.shape()) + "; at most " + LONGEST
					+ " vectors can be used.");
			}
		}
	}

	private Entry find(final List<String> names) {
		return names.stream().filter(file::has).map(file::entry).findFirst().orElse(null);
	}

	/**
	 * Looks at a file.
	 *
	 * @throws Refusal if it is damaged, a pickle, or holds no embedding
	 */
	public static Embedding open(final Path file) {
		return new Embedding(SafeTensors.open(file));
	}

	/** Widths that the text encoders of a checkpoint take. */
	public static List<Integer> widths(final SafeTensors checkpoint) {
		return checkpoint.names().stream().filter(name -> TABLE.matcher(name).matches()).sorted()
			.map(name -> (int) checkpoint.entry(name).shape()[1]).toList();
	}

	/** Widths of the vectors, for each text encoder. */
	public List<Integer> widths() {
		return parts.stream().map(part -> (int) part.shape()[part.shape().length - 1]).toList();
	}

	private static int count(final Entry part) {
		final long[] shape = part.shape();
		return shape.length == 0 ? 0 : shape.length == 1 ? 1 : (int) Math.min(shape[0], 1 << 20);
	}

	/**
	 * The vectors.
	 *
	 * @param widths that the text encoders take
	 * @return for each text encoder n vectors
	 * @throws Refusal if the widths are others, or a value is no number
	 */
	public List<float[][]> vectors(final List<Integer> widths) {
		if (!widths().equals(widths)) {
			throw new Refusal("The embedding " + file.path() + " is for text encoders of width "
				+ joined(widths()) + ", and those of this model have " + joined(widths)
				+ "; use one that was made for this kind of model.");
		}
		return parts.stream().map(this::rows).toList();
	}

	private float[][] rows(final Entry part) {
		final float[] all = file.read(part.name());
		for (final float value : all) {
			if (!Float.isFinite(value)) {
				throw new Refusal("The embedding " + file.path()
					+ " has values that are no numbers: it is damaged; download it again.");
			}
		}
		final float[][] rows = new float[count(part)][];
		final int width = all.length / rows.length;
		for (int i = 0; i < rows.length; i++) {
			rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
		}
		return rows;
	}

	private static String joined(final List<Integer> widths) {
		return String.join(" and ", widths.stream().map(String::valueOf).toList());
	}
}
