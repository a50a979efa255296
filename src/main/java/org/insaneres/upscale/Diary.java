/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;

/**
 * Lets a job go on where it was killed: keeps the network's answers and the finished pieces in a
 * {@link Journal}, as soon as the job turns out to be a long one.
 *
 * <pre>
 * try (Diary diary = new Diary(root, job, command, patience, monitor)) {
 * 	final DiffusionModel remembering = diary.remembering(model);
 * 	... // paint with that model, and with the diary as workspace
 * 	diary.finish();
 * }
 * </pre>
 *
 * A job that ends without {@link #finish()} leaves its journal behind, and the same job finds it.
 */
public final class Diary implements Workspace, AutoCloseable {

	private static final String ANSWER = "answer-";
	private static final String PIECE = "piece-";

	private final Path root;
	private final Supplier<String> job;
	private final String command;
	private final Patience patience;
	private final Monitor monitor;

	/** In place of a journal that cannot be written. */
	private final Workspace memory = Workspace.inMemory();
	private Journal journal;
	private boolean resumed;
	private boolean once;
	private boolean broken;
	private boolean left;

	/** Pieces being painted, one for the other. */
	private int depth;

	/**
	 * @param root folder of all journals
	 * @param job name of the job, asked when there may be a journal of it; what differs in anything
	 * is another job
	 * @param command what the user does to resume it, kept in the journal as text
	 * @param patience which jobs have one
	 * @param monitor hears of the journal
	 */
	public Diary(final Path root, final Supplier<String> job, final String command,
		final Patience patience, final Monitor monitor) {
		this.root = root;
		this.job = job;
		this.command = command;
		this.patience = patience;
		this.monitor = monitor;
		if (patience.seconds < Double.POSITIVE_INFINITY && Journal.any(root) &&
			Journal.exists(root, job.get())) {
			open();
			resumed = journal != null && !once;
			if (resumed) monitor.note("Goes on where the same job was interrupted.");
		}
	}

	/**
	 * Which jobs are worth a journal.
	 *
	 * @param seconds that a job may take without one; infinite for no journal at all
	 * @param evaluations of the network in the whole job
	 */
	public record Patience(double seconds, double evaluations) {

		boolean ends(final double secondsEach) {
			return secondsEach * evaluations > seconds;
		}
	}

	/** Whether this job was begun before. */
	public boolean resumed() {
		return resumed;
	}

	/** The model with a network whose answers are kept here. */
	public DiffusionModel remembering(final DiffusionModel model) {
		return new DiffusionModel(model.info(), model.encoders(),
			new Remembering(model.network(), this), model.autoencoder(), model.scheduler());
	}

	/** Whether an answer may be known, so that it is worth asking. */
	boolean asks() {
		return journal != null && !once;
	}

	/** What the network once answered. */
	Optional<float[]> answer(final String name) {
		return asks() ? known(ANSWER + name) : Optional.empty();
	}

	/**
	 * Keeps an answer, if the job is a long one.
	 *
	 * @param name asked only if it is kept
	 * @param seconds that the answer took
	 */
	void answered(final Supplier<String> name, final float[] values, final double seconds) {
		if (journal == null && !broken && patience.ends(seconds)) {
			open();
			if (journal != null) {
				monitor.note("What is done is kept in " + root + "; if this is interrupted, it goes on" +
					" there with " + command);
			}
		}
		if (asks()) keep(ANSWER + name.get(), values);
	}

	@Override
	public float[] piece(final String name, final Supplier<float[]> painting) {
		return (journal == null ? Optional.<float[]>empty() : known(PIECE + name)).orElseGet(() -> {
			final float[] made = paint(painting);
			// The first answer may have opened the journal
			finished(name, made);
			return made;
		});
	}

	private float[] paint(final Supplier<float[]> painting) {
		depth++;
		try {
			return painting.get();
		} finally {
			depth--;
		}
	}

	@Override
	public float[] lasting(final String name, final Supplier<float[]> painting) {
		if (journal == null && !broken) open();
		if (broken) return memory.lasting(name, painting);
		return left ? memory.lasting(name, () -> piece(name, painting)) : piece(name, painting);
	}

	/** The answers that led to it are of no more use, unless it is a part of another piece. */
	private void finished(final String name, final float[] piece) {
		keep(PIECE + name, piece);
		if (journal == null || left || depth > 0) return;
		try {
			journal.drop(ANSWER);
		} catch (final UncheckedIOException e) {
			fail(e);
		}
	}

	private Optional<float[]> known(final String name) {
		try {
			return journal.get(name);
		} catch (final UncheckedIOException e) {
			fail(e);
			return Optional.empty();
		}
	}

	private void keep(final String name, final float[] values) {
		if (journal == null || left) return;
		try {
			journal.put(name, values);
		} catch (final UncheckedIOException e) {
			fail(e);
		}
	}

	private void open() {
		try {
			once = patience.seconds == Double.POSITIVE_INFINITY;
			final Optional<Journal> own = once ? Optional.empty() : Journal.open(root, job.get());
			if (own.isEmpty() && !once) {
				monitor.note("Warning: the same job is being done by another program, so this one cannot" +
					" be resumed.");
			}
			once |= own.isEmpty();
			journal = own.orElseGet(() -> Journal.once(root));
			journal.describe(command);
		} catch (final UncheckedIOException e) {
			fail(e);
		}
	}

	/** Goes on without. */
	private void fail(final UncheckedIOException e) {
		broken = true;
		if (journal != null) journal.close();
		journal = null;
		monitor.note("Warning: what is done cannot be kept for resuming (" + e.getCause() + ").");
	}

	/** The job is done: removes its journal. */
	public void finish() {
		try {
			if (journal != null) journal.finish();
			journal = null;
		} catch (final UncheckedIOException e) {
			// The result is whole all the same
			fail(e);
		}
	}

	/**
	 * From here on the job makes something else than its name says, as the user steps in: what it
	 * makes is kept for this time only.
	 */
	public void leave() {
		left = true;
	}

	/** Leaves the journal to the same job. */
	@Override
	public void close() {
		if (journal == null) return;
		if (once) finish();
		else journal.close();
	}
}
