/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.Patch;
import org.insaneres.onnx.SafeTensors;

/**
 * A LoRA file: small matrices that change the weights of a checkpoint. LoRA and LoCon (kohya),
 * LoHa, LoKr and whole differences (LyCORIS), PEFT's and diffusers' own, each with or without DoRA.
 *
 * <pre>
 * Patch patch = Lora.open(file).on(SafeTensors.open(checkpoint), 1, 0.8, monitor);
 * </pre>
 *
 * The new weights are {@code W + strength * alpha / rank * up * down}, with 1 for alpha / rank
 * where neither tensors nor metadata give alpha (Hu et al. 2021, and kohya's scripts, whose names
 * and rules others took over).
 */
public final class Lora {

	private static final int SHOWN = 5;

	private final SafeTensors file;
	private final Map<String, Factors> modules = new LinkedHashMap<>();

	private Lora(final SafeTensors file) {
		this.file = file;
		final PeftMetadata metadata = PeftMetadata.of(file.metadata());
		for (final String name : file.names()) {
			final LoraKey key = LoraKey.of(name);
			modules.computeIfAbsent(key.module(), module -> new Factors(file, module, metadata))
				.put(key.role(), name);
		}
	}

	/**
	 * Reads what is in the file; its values are read when they are applied.
	 *
	 * @throws Refusal if the file is damaged or none of safetensors
	 */
	public static Lora open(final Path file) {
		return new Lora(SafeTensors.open(file));
	}

	/**
	 * The change that it makes to a checkpoint.
	 *
	 * @param checkpoint with LDM's keys
	 * @param text strength in the text encoders, any number; 0 leaves them as they are
	 * @param unet strength in the UNet
	 * @param monitor told which modules do not fit and are left out
	 * @throws Refusal if no module fits; applying refuses a file with values that are no numbers
	 */
	public Patch on(final SafeTensors checkpoint, final double text, final double unet,
		final Monitor monitor) {
		final Modules places = new Modules(checkpoint);
		final LoraPatch patch = new LoraPatch(file.path());
		final Map<String, String> skipped = new LinkedHashMap<>();
		int fitting = 0;
		for (final var module : modules.entrySet()) {
			final double strength = module.getKey().startsWith("unet_") ? unet : text;
			try {
				final List<Step> steps = steps(module.getKey(), module.getValue(), places, checkpoint,
					strength);
				if (strength != 0) steps.forEach(patch::add);
				fitting++;
			} catch (final Misfit e) {
				skipped.put(module.getKey(), e.getMessage());
			}
		}
		if (fitting == 0) throw nothing(checkpoint, skipped);
		if (!skipped.isEmpty()) {
			monitor.note("Warning: of the LoRA " + name() + " " + fitting + " modules are applied to "
				+ checkpoint.path().getFileName() + ", and " + skipped.size() + " are left out: "
				+ listed(skipped));
		}
		return patch;
	}

	private static List<Step> steps(final String module, final Factors factors,
		final Modules places, final SafeTensors checkpoint, final double strength) {
		for (final String role : factors.roles()) {
			if (!LoraKey.isKnown(role)) throw new Misfit("its part " + role + " is not supported");
		}
		final List<Step> steps = new ArrayList<>();
		final String bias = factors.has("diff_b") ? "diff_b" : factors.has("b_norm") ? "b_norm" : null;
		if (bias == null || factors.roles().size() > 1) {
			final Place place = places.weight(module)
				.orElseThrow(() -> new Misfit("the model has no such module"));
			steps.add(Step.of(factors, Change.of(factors), place, checkpoint, strength));
		}
		if (bias != null) {
			final Place place = places.bias(module)
				.orElseThrow(() -> new Misfit("the model has no such bias"));
			steps.add(Step.of(factors, new Change.Whole(factors, bias), place, checkpoint, strength));
		}
		return steps;
	}

	private Refusal nothing(final SafeTensors checkpoint, final Map<String, String> skipped) {
		final String base = file.metadata().getOrDefault("ss_base_model_version",
			file.metadata().getOrDefault("modelspec.architecture", ""));
		return new Refusal("Nothing of the LoRA " + name() + " fits the model "
			+ checkpoint.path().getFileName()
			+ (skipped.isEmpty() ? ": it is empty" : ": " + listed(skipped))
			+ (base.isBlank() ? "" : " (it was made for " + base + ")")
			+ "; use one that was made for this kind of model.");
	}

	private static String listed(final Map<String, String> skipped) {
		final String some = String.join(", ", skipped.entrySet().stream().limit(SHOWN)
			.map(entry -> entry.getKey() + " (" + entry.getValue() + ")").toList());
		return skipped.size() > SHOWN ? some + " and " + (skipped.size() - SHOWN) + " more" : some;
	}

	private String name() {
		return file.path().getFileName().toString().replaceFirst("\\.safetensors$", "");
	}
}
