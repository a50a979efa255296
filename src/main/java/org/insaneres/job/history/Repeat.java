/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.job.Imprint;
import org.insaneres.job.Making;
import org.insaneres.job.PartDesk;
import org.insaneres.job.Provenance;
import org.insaneres.job.canvas.Attributes;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.canvas.Planes;
import org.insaneres.job.canvas.SavedRoi;
import org.insaneres.job.shelf.Hashes;
import org.insaneres.job.shelf.Installed;

/**
 * Does again what made a picture: all actions of its history, on a picture that is open. The result
 * is a new image, whatever the output was. With the same source, models and version it has the same
 * pixels.
 */
public final class Repeat {

	/** The label in the menu. */
	public static final String LABEL = "SD Repeat...";

	/** Who can run actions by their labels. */
	public interface Performer {

		/** The macro keys of an action, empty for one that is not known. */
		Set<String> keys(String action);

		/**
		 * Runs an action.
		 *
		 * @param settings as text, by macro key
		 * @return a new picture, or null if the result went into the image itself
		 * @throws Refusal if there is no such action, or a setting is not allowed
		 */
		ImagePlus perform(String action, Map<String, String> settings, ImagePlus image, Desk desk);
	}

	private final Performer performer;
	private final Desk desk;
	private final Recorded recorded;
	private final List<String> notes;
	private ImagePlus source;
	private int first;
	private boolean same;

	private Repeat(final ImagePlus image, final String file, final Performer performer,
		final Desk desk) {
		this.performer = performer;
		this.desk = desk;
		recorded = Recorded.of(image, file, performer::keys);
		notes = new ArrayList<>(recorded.notes());
		source = image;
		if (recorded.own()) findSource(image);
	}

	/**
	 * @param image the picture to work on; if another open one is what the result was made from, that
	 * one is taken
	 * @param file a PNG, JPEG or TIFF file that says how it was made; empty for the image itself
	 * @param performer runs the actions
	 * @param desk is asked before the work begins, and told what differs
	 * @return a new picture
	 * @throws Refusal if nothing is known, or it can not be done
	 */
	public static ImagePlus run(final ImagePlus image, final String file, final Performer performer,
		final Desk desk) {
		return new Repeat(image, file, performer, desk).run();
	}

	/** Whether an image says by itself how it was made. */
	public static boolean isPossible(final ImagePlus image) {
		return Recorded.anything(image);
	}

	/** Begins with the action whose source is open, the current image first. */
	private void findSource(final ImagePlus current) {
		final int[] ids = WindowManager.getIDList();
		final Stream<ImagePlus> others = ids == null
			? Stream.empty()
			: IntStream.of(ids).mapToObj(WindowManager::getImage).filter(i -> i != null && i != current);
		for (final ImagePlus candidate : Stream.concat(Stream.of(current), others).toList()) {
			for (int i = 0; i < recorded.makings().size(); i++) {
				if (!isSource(candidate, recorded.makings().get(i))) continue;
				source = candidate;
				first = i;
				same = true;
				return;
			}
		}
		notes
			.add("\"" + current.getTitle() + "\" is not the picture this was made from, so the result" +
				" will be another one.");
	}

	static boolean isSource(final ImagePlus image, final Making making) {
		final Imprint wanted = making.source();
		if (image.getWidth() != wanted.width() || image.getHeight() != wanted.height()) return false;
		final List<Plane> planes = Planes.of(image, making.setting("slices").equals("true"),
			making.setting("source").isEmpty() ? "Image" : making.setting("source"));
		return Imprint.of(planes).equals(wanted);
	}

	private ImagePlus run() {
		final List<Making> todo = recorded.makings().subList(first, recorded.makings().size()).stream()
			.map(this::withModels).toList();
		for (int i = 1; i < todo.size(); i++) {
			if (isKnown(todo.get(i).source(), todo.subList(0, i))) continue;
			same = false;
			notes.add("Between the actions " + i + " and " + (i + 1) +
				" the picture was changed by other means, which cannot be repeated.");
		}
		if (!desk.agrees(LABEL.replace("...", ""), plan(todo))) throw new CancellationException();
		final ImagePlus copy = copy(source);
		ImagePlus image = copy;
		for (int i = 0; i < todo.size(); i++) {
			final Making making = todo.get(i);
			if (recorded.own()) image.setRoi(SavedRoi.read(making.selection()));
			final boolean last = i + 1 == todo.size();
			final Desk part = new PartDesk(last ? desk : Desk.NONE, desk.part((double) i / todo.size(),
				(i + 1.0) / todo.size(), todo.size() == 1 ? "" : "Action " + (i + 1)));
			final ImagePlus next = performer.perform(making.action(), making.settings(), image, part);
			if (next != null) image = next;
		}
		compare(image, todo.get(todo.size() - 1));
		if (image == copy) image.setTitle(Attributes.title(source));
		return image;
	}

	/** Whether a picture was there before some actions, or came out of one. */
	private static boolean isKnown(final Imprint picture, final List<Making> earlier) {
		return earlier.stream()
			.anyMatch(e -> e.source().equals(picture) || e.result().equals(picture));
	}

	/** What will be done, as a macro. */
	private String plan(final List<Making> todo) {
		final String on = "// Will be made again from \"" + source.getTitle() + "\"" + (same
			? ", which it was made from."
			: ".");
		return Stream.of(Stream.of(on), notes.stream().map(note -> "// " + note),
			todo.stream().map(Making::command)).flatMap(lines -> lines)
			.collect(Collectors.joining("\n"));
	}

	private void compare(final ImagePlus image, final Making wanted) {
		if (!same) return;
		final List<Making> history = Provenance.makings(image);
		final boolean exact = !history.isEmpty()
			&& history.get(history.size() - 1).result().equals(wanted.result());
		desk.note(exact
			? "The result has exactly the pixels it had then."
			: "Warning: the result differs from what was made then; models, version or device differ.");
	}

	/** Calls models by the names they have here, and says which are missing or others. */
	private Making withModels(final Making making) {
		final Map<String, String> settings = new LinkedHashMap<>(making.settings());
		making.models().forEach((name, hash) -> {
			if (isHere(name, hash)) return;
			final String other = Installed.model(hash);
			if (other == null) {
				same = false;
				notes.add("The file or model " + name + " of that time (" + hash.substring(0,
					Math.min(Hashes.SHORT, hash.length())) + ") is not installed.");
			} else {
				settings.replaceAll((key, value) -> value.equals(name) ? other : value);
			}
		});
		return new Making(making.action(), making.version(), settings, making.models(), making.device(),
			making.source(), making.result(), making.selection());
	}

	/** Whether the diffusion model, upscaler or further file of this name is still the same. */
	private boolean isHere(final String name, final String hash) {
		try {
			return Hashes.model(Installed.library().find(name).folder(), desk).equals(hash);
		} catch (final Refusal none) {
			return Installed.upscalers().contains(name)
				&& Hashes.file(Installed.upscaler(name), desk).equals(hash)
				|| Installed.hasAddition(name, hash, desk);
		}
	}

	/** All of an image, whatever is selected. */
	private static ImagePlus copy(final ImagePlus image) {
		final Roi roi = image.getRoi();
		image.deleteRoi();
		try {
			final ImagePlus copy = image.duplicate();
			copy.setTitle(image.getTitle());
			copy.setPosition(image.getCurrentSlice());
			if (image.getOverlay() != null) {
				copy.setOverlay(image.getOverlay().duplicate());
				copy.setHideOverlay(image.getHideOverlay());
			}
			copy.setRoi(roi == null ? null : (Roi) roi.clone());
			return copy;
		} finally {
			image.setRoi(roi);
		}
	}
}
