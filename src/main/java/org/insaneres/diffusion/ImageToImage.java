/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import java.util.List;
import java.util.function.Function;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Network;
import org.insaneres.model.SchedulerConfig;
import org.insaneres.model.TextEncoder.Encoding;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Grid;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.NoiseSchedule;
import org.insaneres.sampler.Prediction;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.noise.NoiseSource;
import org.insaneres.sampler.solver.Samplers;

/**
 * Paints a picture anew, as far as the strength says: adds noise, and lets the network take it away
 * again (SDEdit, Meng et al. 2021).
 *
 * <pre>
 * final ImageToImage painter = ImageToImage.with(model, settings, monitor);
 * final var result = painter.run(new Brief(picture, null, null), settings.seed(), monitor);
 * </pre>
 *
 * The prompts are encoded once; any number of pictures may follow.
 */
public final class ImageToImage {

	private final DiffusionModel model;
	private final GenerationSettings settings;
	private final Texts texts;
	private final Fusion fusion;

	private ImageToImage(final DiffusionModel model, final GenerationSettings settings,
		final Texts texts, final Fusion fusion) {
		this.model = model;
		this.settings = settings;
		this.texts = texts;
		this.fusion = fusion;
	}

	/**
	 * @param model stays open and is not closed
	 * @param monitor may cancel the encoding of the prompts
	 */
	public static ImageToImage with(final DiffusionModel model, final GenerationSettings settings,
		final Monitor monitor) {
		return new ImageToImage(model, settings, Texts.of(model, settings, monitor::canceled),
			Fusion.NONE);
	}

	/** The same for pictures larger than what the network is to see at once. */
	public ImageToImage fusing(final Fusion other) {
		return new ImageToImage(model, settings, texts, other);
	}

	/** The model that paints. */
	public DiffusionModel model() {
		return model;
	}

	/** Whether a place in the picture has its own noise, whatever part of it is painted. */
	public boolean positional() {
		return NoiseSource.named(settings.noise()) == NoiseSource.POSITION;
	}

	/**
	 * @param seed of the noise
	 * @param monitor hears of steps and gets previews
	 * @return at the size and place of the brief's picture, values 0 to 1 nominally, not clipped; the
	 * picture itself if the strength is so low that no step is run
	 */
	public RandomAccessibleInterval<FloatType> run(final Brief brief, final long seed,
		final Monitor monitor) {
		final var picture = brief.picture();
		final NoiseSchedule table = table(model.scheduler());
		final Sampler sampler = sampler();
		if (settings.strength() == 0) return picture;
		final Start begin = StrengthRule.named(settings.rule()).start(sampler, table,
			Schedule.named(settings.schedule()), settings.steps(), settings.strength());
		final Grid grid = begin.grid();
		if (grid.steps() < 1) return picture;

		final Codec codec = new Codec(model.autoencoder(), (int) picture.dimension(0),
			(int) picture.dimension(1), model.network().multiple(), monitor::canceled);
		final Latent clean = codec.encode(Pictures.read(picture));
		final Noise noise = noise(seed, clean, brief);
		final Progress progress = new Progress(monitor, grid.steps(), texts.negative() == null ? 1 : 2);
		Denoiser denoiser = fusion.fuse(
			network(brief, clean, codec, grid, sampler, progress, monitor), clean.width(),
			clean.height());
		denoiser = locked(denoiser, brief, codec, clean);
		denoiser = masked(denoiser, brief, codec, clean);

		final Latent start = begin.latent(clean, noise.next());
		final Latent result = sampler.sample(denoiser, start, grid.sigmas(), noise,
			(done, count, x, predicted) -> {
				progress.done(done, count, x, predicted);
				if (monitor.previews() && model.autoencoder().linear()) {
					monitor.preview(Pictures.wrap(codec.decode(predicted), picture));
				}
			});
		final float[] block = codec.decode(result);
		return Pictures.wrap(
			brief.lock() == null ? block : brief.lock().finish(block, picture), picture);
	}

	private Sampler sampler() {
		final Sampler sampler = Samplers.named(settings.sampler());
		return settings.eta() < 0 ? sampler : sampler.withEta(settings.eta());
	}

	private static NoiseSchedule table(final SchedulerConfig config) {
		final NoiseSchedule table = NoiseSchedule.ofBetas(config.betaSchedule(), config.betaStart(),
			config.betaEnd(), config.trainSteps());
		return config.zeroSnr() ? table.zeroTerminalSnr(Math.pow(2, -24)) : table;
	}

	private Noise noise(final long seed, final Latent shape, final Brief brief) {
		final int factor = model.autoencoder().factor();
		return NoiseSource.named(settings.noise()).open(seed, shape.channels(), shape.height(),
			shape.width(), Math.toIntExact(Math.floorDiv(brief.picture().min(0), factor)),
			Math.toIntExact(Math.floorDiv(brief.picture().min(1), factor)));
	}

	/** The network with its texts and guidance, for the whole latent or a part of it. */
	private Denoiser network(final Brief brief, final Latent clean, final Codec codec,
		final Grid grid, final Sampler sampler, final Progress progress, final Monitor monitor) {
		final Network network = inpainting(brief, clean, codec);
		final Prediction prediction = Prediction.named(model.scheduler().prediction());
		final Function<List<Encoding>, Denoiser> saying = texts -> progress
			.watch(new NetworkDenoiser(network,
				model.context(texts, codec.width(), codec.height(), settings.guidance()), prediction,
				grid.timestep(), monitor::canceled));
		final Denoiser positive = saying.apply(texts.positive());
		return texts.negative() == null
			? positive
			: new Guidance(positive, saying.apply(texts.negative()),
				settings.guidance() * sampler.guidanceFactor());
	}

	/** Networks with more inputs than the latent has channels are told what to fill. */
	private Network inpainting(final Brief brief, final Latent clean, final Codec codec) {
		final Network network = model.network();
		if (network.channels() == clean.channels()) return network;
		return codec.inpainting(network, Pictures.read(brief.picture()), brief.mask());
	}

	private Denoiser locked(final Denoiser denoiser, final Brief brief, final Codec codec,
		final Latent clean) {
		final Lock lock = brief.lock();
		if (lock == null) return denoiser;
		return denoiser.map(model.autoencoder().linear()
			? lock.inPicture(codec, brief.picture())
			: lock.inLatent(clean));
	}

	private static Denoiser masked(final Denoiser denoiser, final Brief brief, final Codec codec,
		final Latent original) {
		return brief.mask() == null
			? denoiser
			: denoiser.map(new Kept(original, codec.reduce(brief.mask())));
	}
}
