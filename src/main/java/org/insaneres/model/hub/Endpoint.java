/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.insaneres.Refusal;

/**
 * Hugging Face or a mirror of it.
 *
 * @param base scheme and host, perhaps with a path, without a slash at the end
 * @param token of the user, sent to this host and to no other; empty for none
 */
record Endpoint(URI base, String token) {

	/** System property that takes the place of the environment variable HF_ENDPOINT. */
	static final String PROPERTY = "insaneres.endpoint";

	private static final String HUGGING_FACE = "https://huggingface.co";
	private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

	/** @throws Refusal if the address would be used without encryption */
	Endpoint {
		if (!allowed(base)) {
			throw new Refusal(
				"The address " + base + " of the mirror (HF_ENDPOINT) cannot be used: it must"
					+ " begin with https:// (http:// only for this machine itself).");
		}
	}

	/** As the variables HF_ENDPOINT, HF_TOKEN, HF_TOKEN_PATH and HF_HOME say. */
	static Endpoint standard() {
		return from(System::getenv);
	}

	static Endpoint from(final UnaryOperator<String> variables) {
		final String set = System.getProperty(PROPERTY, variables.apply("HF_ENDPOINT"));
		final String base = set == null || set.isBlank() ? HUGGING_FACE : set.strip();
		try {
			return new Endpoint(URI.create(base.replaceFirst("/+$", "")), token(variables));
		} catch (final IllegalArgumentException e) {
			throw new Refusal(
				"The address " + base + " of the mirror (HF_ENDPOINT) is none; correct it or"
					+ " leave it out.",
				e);
		}
	}

	private static String token(final UnaryOperator<String> variables) {
		final String given = variables.apply("HF_TOKEN");
		if (given != null && !given.isBlank()) return given.strip();
		try {
			final Path file = tokenFile(variables);
			return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
		} catch (IOException | InvalidPathException e) {
			return "";
		}
	}

	private static Path tokenFile(final UnaryOperator<String> variables) {
		final String file = variables.apply("HF_TOKEN_PATH");
		if (file != null) return Path.of(file);
		final String home = variables.apply("HF_HOME");
		return home != null
			? Path.of(home, "token")
			: Path.of(System.getProperty("user.home"), ".cache", "huggingface", "token");
	}

	/** An address here. */
	URI at(final String path) {
		return URI.create(base + path);
	}

	/** Whether the token may be sent to an address: the same scheme, host and port. */
	boolean trusts(final URI address) {
		return base.getScheme().equalsIgnoreCase(address.getScheme())
			&& base.getHost().equalsIgnoreCase(address.getHost()) && port(base) == port(address);
	}

	private static int port(final URI address) {
		if (address.getPort() >= 0) return address.getPort();
		return "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
	}

	/** Encrypted, or on this machine. */
	static boolean allowed(final URI address) {
		if (address.getHost() == null) return false;
		return "https".equalsIgnoreCase(address.getScheme())
			|| "http".equalsIgnoreCase(address.getScheme()) && local(address);
	}

	/** Whether an address is on this machine. */
	static boolean local(final URI address) {
		return LOCAL.contains(Objects.requireNonNullElse(address.getHost(), "")
			.toLowerCase(Locale.ROOT));
	}

	/** Without the token, which belongs into no log. */
	@Override
	public String toString() {
		return base.toString();
	}
}
