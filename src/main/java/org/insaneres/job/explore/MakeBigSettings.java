/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

/**
 * What {@link MakeBig} is asked to do; each component is the macro key of its name.
 *
 * @param cell number of a slice, from 1
 * @param scale how many times larger than the picture; 0 as it was explored
 * @param output where the result goes
 * @param picture title of the picture that was explored; empty for the one that the stack names
 */
public record MakeBigSettings(int cell, double scale, String output, String picture) {}
