/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.job.shelf.Installed;
import org.insaneres.model.Imports;
import org.insaneres.model.Inventory;
import org.insaneres.model.Models;
import org.insaneres.model.Verification;
import org.insaneres.model.hub.Installer;
import org.insaneres.model.hub.Offer;
import org.insaneres.model.hub.Repository;

/** Lists, checks, imports, installs and removes models. */
public final class Shop {

	/** The label in the menu. */
	public static final String LABEL = "SD Models...";

	/** Shows what there is. */
	public static final String LIST = "List";

	/** Compares files with their check sums. */
	public static final String VERIFY = "Verify";

	/** Makes a model, or a folder of them, known that lies elsewhere. */
	public static final String IMPORT = "Import";

	/** Downloads a model from Hugging Face. */
	public static final String INSTALL = "Install";

	/** Forgets what was imported, deletes what was installed. */
	public static final String REMOVE = "Remove";

	private final String file;
	private final Desk desk;
	private final Models library = Installed.library();

	private Shop(final String file, final Desk desk) {
		this.file = file.strip();
		this.desk = desk;
	}

	/**
	 * @param action one of the constants here
	 * @param file name, path or repository; may be empty to list or to check all
	 * @throws Refusal if it can not be done
	 */
	public static void run(final String action, final String file, final Desk desk) {
		final Shop shop = new Shop(file, desk);
		switch (action) {
			case LIST -> desk.show(list());
			case VERIFY -> desk.show(shop.verify());
			case IMPORT -> shop.imports();
			case INSTALL -> shop.install();
			case REMOVE -> desk.say(Imports.remove(shop.library, shop.need("the name of a model")));
			default -> throw new Refusal("action is " + action + ", but must be one of " + String.join(
				", ", LIST, VERIFY, IMPORT, INSTALL, REMOVE) + ".");
		}
	}

	/**
	 * A model in the list.
	 *
	 * @param name for the {@code model} key
	 * @param cells one for each of {@link #COLUMNS}
	 * @param remark what else there is to say: why it cannot be used, or where it lies
	 */
	public record Row(String name, List<String> cells, String remark) {

		/** What the list says of a model. */
		public static final List<String> COLUMNS = List.of("Model", "Kind", "On disk", "In memory",
			"Licence", "Check sums");

		private static Row of(final Inventory.Item item) {
			return new Row(item.name(), List.of(item.name(), item.usable() ? item.kind() : "unusable",
				Inventory.size(item.disk()), Inventory.size(item.memory()), item.licence(),
				item.sums() ? "yes" : "no"), item.usable() ? item.place().toString() : item.kind());
		}
	}

	/** What there is. */
	public static List<Row> rows() {
		return Inventory.of(Installed.library()).stream().map(Row::of).toList();
	}

	private static Table list() {
		final List<String> columns = new ArrayList<>(Row.COLUMNS);
		columns.add("Place");
		final List<List<String>> cells = new ArrayList<>();
		for (final Row row : rows()) {
			final List<String> line = new ArrayList<>(row.cells());
			line.add(row.remark());
			cells.add(line);
		}
		return new Table("List of Models", columns, cells);
	}

	private Table verify() {
		final List<List<String>> rows = new ArrayList<>();
		final List<Inventory.Item> items = Inventory.of(library);
		final List<Path> places = file.isEmpty()
			? items.stream().map(Inventory.Item::place).toList()
			: List.of(place(items));
		String bad = null;
		for (int i = 0; i < places.size(); i++) {
			final Path place = places.get(i);
			final String name = items.stream().filter(item -> item.place().equals(place)).findFirst()
				.map(Inventory.Item::name).orElse(file);
			final Monitor part = desk.part((double) i / places.size(), (i + 1.0) / places.size(), name);
			try {
				rows.addAll(verdict(name, Verification.of(place, part)));
			} catch (final Refusal refusal) {
				rows.add(List.of(name, "damaged", refusal.getMessage(), ""));
				bad = refusal.getMessage();
			}
		}
		final Table table = new Table("Verified Models", List.of("Model", "Verdict", "Files",
			"SHA-256"), rows);
		if (bad == null) return table;
		desk.show(table);
		throw new Refusal(bad);
	}

	/** One line for what is intact; where nothing is known, the sums to compare by eye. */
	private static List<List<String>> verdict(final String name, final Verification result) {
		if (result.known()) return List.of(List.of(name, "intact", "all " + result.sums().size(), ""));
		final List<List<String>> rows = new ArrayList<>();
		result.sums().forEach((path, sum) -> rows.add(List.of(name, "unknown", path, sum)));
		return rows;
	}

	/** The model to look at, usable or not. */
	private Path place(final List<Inventory.Item> items) {
		return items.stream().filter(item -> item.name().equalsIgnoreCase(file)
			|| item.place().toString().equals(file)).map(Inventory.Item::place).findFirst()
			.orElseGet(() -> library.find(file).folder());
	}

	private void imports() {
		final Path path;
		try {
			path = Path.of(need("the path of a model file or folder"));
		} catch (final InvalidPathException e) {
			throw new Refusal("file is " + file + ", which can be no path; give that of a model file or"
				+ " folder.", e);
		}
		desk.say(Imports.add(Installed.target(), path));
	}

	private void install() {
		final Repository repository = Repository.of(need("a model of Hugging Face as OWNER/NAME"));
		final Installer installer = Installer.standard(Installed.target());
		final Offer offer = installer.look(repository, desk.part(0, 0.01));
		if (!desk.agrees("Install " + offer.name() + "?", offer.text())) return;
		desk.say(installer.install(offer, desk.part(0.01, 1)));
	}

	private String need(final String what) {
		if (file.isEmpty()) throw new Refusal("file is missing; give " + what + " as file.");
		return file;
	}
}
