/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.insaneres.Refusal;

/**
 * A repository of Hugging Face, or one file or folder in it.
 *
 * <pre>
 * Repository.of("owner/name")
 * Repository.of("owner/name@v1.0")
 * Repository.of("owner/name/file.safetensors")
 * Repository.of("https://huggingface.co/owner/name/blob/main/file.safetensors")
 * </pre>
 *
 * @param owner person or organisation
 * @param name of the repository
 * @param revision branch, tag or commit
 * @param path of a file or folder inside, with slashes; empty for the whole
 */
public record Repository(String owner, String name, String revision, String path) {

	private static final String MAIN = "main";
	private static final List<String> HOSTS = List.of("huggingface.co", "hf.co");
	private static final Pattern ADDRESS = Pattern.compile("https?://([^/]+)/(.*)");
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,95}");
	private static final Pattern PAGE = Pattern
		.compile("([^/]+/[^/]+)/(?:blob|resolve|tree)/([^/]+)/?([^?#]*).*");

	/**
	 * @param text as in the examples
	 * @throws Refusal if it is no name of a repository
	 */
	public static Repository of(final String text) {
		String rest = text.strip();
		final Matcher address = ADDRESS.matcher(rest);
		if (address.matches()) {
			if (!known(address.group(1))) throw refusal(text);
			rest = address.group(2);
		}
		final Matcher page = PAGE.matcher(rest);
		if (address.matches() && page.matches()) {
			return checked(text, page.group(1) + "/" + page.group(3), page.group(2));
		}
		final int at = rest.lastIndexOf('@');
		return at < 0
			? checked(text, rest, MAIN)
			: checked(text, rest.substring(0, at), rest.substring(at + 1));
	}

	private static boolean known(final String host) {
		return HOSTS.contains(host) || host.equals(Endpoint.standard().base().getAuthority());
	}

	private static Repository checked(final String text, final String place, final String revision) {
		final List<String> words = Arrays.asList(place.replaceFirst("/+$", "").split("/", -1));
		final boolean wrong = words.size() < 2 || revision.isBlank() || revision.contains("..")
			|| !WORD.matcher(words.get(0)).matches() || !WORD.matcher(words.get(1)).matches();
		if (wrong) throw refusal(text);
		final String path = String.join("/", words.subList(2, words.size()));
		if (!path.isEmpty()) RemoteFile.check(path);
		return new Repository(words.get(0), words.get(1), revision, path);
	}

	private static Refusal refusal(final String text) {
		return new Refusal(
			"file is " + text + ", which is no model of Hugging Face; give it as OWNER/NAME,"
				+ " OWNER/NAME@REVISION, OWNER/NAME/FILE.safetensors, or the address of its page there.");
	}

	/** Owner and name. */
	String id() {
		return owner + "/" + name;
	}

	/** The page people read. */
	URI page(final Endpoint endpoint) {
		return endpoint.at("/" + id());
	}

	/** Where the list of files is. */
	URI listing(final Endpoint endpoint) {
		return endpoint.at("/api/models/" + id() + "/revision/" + encode(revision) + "?blobs=true");
	}

	/** Where a file is, at a commit. */
	URI file(final Endpoint endpoint, final String commit, final String file) {
		return endpoint.at("/" + id() + "/resolve/" + encode(commit) + "/" + Arrays.stream(
			file.split("/")).map(Repository::encode).collect(Collectors.joining("/")));
	}

	private static String encode(final String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}
}
