/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.insaneres.Refusal;

/**
 * The files of a repository that make one model: an ONNX folder in diffusers' layout, or a single
 * file.
 *
 * @param prefix folder in the repository, with a slash at the end, or empty
 * @param files below it
 * @param single whether it is one file
 */
record Selection(String prefix, List<RemoteFile> files, boolean single) {

	private static final String SAFETENSORS = ".safetensors";
	private static final String NETWORK = "unet/model.onnx";
	private static final int NAMED = 8;

	private static final Set<String> PARTS = Set.of("scheduler", "tokenizer", "tokenizer_2",
		"text_encoder", "text_encoder_2", "unet", "vae_encoder", "vae_decoder");

	/** Weights for other programs, and what is nothing but a picture. */
	private static final Set<String> OTHERS = Set.of("safetensors", "bin", "msgpack", "h5", "ckpt",
		"pt", "pth", "ot", "xml", "png", "jpg", "jpeg", "gif", "webp", "mp4");

	/** @throws Refusal if there is no such model, with what there is */
	static Selection of(final Repository repository, final Listing listing) {
		final String path = repository.path();
		if (path.toLowerCase(Locale.ROOT).endsWith(SAFETENSORS)) {
			return single(listing.files().stream().filter(file -> file.path().equals(path)).findFirst()
				.orElseThrow(() -> absent(repository, listing)));
		}
		final String below = path.isEmpty() ? "" : path + "/";
		final List<String> prefixes = listing.files().stream().map(Listing.Entry::path)
			.filter(file -> file.startsWith(below) && (file.equals(NETWORK) || file.endsWith("/"
				+ NETWORK)))
			.map(file -> file.substring(0, file.length() - NETWORK.length()))
			.sorted(Comparator.comparingInt(String::length)).toList();
		if (!prefixes.isEmpty()) return folder(prefixes, repository, listing);
		final List<Listing.Entry> singles = checkpoints(listing, below);
		if (singles.size() == 1) return single(singles.get(0));
		throw absent(repository, listing);
	}

	private static Selection single(final Listing.Entry file) {
		final String folder = file.path().substring(0, file.path().length() - file.name().length());
		return new Selection(folder, List.of(file.checked()), true);
	}

	private static Selection folder(final List<String> prefixes, final Repository repository,
		final Listing listing) {
		final String prefix = prefixes.get(0);
		if (prefixes.size() > 1 && prefixes.get(1).length() == prefix.length() && !prefix.isEmpty()) {
			throw new Refusal("There are several models in " + repository.id() + ": " + prefixes.stream()
				.map(folder -> repository.id() + "/" + folder.replaceFirst("/$", ""))
				.collect(Collectors.joining(", ")) + "; give one of these as file.");
		}
		final List<RemoteFile> files = new ArrayList<>();
		for (final Listing.Entry file : listing.files()) {
			if (file.path().startsWith(prefix) && wanted(file.path().substring(prefix.length()))) {
				files.add(file.checked());
			}
		}
		return new Selection(prefix, List.copyOf(files), false);
	}

	private static boolean wanted(final String path) {
		final int slash = path.indexOf('/');
		final String name = path.substring(slash + 1);
		if (slash < 0) return text(name);
		if (!PARTS.contains(path.substring(0, slash)) || name.contains("/")) return false;
		final String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (OTHERS.contains(end) || name.startsWith(".")) return false;
		// Besides the model there may be variants, with or without weights of their own
		return !name.contains(".onnx") || name.startsWith("model.onnx");
	}

	private static boolean text(final String name) {
		return name.equals("model_index.json") || name.equals("insaneres.json")
			|| name.equals("README.md") || licence(name);
	}

	/** Whether a file holds the text of the licence. */
	static boolean licence(final String name) {
		return name.toLowerCase(Locale.ROOT).matches("licen[cs]e(\\.(txt|md))?");
	}

	private static List<Listing.Entry> checkpoints(final Listing listing, final String folder) {
		return listing.files().stream().filter(file -> file.path().startsWith(folder)
			&& file.path().indexOf('/', folder.length()) < 0 && file.path().endsWith(SAFETENSORS))
			.toList();
	}

	private static Refusal absent(final Repository repository, final Listing listing) {
		final List<String> names = checkpoints(listing, "").stream()
			.map(file -> repository.id() + "/" + file.path()).toList();
		if (names.isEmpty()) {
			return new Refusal("There is no model that runs here in " + repository.id()
				+ (repository.path()
					.isEmpty() ? "" : "/" + repository.path())
				+ ": it needs an ONNX export in diffusers' layout (unet/model.onnx) or a single file of the"
				+ " kind .safetensors; look for another repository of the same model.");
		}
		return new Refusal("Choose one file of " + repository.id() + " and give it as file: " + String
			.join(", ", names.subList(0, Math.min(NAMED, names.size())))
			+ (names.size() > NAMED
				? " ..."
				: "")
			+ ".");
	}

	/** Bytes of all files. */
	long bytes() {
		return files.stream().mapToLong(RemoteFile::size).sum();
	}
}
