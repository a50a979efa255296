/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * Hugging Face in a nutshell: one repository owner/name, whose large files are handed out by
 * another host name. What goes wrong is chosen by the test.
 */
public final class TestHub implements AutoCloseable {

	static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	/** What a request for a file meets; each is used up by one request. */
	enum Mishap {
		NONE,
		CUT,
		STALL,
		BUSY,
		BUSY_LONG,
		BROKEN,
		UNKNOWN_USER,
		FORBIDDEN,
		WHOLE,
		OTHER_RANGE,
		DAMAGED,
		CIRCLE,
		INSECURE,
		MORE,
		EMPTY
	}

	/** A request as it came. */
	record Request(String host, String path, String range, String token) {}

	private static final int LARGE = 1000;

	private final HttpServer server;
	private final ExecutorService threads = Executors.newCachedThreadPool();
	private final Map<String, byte[]> files = new LinkedHashMap<>();
	private final Map<String, byte[]> listed = new LinkedHashMap<>();
	final Deque<Mishap> mishaps = new ArrayDeque<>();
	final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
	String licence = "creativeml-openrail-m";

	public TestHub() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		server.setExecutor(threads);
		server.createContext("/", this::answer);
		server.start();
	}

	/** Where it is. */
	public String address() {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	/** Adds a file to the repository. */
	public void add(final String path, final byte[] content) {
		files.put(path, content);
		listed.put(path, content);
	}

	/** Hands out something else than what is listed. */
	void replace(final String path, final byte[] content) {
		files.put(path, Arrays.copyOf(content, files.get(path).length));
	}

	/** Adds all files of a folder. */
	public void addAll(final Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path file : all.filter(Files::isRegularFile).sorted().toList()) {
				add(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
			}
		}
	}

	private void answer(final HttpExchange exchange) throws IOException {
		final String path = exchange.getRequestURI().getPath();
		requests.add(new Request(exchange.getRequestHeaders().getFirst("Host"), path, exchange
			.getRequestHeaders().getFirst("Range"),
			exchange.getRequestHeaders().getFirst(
				"Authorization")));
		try (exchange) {
			if (path.equals("/api/models/owner/name/revision/main")) send(exchange, 200, listing());
			else
				if (path.startsWith("/owner/name/resolve/" + COMMIT + "/"))
					resolve(exchange, path
						.substring(("/owner/name/resolve/" + COMMIT + "/").length()));
				else
					if (path.startsWith("/storage/")) file(exchange, path.substring(9));
					else send(exchange, 404, new byte[0]);
		}
	}

	/** Large files are elsewhere, by another name of this machine. */
	private void resolve(final HttpExchange exchange, final String path) throws IOException {
		final byte[] content = files.get(path);
		final Mishap mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.peek();
		if (mishap == Mishap.CIRCLE || mishap == Mishap.INSECURE) {
			exchange.getResponseHeaders().set("Location", mishap == Mishap.CIRCLE
				? exchange.getRequestURI().toString()
				: "http://example.invalid/" + path);
			send(exchange, 302, new byte[0]);
		} else if (content != null && content.length >= LARGE) {
			exchange.getResponseHeaders().set("Location", "http://localhost:" + server.getAddress()
				.getPort() + "/storage/" + path);
			send(exchange, 302, new byte[0]);
		} else {
			file(exchange, path);
		}
	}

	private void file(final HttpExchange exchange, final String path) throws IOException {
		byte[] content = files.get(path);
		if (content == null) {
			send(exchange, 404, new byte[0]);
			return;
		}
		final Mishap mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.pop();
		final String range = exchange.getRequestHeaders().getFirst("Range");
		final int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
		switch (mishap) {
			case BUSY, BUSY_LONG -> {
				exchange.getResponseHeaders().set("Retry-After", mishap == Mishap.BUSY ? "0" : "3600");
				send(exchange, 429, new byte[0]);
			}
			case BROKEN -> send(exchange, 503, new byte[0]);
			case UNKNOWN_USER -> send(exchange, 401, new byte[0]);
			case FORBIDDEN -> send(exchange, 403, new byte[0]);
			case EMPTY -> send(exchange, 416, new byte[0]);
			case WHOLE -> send(exchange, 200, content);
			case DAMAGED -> {
				content = content.clone();
				content[content.length - 1] ^= 1;
				part(exchange, content, from, from, content.length);
			}
			case MORE -> send(exchange, 200, Arrays.copyOf(content, content.length + 10));
			case OTHER_RANGE -> part(exchange, content, from, 1, content.length);
			case CUT -> part(exchange, content, from, from, (from + content.length + 1) / 2);
			case STALL -> {
				part(exchange, content, from, from, (from + content.length + 1) / 2);
				pause();
			}
			default -> part(exchange, content, from, from, content.length);
		}
	}

	/** Promises all from a byte on and sends up to another. */
	private static void part(final HttpExchange exchange, final byte[] content, final int asked,
		final int from, final int to) throws IOException {
		if (asked > 0) {
			exchange.getResponseHeaders().set("Content-Range",
				"bytes " + from + "-" + (content.length - 1) + "/" + content.length);
		}
		exchange.sendResponseHeaders(asked > 0 ? 206 : 200, content.length - from);
		final OutputStream out = exchange.getResponseBody();
		out.write(content, from, to - from);
		out.flush();
	}

	private static void pause() {
		try {
			Thread.sleep(60_000);
		} catch (final InterruptedException closed) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(final HttpExchange exchange, final int status, final byte[] content)
		throws IOException {
		exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
		if (content.length > 0) exchange.getResponseBody().write(content);
	}

	private byte[] listing() throws IOException {
		final ObjectMapper mapper = new ObjectMapper();
		final ObjectNode root = mapper.createObjectNode();
		root.put("id", "owner/name").put("sha", COMMIT).put("gated", false);
		if (!licence.isEmpty()) root.putObject("cardData").put("license", licence);
		final ArrayNode siblings = root.putArray("siblings");
		listed.forEach((path, content) -> {
			final ObjectNode file = siblings.addObject().put("rfilename", path)
				.put("size", content.length)
				.put("blobId", git(content));
			if (content.length >= LARGE) {
				file.putObject("lfs").put("sha256", hex("SHA-256", content)).put("size", content.length);
			}
		});
		return mapper.writeValueAsBytes(root);
	}

	private static String git(final byte[] content) {
		return hex("SHA-1", ("blob " + content.length + '\0').getBytes(StandardCharsets.UTF_8),
			content);
	}

	static String hex(final String algorithm, final byte[]... parts) {
		try {
			final MessageDigest digest = MessageDigest.getInstance(algorithm);
			for (final byte[] part : parts) digest.update(part);
			return HexFormat.of().formatHex(digest.digest());
		} catch (final GeneralSecurityException e) {
			throw new AssertionError(e);
		}
	}

	@Override
	public void close() {
		server.stop(0);
		threads.shutdownNow();
	}
}
