/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.diffusion;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

import org.insaneres.Monitor;
import org.insaneres.model.DiffusionModel;
import org.insaneres.model.Network;
import org.insaneres.picture.Pictures;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;
import org.insaneres.sampler.Noise;
import org.insaneres.sampler.Sampler;
import org.insaneres.sampler.Schedule;
import org.insaneres.sampler.Steps;
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
	private final Plan plan;
	private final Texts texts;
	private final Fusion fusion;

	private ImageToImage(final DiffusionModel model, final GenerationSettings settings,
		final Plan plan, final Texts texts, final Fusion fusion) {
		this.model = model;
		this.settings = settings;
		this.plan = plan;
		this.texts = texts;
		this.fusion = fusion;
	}

	/**
	 * @param model stays open and is not closed
	 * @param monitor may cancel the encoding of the prompts
	 */
	public static ImageToImage with(final DiffusionModel model, final GenerationSettings settings,
		final Monitor monitor) {
		final StrengthRule rule = StrengthRule.named(settings.rule());
		final Sampler named = Samplers.named(settings.sampler());
		final Plan plan = settings.strength() == 0
			? new Plan(named, Start.NOWHERE)
			: rule.plan(named, model.scheduler(), Schedule.named(settings.schedule()),
				settings.steps(), settings.strength());
		final Texts texts = Texts.of(model, settings,
			rule.clock(settings.steps(), Math.max(1, plan.steps())), monitor::canceled);
		return new ImageToImage(model, settings, settings.eta() < 0
			? plan
			: new Plan(plan.sampler().withEta(settings.eta()), plan.start()), texts, Fusion.NONE);
	}

	/** The same for pictures larger than what the network is to see at once. */
	public ImageToImage fusing(final Fusion other) {
		return new ImageToImage(model, settings, plan, texts, other);
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
		if (plan.steps() < 1) return picture;
		final Codec codec = new Codec(model.autoencoder(), (int) picture.dimension(0),
			(int) picture.dimension(1), model.network().multiple(), monitor::canceled);
		final Latent clean = codec.encode(Pictures.read(picture));
		final Noise noise = noise(seed, clean, brief);
		final Latent drawn = noise.next();
		final Voices voices = new Voices(model, texts, settings.guidance(),
			plan.sampler().guidanceFactor());
		final Progress progress = new Progress(monitor, plan.steps(), voices.count());
		final Denoiser guided = voices.over(inpainting(brief, clean, codec), plan.start().grid(),
			codec.width(), codec.height(), progress::watch, monitor::canceled);
		final Denoiser whole = locked(fusion.fuse(guided, clean.width(), clean.height()), brief, codec,
			clean);
		final Steps steps = (done, count, x, predicted) -> {
			progress.done(done, count, x, predicted);
			final float[] seen = monitor.previews() ? codec.sketch(predicted) : null;
			if (seen != null) monitor.preview(Pictures.wrap(seen, picture));
		};
		final Latent result = brief.mask() == null
			? sample(whole, clean, drawn, noise, steps)
			: sample(whole, clean, drawn, codec.reduce(brief.mask()), noise, steps);
		final float[] block = codec.decode(result);
		return Pictures.wrap(
			brief.lock() == null ? block : brief.lock().finish(block, picture), picture);
	}

	private Latent sample(final Denoiser denoiser, final Latent clean, final Latent drawn,
		final Noise noise, final Steps steps) {
		return plan.sampler().sample(denoiser, plan.start().latent(clean, drawn),
			plan.start().grid().sigmas(), noise, steps);
	}

	private Latent sample(final Denoiser denoiser, final Latent clean, final Latent drawn,
		final float[] mask, final Noise noise, final Steps steps) {
		final Denoiser keeping = StrengthRule.named(settings.rule()).keeping(denoiser, clean, drawn,
			mask, plan.start().grid().sigmas()[0]);
		return new Kept(clean, mask).apply(sample(keeping, clean, drawn, noise, steps));
	}

	private Noise noise(final long seed, final Latent shape, final Brief brief) {
		final int factor = model.autoencoder().factor();
		final NoiseSource source = NoiseSource.named(settings.noise());
		final Noise noise = source.open(seed, shape.channels(), shape.height(), shape.width(),
			Math.toIntExact(Math.floorDiv(brief.picture().min(0), factor)),
			Math.toIntExact(Math.floorDiv(brief.picture().min(1), factor)));
		return plan.sampler().brownian()
			? source.walking(noise, seed, shape.channels(), shape.height(), shape.width(),
				plan.start().grid().sigmas())
			: noise;
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
}
