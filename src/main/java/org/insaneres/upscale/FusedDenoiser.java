/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.upscale;

import java.util.function.BiConsumer;

import org.insaneres.diffusion.Windows;
import org.insaneres.sampler.Denoiser;
import org.insaneres.sampler.Latent;

/**
 * Predicts a large latent window by window and fuses the predictions in every step, each weighted
 * by a Gaussian around its centre (Mixture of Diffusers, Jimenez 2023). Borders of windows never
 * become borders of the picture: the sampler sees one smooth prediction.
 */
public final class FusedDenoiser implements Denoiser {

	private final Windows windows;
	private final TilePlan plan;
	private final BiConsumer<Tile, Latent> finished;
	private final Hills hills;
	private final Tile area;
	private final Company guided;
	private final Company unguided;

	/**
	 * @param windows predicts any window
	 * @param plan windows in latent units; all of one size
	 * @param finished hears of every window and its predicted clean latent, in every step
	 */
	public FusedDenoiser(final Windows windows, final TilePlan plan,
		final BiConsumer<Tile, Latent> finished) {
		this(windows, plan, finished, new Hills(plan.width(), plan.height()),
			new Tile(0, 0, plan.width(), plan.height()), Company.NONE, Company.NONE);
	}

	/**
	 * The same for a part of a larger latent.
	 *
	 * @param hills of the larger latent
	 * @param area the part
	 * @param guided what is around the part, for predictions
	 * @param unguided the same for those without prompt, where a sampler asks for them
	 */
	FusedDenoiser(final Windows windows, final TilePlan plan,
		final BiConsumer<Tile, Latent> finished, final Hills hills, final Tile area,
		final Company guided, final Company unguided) {
		this.windows = windows;
		this.plan = plan;
		this.finished = finished;
		this.hills = hills;
		this.area = area;
		this.guided = guided;
		this.unguided = unguided;
	}

	@Override
	public Latent denoise(final Latent x, final double sigma) {
		if (plan.tiles().size() == 1 && guided == Company.NONE) {
			return windows.at(0, 0, x.width(), x.height()).denoise(x, sigma);
		}
		guided.begin(sigma);
		final WeightedSum sum = sum(x);
		for (final Tile tile : plan.tiles()) {
			final Latent part = at(tile).denoise(cut(x, tile), sigma);
			add(sum, tile, part);
			guided.say(tile, part);
		}
		guided.join(sum);
		return x.with(sum.average());
	}

	@Override
	public Split split(final Latent x, final double sigma) {
		guided.begin(sigma);
		unguided.begin(sigma);
		final WeightedSum with = sum(x);
		final WeightedSum without = sum(x);
		for (final Tile tile : plan.tiles()) {
			final Split part = at(tile).split(cut(x, tile), sigma);
			add(with, tile, part.guided());
			add(without, tile, part.unguided());
			guided.say(tile, part.guided());
			unguided.say(tile, part.unguided());
		}
		guided.join(with);
		unguided.join(without);
		return new Split(x.with(with.average()), x.with(without.average()));
	}

	private Denoiser at(final Tile tile) {
		return windows.at(tile.x(), tile.y(), tile.width(), tile.height());
	}

	private static WeightedSum sum(final Latent x) {
		return new WeightedSum(x.channels(), x.height(), x.width());
	}

	private static Latent cut(final Latent x, final Tile tile) {
		return new Latent(x.channels(), tile.height(), tile.width(),
			tile.cut(x.data(), x.channels(), x.height(), x.width()));
	}

	private void add(final WeightedSum sum, final Tile tile, final Latent part) {
		finished.accept(tile, part);
		final Tile placed = new Tile(tile.x() + area.x(), tile.y() + area.y(), tile.width(),
			tile.height());
		sum.add(tile, part.data(), hills.across(placed, placed), hills.down(placed, placed));
	}
}
