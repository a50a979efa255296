/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.job.Making;
import org.insaneres.job.ProgramName;
import org.insaneres.job.parameters.Parameters;
import org.insaneres.job.shelf.Hashes;

/**
 * A history as the parameters text of A1111: the last action in words that other programs know, and
 * all of it under the name of this program.
 */
public final class Infotext {

	/** Values of A1111's RNG by ours; what it does not know it is not told. */
	private static final Map<String, String> RNG = Map.of("MT19937", "CPU", "Philox", "NV");

	private Infotext() {}

	/** @param history not empty */
	static String of(final List<Making> history) {
		return text(history.get(history.size() - 1), Making.write(history));
	}

	/** The last action alone, in words that other programs know. */
	static String ofLast(final List<Making> history) {
		return text(history.get(history.size() - 1), "");
	}

	private static String text(final Making making, final String all) {
		final Map<String, String> out = new LinkedHashMap<>();
		put(out, "Steps", making.setting("steps"));
		put(out, "Sampler", making.setting("sampler"));
		put(out, "Schedule type", making.setting("schedule"));
		put(out, "CFG scale", making.setting("guidance"));
		put(out, "Seed", making.setting("seed"));
		put(out, "Size", making.result().width() + "x" + making.result().height());
		making.models().entrySet().stream().findFirst().ifPresent(model -> {
			put(out, "Model hash",
				model.getValue().substring(0, Math.min(Hashes.SHORT, model.getValue().length())));
			put(out, "Model", model.getKey());
		});
		put(out, "Denoising strength", making.setting("strength"));
		if (!making.setting("clipskip").equals("1")) put(out, "Clip skip", making.setting("clipskip"));
		vae(out, making);
		put(out, "RNG", RNG.getOrDefault(making.setting("noise"), ""));
		if (making.setting("emphasis").equals("No norm")) put(out, "Emphasis", "No norm");
		put(out, ProgramName.NAME, all);
		put(out, "Version", ProgramName.NAME + " " + making.version());
		return new Parameters(making.setting("prompt"), making.setting("negative"), out).write();
	}

	/** Only one that was chosen: A1111 does not write its own choice either. */
	private static void vae(final Map<String, String> out, final Making making) {
		final String name = making.setting("vae");
		if (name.equals("TAESD")) put(out, "VAE Decoder", name);
		making.models().forEach((file, hash) -> {
			if (!file.equals(name + ".safetensors")) return;
			put(out, "VAE hash", hash.substring(0, Math.min(Hashes.SHORT, hash.length())));
			put(out, "VAE", file);
		});
	}

	private static void put(final Map<String, String> out, final String key, final String value) {
		if (!value.isEmpty()) out.put(key, value);
	}
}
