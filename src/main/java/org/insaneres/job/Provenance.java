/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import ij.ImagePlus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.canvas.SavedRoi;
import org.insaneres.job.shelf.Enlargement;
import org.insaneres.job.shelf.Hashes;
import org.insaneres.job.shelf.Installed;
import org.insaneres.job.shelf.Records;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.ModelInfo;
import org.insaneres.upscale.SeamScore;

/**
 * How a result was made, kept in its image properties {@code sd.*}, which TIFF files keep too: each
 * setting by its macro key, the macro line that does it again, the hashes of model and source, the
 * version of the program, and the history of all actions that led there.
 *
 * <pre>
 * final Provenance provenance = Provenance.of(label, settings, planes); // before the work
 * provenance.mark(result, model); // after it
 * </pre>
 */
public final class Provenance {

	/** All that was done, see {@link Making}. */
	public static final String HISTORY = "sd.history";

	private static final String PREFIX = "sd.";
	private static final String UNFINISHED = "sd.unfinished";

	private final String label;
	private final Map<String, String> settings = new LinkedHashMap<>();
	private final Set<String> upscalers = new LinkedHashSet<>();
	private final ImagePlus image;
	private final boolean stack;
	private final Imprint source;
	private final String selection;
	private final List<Making> history;
	private String device = "";

	private Provenance(final String label, final Record settings, final List<Plane> planes) {
		this.label = label;
		Records.values(settings).forEach((key, value) -> this.settings.put(key, text(value)));
		using(setting("upscaler"));
		image = planes.get(0).image();
		stack = planes.size() > 1;
		source = Imprint.of(planes);
		selection = SavedRoi.write(image.getRoi());
		history = makings(image);
	}

	private static String text(final Object value) {
		return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
			? Long.toString(number.longValue())
			: String.valueOf(value);
	}

	/**
	 * Begins with what is to be made from what.
	 *
	 * @param label of the menu command
	 * @param settings with the seed that is really used
	 * @param planes what it works on, as it reads them
	 */
	public static Provenance of(final String label, final Record settings, final List<Plane> planes) {
		return new Provenance(label, settings, planes);
	}

	/** Replaces a setting by one that does not depend on other files. */
	Provenance with(final String key, final String value) {
		settings.put(key, value);
		return this;
	}

	/** Says that an upscaler is used, by its name; Lanczos needs none. */
	Provenance using(final String upscaler) {
		if (!upscaler.isBlank() && !upscaler.equalsIgnoreCase(Enlargement.LANCZOS)) {
			upscalers.add(upscaler);
		}
		return this;
	}

	/** Says what ran the networks; the last one counts. */
	Provenance on(final String name) {
		device = name;
		return this;
	}

	/** Keeps all of it with the result of one model, and what ran that. */
	void mark(final ImagePlus result, final DiffusionModel model) {
		on(model.network().device()).mark(result, model.info());
	}

	/** Keeps all of it with the result, which may be the source itself. */
	public void mark(final ImagePlus result, final ModelInfo... models) {
		if (setting("model").isBlank()) settings.put("model", models[0].name());
		final Map<String, String> hashes = hashes(models);
		final List<Making> all = new ArrayList<>(history);
		final Making last = new Making(label, ProgramName.version(), settings, hashes, device,
			source, imprint(result), selection);
		all.add(last);
		clear(result);
		settings.forEach((key, value) -> result.setProp(PREFIX + key, value));
		result.setProp("sd.model", models[0].name());
		result.setProp("sd.modelhash", hashes.get(models[0].name()));
		if (!device.isEmpty()) result.setProp("sd.device", device);
		result.setProp("sd.sourcehash", source.sha256());
		result.setProp("sd.version", ProgramName.version());
		result.setProp("sd.command", last.command());
		result.setProp(HISTORY, Making.write(all));
	}

	/** Keeps what can be said of a result whose source is no image: settings and model. */
	static void mark(final ImagePlus result, final String label, final Record settings,
		final DiffusionModel model) {
		Records.values(settings).forEach((key, value) -> result.setProp(PREFIX + key, text(value)));
		result.setProp("sd.model", model.info().name());
		result.setProp("sd.modelhash", Hashes.model(model.info().folder(), Monitor.NONE));
		result.setProp("sd.device", model.network().device());
		result.setProp("sd.version", ProgramName.version());
		result.setProp("sd.command", line(label, settings));
	}

	private String setting(final String key) {
		return settings.getOrDefault(key, "");
	}

	private Map<String, String> hashes(final ModelInfo... models) {
		final Map<String, String> hashes = new LinkedHashMap<>();
		for (final ModelInfo model : models) {
			hashes.put(model.name(), Hashes.model(model.folder(), Monitor.NONE));
			for (final Path file : model.additions()) {
				hashes.put(file.getFileName().toString(), Hashes.file(file, Monitor.NONE));
			}
		}
		for (final String upscaler : upscalers) {
			hashes.put(upscaler, Hashes.file(Installed.upscaler(upscaler), Monitor.NONE));
		}
		return hashes;
	}

	private Imprint imprint(final ImagePlus result) {
		final boolean layer = setting("output").equalsIgnoreCase(Output.LAYER.toString())
			|| setting("source").equalsIgnoreCase("Visible");
		return Imprint
			.of(Planes.of(result, stack || result != image, layer ? "Visible" : "Image"));
	}

	private static void clear(final ImagePlus image) {
		final String[] properties = image.getPropertiesAsArray();
		for (int i = 0; properties != null && i < properties.length; i += 2) {
			if (properties[i].startsWith(PREFIX)) image.setProp(properties[i], null);
		}
	}

	/** What an image says of how it was made. */
	public static Optional<String> history(final ImagePlus image) {
		return Optional.ofNullable(image.getProp(HISTORY));
	}

	/** The same, read; nothing if it is damaged. */
	public static List<Making> makings(final ImagePlus image) {
		try {
			return history(image).map(Making::read).orElse(List.of());
		} catch (final Refusal damaged) {
			return List.of();
		}
	}

	/** Says that an image is not what its command makes, because the user stopped it. */
	public static void markUnfinished(final ImagePlus image) {
		image.setProp(UNFINISHED, "true");
	}

	/** Keeps the score that shows seams most clearly, if there is any. */
	static void mark(final ImagePlus image, final List<SeamScore> scores) {
		scores.stream().min(Comparator.comparingDouble(SeamScore::p)).ifPresent(score -> {
			image.setProp("sd.seam.excess", String.valueOf(score.excess()));
			image.setProp("sd.seam.ratio", String.valueOf(score.ratio()));
			image.setProp("sd.seam.p", String.valueOf(score.p()));
			image.setProp("sd.seam.lines", String.valueOf(score.lines()));
		});
	}

	/** The macro line that does something. */
	static String line(final String label, final Record settings) {
		final Map<String, String> values = new LinkedHashMap<>();
		Records.values(settings).forEach((key, value) -> values.put(key, text(value)));
		return "run(\"" + label + "\", \"" + options(values) + "\");";
	}

	/** The settings as options of a macro line. */
	static String options(final Map<String, String> values) {
		return values.entrySet().stream().map(e -> e.getKey() + "=" + bracketed(e.getValue()))
			.collect(Collectors.joining(" ")).replace("\\", "\\\\").replace("\"", "\\\"")
			.replace("\n", "\\n").replace("\t", "\\t");
	}

	private static String bracketed(final String value) {
		return value.isEmpty() || value.chars().allMatch(c -> c > ' ' && c != '[' && c != '\'')
			? value
			: "[" + value + "]";
	}
}
