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
 * 	Tensor large = upscaler.upscale(picture, 192, monitor);
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

	/**
	 * Enlarges a picture tile by tile. Tiles overlap by an eighth of their side at least, and only
	 * their inner parts are used.
	 *
	 * @param picture 3 x height x width, values 0 to 1
	 * @param tile side of a tile in pixels of the picture, overlaps included; networks with a fixed
	 * size keep that. Memory and time for one run go with its square
	 * @param monitor asked while running; true stops with a CancellationException
	 * @return 3 x height * scale x width * scale, values 0 to 1
	 * @throws Refusal if the network fails
	 */
	public Tensor upscale(final Tensor picture, final int tile, final Monitor monitor) {
		final int height = picture.shape()[1];
		final int width = picture.shape()[2];
		final Windows rows = windows(height, tile, port.height());
		final Windows columns = windows(width, tile, port.width());
		final Tensor out = room(height, width);
		final int count = rows.count() * columns.count();
		for (int i = 0; i < count; i++) {
			monitor.check();
			monitor.progress((double) i / count, "Enlarging tile " + (i + 1) + " of " + count);
			final int row = i / columns.count();
			final int column = i % columns.count();
			final Tensor in = Pixels.window(picture, rows.starts().get(row),
				columns.starts().get(column), rows.length(), columns.length());
			final Tensor large = run(in, monitor::canceled);
			Shapes.require(large, new int[]{3, rows.length() * scale, columns.length() * scale},
				"upscaler");
			Pixels.paste(Batch.finite(large, "upscaler"), scale, rows, row, columns, column, out);
		}
		monitor.progress(1, "Enlarged");
		return out;
	}

	private Windows windows(final int size, final int tile, final int fixed) {
		final int wanted = Math.max(16, tile) / multiple * multiple;
		final int window = fixed > 0 ? fixed : Math.max(multiple, wanted);
		final int overlap = Math.min(window / 4, Math.max(16, window / 8));
		return Windows.over(size, window, overlap, multiple, fixed > 0);
	}

	private Tensor room(final int height, final int width) {
		final long size = 3L * height * scale * width * scale;
		if (size > Integer.MAX_VALUE - 8) {
			throw new Refusal("The result would have " + (long) width * scale + " x "
				+ (long) height * scale + " pixels, which is too large; enlarge by less or in parts.");
		}
		return new Tensor(new float[(int) size], 3, height * scale, width * scale);
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
