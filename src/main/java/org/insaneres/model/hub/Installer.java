/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Digests;
import org.insaneres.model.Inventory;
import org.insaneres.model.Models;

/**
 * Gets models from Hugging Face into a models folder. The only part of the program that uses the
 * network.
 *
 * <pre>
 * Installer installer = Installer.standard(folder);
 * Offer offer = installer.look(Repository.of("owner/name"), monitor);
 * if (accepted(offer.text())) installer.install(offer, monitor);
 * </pre>
 *
 * What is interrupted goes on where it stopped when it is asked for again.
 */
public final class Installer {

	private static final String WORKSHOP = ".downloads";
	private static final int LONGEST = 64 << 20;
	private static final long LONGEST_LICENCE = 200_000;
	private static final long RESERVE = 100_000_000;

	private final Path root;
	private final Endpoint endpoint;
	private final Patience patience;
	private final ToLongFunction<Path> free;
	private final Web web;

	/**
	 * @param root folder that gets the models
	 * @param free bytes that can still be written into a folder
	 */
	Installer(final Path root, final Endpoint endpoint, final Patience patience,
		final ToLongFunction<Path> free) {
		this.root = root;
		this.endpoint = endpoint;
		this.patience = patience;
		this.free = free;
		web = new Web(endpoint, patience);
	}

	/** Hugging Face, or the mirror that the environment variable HF_ENDPOINT names. */
	public static Installer standard(final Path root) {
		return new Installer(root, Endpoint.standard(), Patience.STANDARD, Installer::free);
	}

	private static long free(final Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		} catch (final IOException unknown) {
			return Long.MAX_VALUE;
		}
	}

	/**
	 * Asks what a model is, how large, and under which licence. Nothing is written.
	 *
	 * @throws Refusal if there is no such model, or it cannot be had
	 */
	public Offer look(final Repository repository, final Monitor monitor) {
		monitor.progress(0, "Asking " + endpoint.base().getHost());
		final Listing listing = Listing.read(
			fetch("the list of files of " + repository.id(), repository.listing(endpoint), LONGEST,
				monitor),
			repository);
		final Selection selection = Selection.of(repository, listing);
		return new Offer(repository, repository.page(endpoint).toString(), listing, selection,
			conditions(repository, listing, monitor));
	}

	private String conditions(final Repository repository, final Listing listing,
		final Monitor monitor) {
		for (final Listing.Entry file : listing.files()) {
			if (!Selection.licence(file.path()) || file.size() > LONGEST_LICENCE) continue;
			final URI address = repository.file(endpoint, listing.commit(), file.checked().path());
			return new String(fetch(file.path(), address, (int) LONGEST_LICENCE, monitor),
				StandardCharsets.UTF_8);
		}
		return "";
	}

	private byte[] fetch(final String what, final URI address, final int most,
		final Monitor monitor) {
		return new Attempts(patience.brief(), monitor).run(what, () -> {
			final HttpResponse<InputStream> response = web.get(address, 0, monitor);
			try (InputStream in = response.body();
				Watchdog dog = new Watchdog(in, monitor, patience.silence())) {
				final byte[] answer = in.readNBytes(most + 1);
				if (answer.length <= most) return answer;
				throw new Refusal("What " + endpoint.base().getHost() + " sent as " + what
					+ " is longer than " + most / 1_000_000
					+ " MB: such a repository cannot be installed here;"
					+ " download its files by hand and import them.");
			} catch (final IOException e) {
				monitor.check();
				throw e;
			}
		});
	}

	/**
	 * Downloads a model, checks it and puts it into the models folder.
	 *
	 * @return a sentence on what can be used now
	 * @throws Refusal if it cannot be had, or not be written
	 */
	public String install(final Offer offer, final Monitor monitor) {
		final Path place = place(offer);
		if (Files.exists(place)) {
			throw new Refusal("There is " + place + " already; remove it first if you want it anew.");
		}
		final Path work = workshop(offer, place);
		try {
			Files.createDirectories(work);
			try (Exclusive claim = Exclusive.of(work)) {
				download(offer, work, monitor);
				settle(offer, work, place);
			}
			Exclusive.tidy(work);
		} catch (final IOException e) {
			throw new Refusal("The models folder " + root + " cannot be written (" + e.getMessage()
				+ "); choose another one in SD Options.", e);
		}
		return verdict(offer, place);
	}

	/**
	 * One for each selection of a repository; what is there of an older revision may still be right.
	 */
	private Path workshop(final Offer offer, final Path place) {
		final String choice = offer.selection().prefix() + "/" + place.getFileName();
		return root.resolve(WORKSHOP).resolve(String.format("%s--%s-%08x", offer.repository().owner(),
			offer.repository().name(), choice.hashCode()));
	}

	private Path place(final Offer offer) {
		return root.resolve(offer.selection().single()
			? offer.selection().files().get(0).name()
			: offer.name());
	}

	private void download(final Offer offer, final Path work, final Monitor monitor)
		throws IOException {
		final Selection selection = offer.selection();
		checkSpace(selection, work);
		final long all = Math.max(1, selection.bytes());
		final String whole = Inventory.size(all);
		long before = 0;
		for (final RemoteFile file : selection.files()) {
			final long done = before;
			final Path target = target(selection, file, work);
			if (!there(file, target, monitor)) {
				monitor.progress((double) done / all, "Downloading " + file.name());
				final Download download = new Download(web, patience, monitor, bytes -> monitor.progress(
					(double) (done + bytes) / all, file.path() + ", " + Inventory.size(done + bytes) + " of "
						+ whole));
				download.get(offer.repository().file(endpoint, offer.listing().commit(), file.path()), file,
					target);
			}
			before += file.size();
		}
	}

	/** Whether a file has come earlier, and is the same still. */
	private static boolean there(final RemoteFile file, final Path target, final Monitor monitor)
		throws IOException {
		if (!Files.exists(target)) return false;
		monitor.progress(0, "Checking " + file.name());
		return Files.size(target) == file.size() && Digests.matches(target, file.sum(), monitor);
	}

	private static Path target(final Selection selection, final RemoteFile file, final Path work) {
		return work.resolve("model").resolve(file.path().substring(selection.prefix().length()));
	}

	private void checkSpace(final Selection selection, final Path work) throws IOException {
		long missing = RESERVE;
		for (final RemoteFile file : selection.files()) {
			final Path target = target(selection, file, work);
			final Path part = Download.part(file, target);
			if (Files.exists(target)) continue;
			missing += file.size() - (Files.exists(part) ? Math.min(Files.size(part), file.size()) : 0);
		}
		final long there = free.applyAsLong(work);
		if (missing > there) {
			throw new Refusal("There is not enough room in " + root + ": it takes "
				+ Inventory.size(missing) + " and " + Inventory.size(there)
				+ " are free; make room, or choose"
				+ " another models folder in SD Options.");
		}
	}

	private void settle(final Offer offer, final Path work, final Path place) throws IOException {
		final Path model = work.resolve("model");
		removeOthers(offer.selection(), work);
		final Path finished = offer.selection().single() ? model.resolve(place.getFileName()) : model;
		final Path manifest = Receipt.write(offer, finished);
		if (offer.selection().single()) {
			Files.move(manifest, place.resolveSibling(manifest.getFileName()),
				StandardCopyOption.REPLACE_EXISTING);
		}
		Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Remains of an older revision. */
	private static void removeOthers(final Selection selection, final Path work) throws IOException {
		final List<Path> wanted = selection.files().stream().map(file -> target(selection, file, work))
			.toList();
		try (Stream<Path> all = Files.walk(work.resolve("model"))) {
			for (final Path file : all.filter(Files::isRegularFile).toList()) {
				if (!wanted.contains(file)) Files.delete(file);
			}
		}
	}

	private static String verdict(final Offer offer, final Path place) {
		try {
			final String name = new Models(List.of()).find(place.toString()).name();
			return "The model " + name + " is installed in " + place + "; its files are what the server"
				+ " lists.";
		} catch (final Refusal refusal) {
			throw new Refusal("The model " + offer.name() + " arrived intact in " + place
				+ ", but cannot be used: " + refusal.getMessage(), refusal);
		}
	}
}
