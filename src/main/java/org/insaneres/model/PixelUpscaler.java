/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.checkpoint.UpscalerFile;
import org.insaneres.onnx.OnnxRuntime;
import org.insaneres.onnx.Options;
import org.insaneres.onnx.Session;
import org.insaneres.onnx.Tensor;

/**
 * A network that enlarges pictures without diffusion, such as ESRGAN: one ONNX file, or a
 * safetensors file of some kinds.
 *
 * <pre>
 * try (PixelUpscaler upscaler = PixelUpscaler.open(file, Options.DEFAULT)) {
 * 	upscaler.upscale(width, height, 192, reader, writer, monitor);
 * }
 * </pre>
 */
public final class PixelUpscaler implements AutoCloseable {

	/** Sides tried, with the number that each is a multiple of and no larger power of two is. */
	private static final int[][] PROBES = {{17, 1}, {18, 2}, {20, 4}, {24, 8}, {48, 16}, {96, 32},
		{192, 64}};

	private final String name;
	private final Session session;
	private final PixelPort port;
	private int multiple = 1;
	private int scale;

	private PixelUpscaler(final Path file, final Session session) {
		name = file.getFileName().toString();
		this.session = session;
		if (session.inputs().size() != 1 || session.outputs().isEmpty()) {
			throw new Refusal("The upscaler " + name + " takes " + session.inputs() + " and gives "
				+ session.outputs() + " instead of one picture each: it is another kind of network.");
		}
		port = PixelPort.of(session.inputs().get(0), name);
		probe();
	}

	/**
	 * Loads the network and tries it on small pictures.
	 *
	 * @throws Refusal if the file is damaged or no network that enlarges by a whole number
	 */
	public static PixelUpscaler open(final Path file, final Options options) {
		OnnxRuntime.start();
		final Session session = file.toString().endsWith(UpscalerFile.ENDING)
			? UpscalerFile.open(file, options)
			: Session.open(file, options);
		try {
			return new PixelUpscaler(file, session);
		} catch (final Throwable e) {
			session.close();
			throw e;
		}
	}

	/** How many times larger a result is along each side: 1 for networks that only clean. */
	public int scale() {
		return scale;
	}

	/** Gives a part of the picture that is enlarged. */
	@FunctionalInterface
	public interface Reader {

		/** @return 3 x height x width of the pixels from (left, top) on, which lie inside */
		Tensor read(int left, int top, int width, int height);
	}

	/** Takes the parts of the result. */
	@FunctionalInterface
	public interface Writer {

		/** @param part 3 x height x width, values 0 to 1, whose first pixel lies at (left, top) */
		void write(Tensor part, int left, int top);
	}

	/**
	 * Enlarges a picture tile by tile, so that neither it nor the result need be held as a whole.
	 * Tiles overlap by an eighth of their side at least, and only their inner parts are used.
	 *
	 * @param width of the picture
	 * @param height of the picture
	 * @param tile side of a tile in pixels of the picture, overlaps included; networks with a fixed
	 * size keep that. Memory and time for one run go with its square
	 * @param picture values 0 to 1
	 * @param result of {@link #scale} times its size; every pixel is written once
	 * @param monitor asked while running; true stops with a CancellationException
	 * @throws Refusal if the network fails
	 */
	public void upscale(final int width, final int height, final int tile, final Reader picture,
		final Writer result, final Monitor monitor) {
		final Windows rows = windows(height, tile, port.height());
		final Windows columns = windows(width, tile, port.width());
		final int count = rows.count() * columns.count();
		for (int i = 0; i < count; i++) {
			monitor.check();
			monitor.progress((double) i / count, "Enlarging tile " + (i + 1) + " of " + count);
			final Windows.Window down = rows.get(i / columns.count());
			final Windows.Window across = columns.get(i % columns.count());
			final Tensor read = picture.read(across.from(), down.from(), across.to() - across.from(),
				down.to() - down.from());
			final Tensor large = run(Pixels.window(read, down.start() - down.from(), across.start() -
				across.from(), down.length(), across.length()), monitor::canceled);
			Shapes.require(large, new int[]{3, down.length() * scale, across.length() * scale},
				"upscaler");
			result.write(Pixels.used(Batch.finite(large, "upscaler"), scale, down, across), across
				.left() * scale, down.left() * scale);
		}
		monitor.progress(1, "Enlarged");
	}

	private Windows windows(final int size, final int tile, final int fixed) {
		final int wanted = Math.max(16, tile) / multiple * multiple;
		final int window = fixed > 0 ? fixed : Math.max(multiple, wanted);
		final int overlap = Math.min(window / 4, Math.max(16, window / 8));
		return Windows.over(size, window, overlap, multiple, fixed > 0);
	}

	/** Runs on colours together, or one after the other for a grey network. */
	private Tensor run(final Tensor picture, final BooleanSupplier canceled) {
		if (port.channels() == 3) return call(picture, canceled);
		final Tensor[] planes = new Tensor[3];
		for (int i = 0; i < 3; i++) planes[i] = call(Pixels.plane(picture, i), canceled);
		return Pixels.join(planes);
	}

	private Tensor call(final Tensor picture, final BooleanSupplier canceled) {
		final String out = session.outputs().get(0).name();
		return port.restore(session.run(Map.of(port.name(), port.arrange(picture)), Set.of(out),
			canceled).get(out));
	}

	/** Finds the scale, and what sides must be a multiple of. */
	private void probe() {
		if (port.fixed()) {
			scale = scale(Math.max(port.height(), PROBES[0][0]), Math.max(port.width(), PROBES[0][0]));
			return;
		}
		for (int i = 0;; i++) {
			try {
				multiple = PROBES[i][1];
				scale = scale(PROBES[i][0], PROBES[i][0]);
				return;
			} catch (final Refusal e) {
				if (i == PROBES.length - 1) throw e;
			}
		}
	}

	private int scale(final int height, final int width) {
		final int[] shape = run(new Tensor(new float[3 * height * width], 3, height, width),
			() -> false).shape();
		if (shape.length != 3 || shape[0] != 3) {
			throw new Refusal("The upscaler " + name + " returns " + Arrays.toString(shape)
				+ " instead of a picture of 3 channels: it is another kind of network.");
		}
		final int whole = shape[1] / height;
		if (whole >= 1 && shape[1] == whole * height && shape[2] == whole * width) return whole;
		throw new Refusal("The upscaler " + name + " makes " + shape[2] + " x " + shape[1]
			+ " pixels of " + width + " x " + height + ", a scale of " + (float) shape[1] / height
			+ ", and only whole scales from 1 can be used.");
	}

	@Override
	public void close() {
		session.close();
	}
}
