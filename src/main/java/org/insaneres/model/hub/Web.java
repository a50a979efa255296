/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/**
 * Asks one endpoint. Redirections are followed here, so that the token goes to that host only and
 * nothing is sent without encryption to another machine.
 */
final class Web {

	private static final int REDIRECTIONS = 8;
	private static final long GLANCE = 50;

	private final Endpoint endpoint;
	private final Patience patience;
	private final HttpClient client;

	Web(final Endpoint endpoint, final Patience patience) {
		this.endpoint = endpoint;
		this.patience = patience;
		client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(patience.silence()).build();
	}

	/** The server is busy or broken, or the line is; worth another attempt. */
	static final class Hiccup extends IOException {

		private static final long serialVersionUID = 1L;

		private final transient Duration wait;

		Hiccup(final String message, final Duration wait) {
			super(message);
			this.wait = wait;
		}

		/** What the server asks for, or null. */
		Duration pause() {
			return wait;
		}
	}

	/**
	 * Asks for a file.
	 *
	 * @param from first byte wanted
	 * @return the answer, of status 200, 206 or 416; its body has to be closed
	 * @throws Refusal if the server says no
	 * @throws IOException if another attempt may help
	 */
	HttpResponse<InputStream> get(final URI start, final long from, final Monitor monitor)
		throws IOException {
		URI address = start;
		for (int i = 0; i < REDIRECTIONS; i++) {
			final HttpResponse<InputStream> response = send(request(address, from), monitor);
			final int status = response.statusCode();
			if (status == 200 || status == 206 || status == 416) return response;
			response.body().close();
			final Optional<String> location = response.headers().firstValue("Location");
			if (status / 100 != 3 || location.isEmpty()) throw refused(start, response);
			address = next(address, location.get());
		}
		throw new Refusal("The server sends " + start + " in circles; try again later.");
	}

	private static URI next(final URI address, final String location) {
		final URI next;
		try {
			next = address.resolve(location);
		} catch (final IllegalArgumentException e) {
			throw new Refusal("The server " + address.getHost() + " points to an address that is none;"
				+ " try again later.", e);
		}
		final boolean inwards = Endpoint.local(next) && !Endpoint.local(address);
		if (Endpoint.allowed(next) && !inwards) return next;
		throw new Refusal("The server " + address.getHost() + " points to " + next.getScheme() + "://"
			+ next.getAuthority() + ", which is not safe to use; nothing was sent there.");
	}

	private HttpRequest request(final URI address, final long from) {
		final HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.timeout(patience.silence()).header("User-Agent", "InsaneRes")
			.header("Accept-Encoding", "identity");
		if (from > 0) request.header("Range", "bytes=" + from + "-");
		if (!endpoint.token().isEmpty() && endpoint.trusts(address)) {
			request.header("Authorization", "Bearer " + endpoint.token());
		}
		return request.build();
	}

	/** Waits for the head of an answer, and for the user's wish to stop. */
	private HttpResponse<InputStream> send(final HttpRequest request, final Monitor monitor)
		throws IOException {
		final CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request,
			BodyHandlers.ofInputStream());
		try {
			while (true) {
				monitor.check();
				try {
					return answer.get(GLANCE, TimeUnit.MILLISECONDS);
				} catch (final TimeoutException notYet) {
					continue;
				}
			}
		} catch (final ExecutionException e) {
			throw failed(request.uri(), e.getCause());
		} catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for a server.");
		} finally {
			answer.cancel(true);
		}
	}

	private static IOException failed(final URI address, final Throwable cause) {
		final String why = cause instanceof ConnectException
			? "cannot be reached"
			: "does not answer (" + cause.getMessage() + ")";
		final Hiccup hiccup = new Hiccup("the server " + address.getHost() + " " + why, null);
		hiccup.initCause(cause);
		return hiccup;
	}

	/** A status that is no success. */
	private IOException refused(final URI address, final HttpResponse<?> response) {
		final int status = response.statusCode();
		if (status == 429 || status >= 500) {
			return new Hiccup("the server is "
				+ (status == 429 ? "busy and asks to wait" : "out of order") + " (status " + status + ")",
				wait(response));
		}
		final String token = endpoint.token().isEmpty()
			? "no token was sent: log in there, accept the conditions on the page, and set the environment"
				+ " variable HF_TOKEN"
			: "the token that was sent does not allow it: accept the conditions on the page, and check"
				+ " HF_TOKEN";
		throw new Refusal(switch (status) {
			case 401 -> "The server asks who wants " + address + " (status 401), or it does not exist; "
				+ token + ".";
			case 403 ->
				"The server does not give " + address + " to everybody (status 403); " + token + ".";
			case 404, 410 -> "There is no " + address + " (status " + status
				+ "); check the spelling of owner, name, revision and file.";
			default -> "The server does not give " + address + " (status " + status
				+ "); try again later.";
		});
	}

	private static Duration wait(final HttpResponse<?> response) {
		try {
			return response.headers().firstValue("Retry-After")
				.map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.strip()))).orElse(null);
		} catch (NumberFormatException | ArithmeticException date) {
			return null;
		}
	}
}
