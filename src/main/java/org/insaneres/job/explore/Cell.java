/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

/**
 * One picture of an exploration.
 *
 * @param slice its place in the stack, from 1
 * @param label what is special about it, such as {@code strength=0.2 sampler=Euler a}
 * @param settings all that it is made with
 */
record Cell(int slice, String label, Record settings) {}
