/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Digests;

/**
 * Gets one file: into NAME.SUM.incomplete, going on where an earlier attempt stopped, and under its
 * own name only when its check sum is right.
 */
final class Download {

	private static final String INCOMPLETE = ".incomplete";

	private static final int BLOCK = 1 << 16;

	private final Web web;
	private final Patience patience;
	private final Monitor monitor;
	private final LongConsumer progress;

	/** @param progress hears how many bytes of the file there are */
	Download(final Web web, final Patience patience, final Monitor monitor,
		final LongConsumer progress) {
		this.web = web;
		this.patience = patience;
		this.monitor = monitor;
		this.progress = progress;
	}

	/** Where a file is kept until it is complete; never continued by another content. */
	static Path part(final RemoteFile file, final Path target) {
		return target.resolveSibling(file.name() + "." + file.sum().substring(0, 8) + INCOMPLETE);
	}

	/** @throws Refusal if the file cannot be had as it should be */
	void get(final URI address, final RemoteFile file, final Path target) {
		final Path part = part(file, target);
		try {
			Files.createDirectories(target.getParent());
			final boolean resumed = Files.exists(part) && Files.size(part) > 0;
			fill(address, file, part);
			if (!Digests.matches(part, file.sum(), monitor)) {
				Files.delete(part);
				if (!resumed) throw wrong(file);
				// What was there before may have been the damaged part
				fill(address, file, part);
				if (!Digests.matches(part, file.sum(), monitor)) {
					Files.delete(part);
					throw wrong(file);
				}
			}
			Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		} catch (final IOException e) {
			throw unwritable(part, e);
		}
	}

	private static Refusal wrong(final RemoteFile file) {
		return new Refusal("The file " + file.path() + " arrived damaged: its check sum is not the one"
			+ " the server lists. It was deleted; try again later, or without a mirror.");
	}

	private static Refusal unwritable(final Path part, final IOException e) {
		final String reason = e instanceof FileSystemException f && f.getReason() != null
			? f.getReason()
			: String.valueOf(e.getMessage());
		return new Refusal("The file " + part + " cannot be written: " + reason
			+ "; make room or choose another models folder in SD Options, then try again: it goes on where"
			+ " it stopped.", e);
	}

	private void fill(final URI address, final RemoteFile file, final Path part) throws IOException {
		final Attempts attempts = new Attempts(patience, monitor);
		try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE,
			StandardOpenOption.WRITE)) {
			if (out.size() > file.size()) out.truncate(0);
			out.position(out.size());
			if (out.size() < file.size()) {
				attempts.run(file.path(), () -> {
					receive(address, file, out, attempts);
					return null;
				});
			}
			out.force(true);
		}
	}

	/** One answer of the server, as far as it gets. */
	private void receive(final URI address, final RemoteFile file, final FileChannel out,
		final Attempts attempts) throws IOException {
		final HttpResponse<InputStream> response = web.get(address, out.size(), monitor);
		try (InputStream in = response.body();
			Watchdog dog = new Watchdog(in, monitor, patience.silence())) {
			if (!continues(response, out.size())) {
				// The server sends all of it, or does not know what was asked for
				out.truncate(0);
				if (response.statusCode() != 200)
					throw new Web.Hiccup("the server cannot continue it", null);
			}
			out.position(out.size());
			copy(in, out, file, dog, attempts);
			if (out.size() < file.size()) throw new Web.Hiccup("the connection broke off", null);
		}
	}

	private static boolean continues(final HttpResponse<?> response, final long from) {
		return from == 0 && response.statusCode() == 200 || response.statusCode() == 206
			&& response.headers().firstValue("Content-Range").orElse("")
				.startsWith("bytes " + from + "-");
	}

	private void copy(final InputStream in, final FileChannel out, final RemoteFile file,
		final Watchdog dog, final Attempts attempts) throws IOException {
		final byte[] block = new byte[BLOCK];
		while (out.position() < file.size()) {
			final int count = read(in, block, dog);
			if (count < 0) return;
			dog.heard();
			final int wanted = (int) Math.min(count, file.size() - out.position());
			write(out, ByteBuffer.wrap(block, 0, wanted), file);
			attempts.reached(out.position());
			progress.accept(out.position());
			if (wanted < count)
				throw new Refusal("The server sends more of " + file.path()
					+ " than it lists; try again later, or without a mirror.");
		}
	}

	private int read(final InputStream in, final byte[] block, final Watchdog dog)
		throws IOException {
		try {
			final int count = in.read(block);
			monitor.check();
			if (dog.stalled()) throw new IOException("stalled");
			return count;
		} catch (final IOException e) {
			monitor.check();
			final Web.Hiccup hiccup = new Web.Hiccup(dog.stalled()
				? "the server sent nothing for " + patience.silence().toSeconds() + " s"
				: "the connection broke off (" + e.getMessage() + ")", null);
			hiccup.initCause(e);
			throw hiccup;
		}
	}

	/** Trouble with the disk is not trouble with the server: trying again would not help. */
	private static void write(final FileChannel out, final ByteBuffer bytes, final RemoteFile file) {
		try {
			while (bytes.hasRemaining()) out.write(bytes);
		} catch (final IOException e) {
			throw unwritable(Path.of(file.name() + INCOMPLETE), e);
		}
	}
}
