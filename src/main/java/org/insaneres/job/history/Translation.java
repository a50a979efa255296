/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import ij.ImagePlus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.job.ImageToImage;
import org.insaneres.job.Imprint;
import org.insaneres.job.Making;
import org.insaneres.job.Output;
import org.insaneres.job.Upscale;
import org.insaneres.job.parameters.Parameters;
import org.insaneres.job.parameters.SamplerNames;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.Installed;

/**
 * Settings of A1111, stable-diffusion.cpp and Krita AI Diffusion in the keys of this program, as
 * far as they go. What remains is said.
 */
public final class Translation {

	private static final String SDCPP = ", SDCPP: {";
	private static final Pattern SIZE = Pattern.compile("([0-9]{1,5})x([0-9]{1,5})");
	private static final String DENOISING = "Denoising strength";

	/** Settings that change nothing here. */
	private static final Set<String> SILENT = Set.of("Version", "Model", "Model hash", "Guidance",
		"Sampler RNG", "VAE hash");

	private static final Map<String, String> RNG = Map.of("gpu", "Philox", "nv", "Philox", "cuda",
		"Philox", "cpu", "MT19937");

	private static final Map<String, String> CONTENTS = Map.of("original", "Original", "fill", "Fill",
		"latent noise", "Noise", "latent nothing", "Nothing");

	private final Map<String, String> rest;
	private final Map<String, String> settings = new LinkedHashMap<>();
	private final List<String> notes = new ArrayList<>();
	private final Set<String> keys;
	private final Program program;
	private final ImagePlus image;
	private final String action;

	/** Who wrote the settings, and by what rules it works. */
	private enum Program {

		A1111("A1111", "A1111", "Philox"),
		SDCPP("A1111", "A1111", "Philox"),
		KRITA("Krita", "ComfyUI",
			"MT19937");

		private final String rule;
		private final String emphasis;
		private final String noise;

		Program(final String rule, final String emphasis, final String noise) {
			this.rule = rule;
			this.emphasis = emphasis;
			this.noise = noise;
		}

		static Program of(final Map<String, String> settings) {
			if (settings.getOrDefault("Version", "").startsWith("stable-diffusion.cpp")) return SDCPP;
			return "unknown".equals(settings.get("Model hash")) ? KRITA : A1111;
		}
	}

	private Translation(final Parameters read, final ImagePlus image,
		final Function<String, Set<String>> actions) {
		this.image = image;
		rest = new LinkedHashMap<>(read.settings());
		program = Program.of(rest);
		action = rest.containsKey("SD upscale overlap") ? Upscale.LABEL : ImageToImage.LABEL;
		keys = actions.apply(action);
		number("Steps", "steps");
		number("CFG scale", "guidance");
		number("Seed", "seed");
		strength();
		sampler();
		number("Clip skip", "clipskip");
		number("Eta", "eta");
		number("ENSD", "ensd");
		number("Variation seed", "twin");
		number("Variation seed strength", "variation");
		if (keys.contains("canvas")) take("Seed resize from").ifPresent(size -> put("canvas", size));
		settings.put("rule", program.rule);
		settings.put("noise", program.noise);
		take("RNG").ifPresent(this::noise);
		settings.put("emphasis",
			take("Emphasis").filter("No norm"::equalsIgnoreCase).orElse(program.emphasis));
		model();
		if (keys.contains("vae")) vae();
		if (action.equals(Upscale.LABEL)) tiles();
		else size();
		take("Inpaint area").filter("Only masked"::equals).ifPresent(only -> put("context",
			take("Masked area padding").orElse("32")));
		content();
		settings.put("output", Output.NEW_IMAGE.toString());
		settings.put("prompt", read.prompt());
		settings.put("negative", read.negative());
		rest.forEach((key, value) -> {
			if (!SILENT.contains(key)) notes.add("Not taken over: " + key + ": " + shorten(value));
		});
	}

	/**
	 * @param text as it stands in the file
	 * @param image what it will be done with
	 * @param actions the macro keys of an action by its label
	 */
	static Recorded of(final String text, final ImagePlus image,
		final Function<String, Set<String>> actions) {
		final int json = text.indexOf(SDCPP);
		final Translation translation = new Translation(
			json < 0 ? Parameters.parse(text) : strength(text, json), image, actions);
		final Imprint unknown = new Imprint(0, 0, "");
		return new Recorded(
			List
				.of(new Making(translation.action, "", translation.settings, Map.of(), "", unknown, unknown,
					"")),
			translation.notes, false);
	}

	/** stable-diffusion.cpp puts JSON behind its settings, and the strength only there. */
	private static Parameters strength(final String text, final int json) {
		final Parameters read = Parameters.parse(text.substring(0, json));
		try {
			final JsonNode strength = new ObjectMapper()
				.readTree(text.substring(json + SDCPP.length() - 1)).path("strength");
			if (!strength.isNumber()) return read;
			final Map<String, String> all = new LinkedHashMap<>(read.settings());
			all.put(DENOISING, strength.asText());
			return new Parameters(read.prompt(), read.negative(), all);
		} catch (final JsonProcessingException e) {
			return read;
		}
	}

	private Optional<String> take(final String key) {
		return Optional.ofNullable(rest.remove(key)).map(String::strip);
	}

	private void put(final String key, final String value) {
		settings.put(key, value);
	}

	/** Takes a number over if this program has the key. */
	private void number(final String from, final String to) {
		final String value = rest.getOrDefault(from, "").strip();
		if (!keys.contains(to) || !value.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) return;
		rest.remove(from);
		put(to, value.replaceFirst("\\.0+$", ""));
	}

	private void strength() {
		if (rest.containsKey(DENOISING)) {
			number(DENOISING, "strength");
		} else {
			put("strength", "1");
			notes.add("It was made from text alone; here strength=1 comes nearest.");
		}
		if (rest.containsKey("Hires upscaler") || rest.containsKey("Hires upscale")) {
			notes.add("It was made in two passes, of which the second is done.");
		}
	}

	private void sampler() {
		final String name = take("Sampler").orElse("");
		final String schedule = take("Schedule type").orElse("");
		if (name.isEmpty() && schedule.isEmpty()) return;
		final SamplerNames names = SamplerNames.of(name, schedule);
		names.sampler().ifPresentOrElse(s -> put("sampler", s),
			() -> notes.add("Not taken over: Sampler: " + shorten(name)));
		names.schedule().ifPresentOrElse(s -> put("schedule", s),
			() -> notes
				.add("Not taken over: the schedule of " + shorten((name + " " + schedule).strip())));
	}

	/** What a selection begins with, where something is selected. */
	private void content() {
		final String value = CONTENTS.get(rest.getOrDefault("Masked content", ""));
		if (value == null || !keys.contains("content") || image.getRoi() == null) return;
		rest.remove("Masked content");
		put("content", value);
	}

	private void noise(final String name) {
		final String source = RNG.get(name.toLowerCase(Locale.ROOT));
		if (source == null) notes.add("Not taken over: RNG: " + shorten(name));
		else put("noise", source);
	}

	private void model() {
		final String hash = rest.getOrDefault("Model hash", "");
		final String name = rest.getOrDefault("Model", "").replaceFirst("\\.(safetensors|ckpt|gguf)$",
			"");
		final String here = Optional.ofNullable(Installed.model(hash))
			.orElseGet(() -> Installed.models()
				.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null));
		if (here != null) put("model", here);
		else if (!name.isEmpty() || !hash.isEmpty()) {
			notes.add("The model " + shorten((name + " " + hash).strip()) +
				" is not installed, so the default model is taken.");
		}
	}

	/** A VAE is called by its file; another kind of decoder counts more. */
	private void vae() {
		final String file = take("VAE").orElse("").replaceFirst("\\.(safetensors|ckpt|pt)$", "");
		final String decoder = take("VAE Decoder").orElse("Full");
		final String name = decoder.equalsIgnoreCase("Full") ? file : decoder;
		if (name.isEmpty()) return;
		final Optional<String> here = Installed.vaes().stream().filter(name::equalsIgnoreCase)
			.findFirst();
		if (here.isPresent()) put("vae", here.get());
		else notes.add("The VAE " + shorten(name) + " is not installed, so the usual one is taken.");
	}

	/** A size that the picture has already needs no mention. */
	private void size() {
		final Matcher size = SIZE.matcher(rest.getOrDefault("Size", ""));
		if (!size.matches()) return;
		rest.remove("Size");
		final int width = Integer.parseInt(size.group(1));
		final int height = Integer.parseInt(size.group(2));
		if (image.getWidth() == width && image.getHeight() == height || image.getRoi() != null) return;
		put("size", String.valueOf(Math.max(width, height)));
		final long other = Math.round((double) Math.max(width, height) *
			Math.min(image.getWidth(), image.getHeight())
			/ Math.max(image.getWidth(), image.getHeight()));
		if (Math.abs(other - Math.min(width, height)) > 1) {
			notes.add("The size was " + width + "x" + height + "; here the shape of \"" +
				image.getTitle() + "\" stays.");
		}
	}

	/** The script SD upscale: the size is that of its tiles. */
	private void tiles() {
		put("fusion", "SD upscale");
		number("SD upscale overlap", "overlap");
		final Matcher size = SIZE.matcher(rest.getOrDefault("Size", ""));
		if (size.matches()) {
			rest.remove("Size");
			put("tile", size.group(1));
		}
		put("lock", "0");
		final String upscaler = take("SD upscale upscaler").orElse("None");
		final Optional<String> here = Installed.upscalers().stream()
			.filter(upscaler::equalsIgnoreCase).findFirst();
		here.ifPresent(name -> put("upscaler", name));
		if (here.isEmpty() && !upscaler.equalsIgnoreCase(Enlargement.LANCZOS)) {
			notes.add("The upscaler " + shorten(upscaler) + " is not installed, so Lanczos is taken.");
		}
		notes.add("A1111 does not record how many times it enlarged; here it is twice.");
	}

	private static String shorten(final String text) {
		final String line = text.replaceAll("\\s+", " ");
		return line.length() > 60 ? line.substring(0, 60) + "..." : line;
	}
}
