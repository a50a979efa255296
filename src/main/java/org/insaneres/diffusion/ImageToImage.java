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
			: rule.plan(named, model, Schedule.named(settings.schedule()),
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

	/**
	 * The same with another seed for variation.
	 *
	 * @param other 0 or more
	 */
	public ImageToImage withTwin(final long other) {
		return new ImageToImage(model, settings.withTwin(other), plan, texts, fusion);
	}

	/** Whether a soft mask says when a place joins, instead of how much of it changes. */
	public boolean gradual() {
		return rule().gradual();
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
		final float[] mask = brief.mask() == null ? null : rule().reduce(codec, brief.mask());
		final Grain grain = new Grain(settings, seed, picture, model.autoencoder().factor());
		final Latent encoded = codec
			.encode(brief.content().picture(Pictures.read(picture), brief.mask()));
		final Latent clean = brief.content().latent(encoded, mask, () -> grain.plain(encoded));
		final Noise noise = grain.of(clean, plan);
		final Latent drawn = noise.next();
		final Voices voices = new Voices(model, texts,
			rule().guidance(settings.guidance(), model.info().family()),
			plan.sampler().guidanceFactor());
		final Progress progress = new Progress(monitor, plan.steps(), voices.count());
		final Denoiser guided = voices.over(inpainting(brief, codec), plan.start().grid(),
			codec.width(), codec.height(), progress::watch, monitor::canceled);
		final Denoiser whole = locked(fusion.fuse(guided, clean.width(), clean.height()), brief, codec,
			clean);
		final Steps steps = (done, count, x, predicted) -> {
			progress.done(done, count, x, predicted);
			if (monitor.previews() && model.autoencoder().linear()) {
				monitor.preview(Pictures.wrap(codec.decode(predicted), picture));
			}
		};
		final Keeping keeping = mask == null
			? Keeping.NOTHING
			: rule().keeping(new Masked(clean, drawn, mask, plan.start().grid()), plan.sampler(), told());
		final Latent start = mask != null || told()
			? plan.start().inpainting(clean, drawn)
			: plan.start().latent(clean, drawn);
		final Latent result = plan.sampler().sample(keeping.during(whole), start,
			plan.start().grid().sigmas(), noise, steps);
		final float[] block = codec.decode(keeping.after(result));
		return Pictures.wrap(
			brief.lock() == null ? block : brief.lock().finish(block, picture), picture);
	}

	private StrengthRule rule() {
		return StrengthRule.named(settings.rule());
	}

	/** Whether the network itself takes a mask. */
	private boolean told() {
		return model.network().channels() != model.autoencoder().channels();
	}

	/** Networks with more inputs than the latent has channels are told what to fill. */
	private Network inpainting(final Brief brief, final Codec codec) {
		return told()
			? codec.inpainting(model.network(), Pictures.read(brief.picture()), brief.mask())
			: model.network();
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
