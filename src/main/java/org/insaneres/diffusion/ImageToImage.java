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
		if (settings.cache() > 1 && model.network().series().isEmpty()) {
			monitor.note("Warning: cache does nothing with the model " + model.info().name() +
				": only the layers of checkpoints (.safetensors) can be asked apart.");
		}
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
	 * Words for a part of a picture.
	 *
	 * @param prompt instead of the one in the settings
	 * @param negative instead of the one in the settings; empty for that one
	 */
	public Words words(final String prompt, final String negative, final Monitor monitor) {
		final StrengthRule rule = StrengthRule.named(settings.rule());
		return new Words(Texts.of(model,
			settings.withWords(prompt, negative.isEmpty() ? settings.negative() : negative),
			rule.clock(settings.steps(), Math.max(1, plan.steps())), monitor::canceled));
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
		if (plan.steps() < 1 || brief.regions().nothing()) return picture;
		final Codec codec = new Codec(model.autoencoder(), (int) picture.dimension(0),
			(int) picture.dimension(1), model.network().multiple(), monitor::canceled);
		final float[] mask = brief.mask() == null ? null : rule().reduce(codec, brief.mask());
		final Grain grain = new Grain(settings, seed, picture, model.autoencoder().factor());
		final Latent encoded = codec
			.encode(brief.content().picture(Pictures.read(picture), brief.mask()));
		final Latent clean = brief.content().latent(encoded, mask, () -> grain.plain(encoded));
		final Noise noise = grain.of(clean, plan);
		final Latent drawn = noise.next();
		final Progress progress = new Progress(monitor, plan.steps(), voices(texts).count());
		final Network network = inpainting(brief, codec);
		final Function<Texts, Windows> voice = words -> new Apart(() -> voices(words).over(
			() -> Periodic.of(network, settings.cache()), plan.start().grid(), codec.width(),
			codec.height(), progress::watch, monitor::canceled));
		final Windows windows = regional(brief, codec, clean, voice);
		final Denoiser whole = whole(fusion == Fusion.NONE
			? windows
			: new Sparing(windows, clean,
				Sparing.byWish(monitor, picture, model.autoencoder().factor())),
			brief, codec, clean);
		final Steps steps = (done, count, x, predicted) -> {
			progress.done(done, count, x, predicted);
			monitor.preview(() -> codec.sketch(predicted, picture));
			if (done < count && monitor.accepts(picture, done)) throw new Accepted(predicted);
		};
		final Keeping keeping = mask == null
			? Keeping.NOTHING
			: rule().keeping(new Masked(clean, drawn, mask, plan.start().grid()), plan.sampler(), told());
		final Latent start = mask != null || told()
			? plan.start().inpainting(clean, drawn)
			: plan.start().latent(clean, drawn);
		final Latent result = sample(keeping.during(whole), start, noise, steps);
		final float[] block = codec.decode(keeping.after(result));
		final float[] finished = brief.lock() == null ? block : brief.lock().finish(block, picture);
		return Pictures.wrap(gradually(finished, brief), picture);
	}

	private Latent sample(final Denoiser denoiser, final Latent start, final Noise noise,
		final Steps steps) {
		try {
			return plan.sampler().sample(denoiser, start, plan.start().grid().sigmas(), noise, steps);
		} catch (final Accepted accepted) {
			return accepted.clean();
		}
	}

	private Voices voices(final Texts words) {
		return new Voices(model, words, rule().guidance(settings.guidance(), model.info().family()),
			plan.sampler().guidanceFactor(), Span.parse(settings.guided()));
	}

	private Windows regional(final Brief brief, final Codec codec, final Latent clean,
		final Function<Texts, Windows> voice) {
		final List<Regions.Part> parts = brief.regions().parts();
		final Windows base = voice.apply(texts);
		if (parts.isEmpty()) return base;
		return Regional.of(base, parts.stream().map(part -> voice.apply(part.words().texts())).toList(),
			parts.stream().map(part -> codec.average(part.mask())).toList(), clean.width(),
			clean.height());
	}

	/** Windows fused, locked, and joining when their strength says so. */
	private Denoiser whole(final Windows windows, final Brief brief, final Codec codec,
		final Latent clean) {
		if (brief.regions().strength() == null) {
			return locked(fusion.fuse(windows, clean.width(), clean.height()), brief, codec, clean);
		}
		final Gradual gradual = new Gradual(clean, codec.reduce(brief.regions().strength()),
			plan.start().grid().sigmas());
		return gradual.over(locked(
			fusion.fuse(gradual.sparing(windows), clean.width(), clean.height()), brief, codec, clean));
	}

	/** Where the strength is 0 the picture stays, bit for bit. */
	private float[] gradually(final float[] painted, final Brief brief) {
		if (brief.regions().strength() == null) return painted;
		final float[] strength = Pictures.read(brief.regions().strength());
		final float[] picture = Pictures.read(brief.picture());
		for (int i = 0; i < painted.length; i++) {
			final float share = Gradual.share(strength[i % strength.length], plan.steps());
			if (share < 1) {
				painted[i] = share > 0 ? picture[i] + share * (painted[i] - picture[i]) : picture[i];
			}
		}
		return painted;
	}

	private StrengthRule rule() {
		return StrengthRule.named(settings.rule());
	}

	/** Whether the network itself takes a mask. */
	private boolean told() {
		return model.network().channels() != model.autoencoder().channels();
	}

	/** Latents that so many pixels hold. */
	private int latents(final long pixels) {
		return Math.toIntExact(Math.floorDiv(pixels, model.autoencoder().factor()));
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
			: lock.inLatent(clean, latents(brief.picture().min(0)), latents(brief.picture().min(1)),
				model.autoencoder().factor()));
	}
}
