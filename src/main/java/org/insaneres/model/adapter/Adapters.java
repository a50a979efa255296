/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.insaneres.Refusal;
import org.insaneres.model.Family;
import org.insaneres.onnx.SafeTensors;

/**
 * The files at hand that change or complete a checkpoint, by their names without the ending, in any
 * case. They lie in folders of the model roots that are called as in A1111 and ComfyUI, or deeper.
 *
 * <pre>
 * Path file = new Adapters(models.roots()).lora("sharp");
 * </pre>
 */
public final class Adapters {

	private static final String ENDING = ".safetensors";
	private static final List<String> PICKLES = List.of(".pt", ".ckpt", ".bin", ".pth");
	private static final Set<String> LORAS = Set.of("lora", "loras", "lycoris");
	private static final Set<String> EMBEDDINGS = Set.of("embeddings", "embedding");
	private static final Set<String> VAES = Set.of("vae", "vaes");
	private static final Set<String> TINY = Set.of("vae_approx", "vae-approx");
	private static final int DEEPEST = 5;

	private final List<Path> roots;

	/** @param roots model folders, the most important first */
	public Adapters(final List<Path> roots) {
		this.roots = List.copyOf(roots);
	}

	/**
	 * The file of a LoRA.
	 *
	 * @throws Refusal if there is none of this name, with the names that there are
	 */
	public Path lora(final String name) {
		final Optional<Path> file = find(LORAS, ENDING, name);
		if (file.isPresent()) return file.get();
		refusePickle(LORAS, name);
		final String names = String.join(", ", names(LORAS));
		throw new Refusal("There is no LoRA '" + name + "' in the folders Lora or loras of " + roots
			+ ": " + (names.isEmpty() ? "none is there" : "there are " + names)
			+ "; choose one of these, or put its .safetensors file there.");
	}

	/** Names of the LoRAs. */
	public Set<String> loras() {
		return names(LORAS);
	}

	/**
	 * Files of embeddings; of several with one name, the one in the most important root. Pickles are
	 * among them where there is nothing better, so that they can be refused.
	 */
	public List<Path> embeddings() {
		final Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		final List<Path> all = new ArrayList<>(files(EMBEDDINGS, ENDING));
		PICKLES.forEach(ending -> all.addAll(files(EMBEDDINGS, ending)));
		return all.stream().filter(file -> seen.add(name(file))).toList();
	}

	/** The VAE that goes by the name of a checkpoint, or that with {@code .vae} behind it. */
	public Optional<Path> vae(final String name) {
		return find(VAES, ENDING, name).or(() -> find(VAES, ENDING, name + ".vae"));
	}

	/** Files of VAEs. */
	public List<Path> vaes() {
		return files(VAES, ENDING);
	}

	/** The tiny decoder (TAESD) for latents of a family, by the names that A1111 and ComfyUI know. */
	public Optional<Path> tinyDecoder(final Family family) {
		final String name = family == Family.SDXL ? "taesdxl" : "taesd";
		return find(TINY, ENDING, name + "_decoder").or(() -> find(TINY, ENDING, name));
	}

	/** All files of any kind with this name, ending included. */
	public List<Path> files(final String name) {
		return Stream.of(LORAS, EMBEDDINGS, VAES, TINY).flatMap(kind -> files(kind, ENDING).stream())
			.filter(file -> file.getFileName().toString().equals(name)).toList();
	}

	/** A file's name without its ending: the word that calls it. */
	public static String name(final Path file) {
		final String name = file.getFileName().toString();
		return name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
	}

	private void refusePickle(final Set<String> folders, final String name) {
		for (final String ending : PICKLES) {
			// Says what is wrong with it
			find(folders, ending, name).ifPresent(SafeTensors::open);
		}
	}

	private Set<String> names(final Set<String> folders) {
		final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		files(folders, ENDING).forEach(file -> names.add(name(file)));
		return names;
	}

	private Optional<Path> find(final Set<String> folders, final String ending,
		final String name) {
		return files(folders, ending).stream().filter(file -> name(file).equalsIgnoreCase(name))
			.findFirst();
	}

	private List<Path> files(final Set<String> folders, final String ending) {
		final List<Path> files = new ArrayList<>();
		for (final Path root : roots) {
			for (final Path folder : folders(root, folders)) {
				try (Stream<Path> inside = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
					inside.filter(file -> lower(file).endsWith(ending) && Files.isRegularFile(file))
						.sorted().forEach(files::add);
				} catch (IOException | UncheckedIOException e) {
					// What cannot be listed holds none
				}
			}
		}
		return files;
	}

	private static List<Path> folders(final Path root, final Set<String> names) {
		try (Stream<Path> inside = Files.list(root)) {
			return inside.filter(folder -> names.contains(lower(folder)) && Files.isDirectory(folder))
				.sorted().toList();
		} catch (final IOException e) {
			// A root that does not exist
			return List.of();
		}
	}

	private static String lower(final Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT);
	}
}
