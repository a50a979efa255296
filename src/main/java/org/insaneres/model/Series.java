/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

/**
 * Evaluations of a network one after the other, of one place with one text at noise levels near to
 * each other. What its deep layers say changes slowly from one to the next, and need not be asked
 * each time (DeepCache; Ma, Fang and Wang 2023). Neither of the two is closed.
 *
 * @param whole all layers; what the deep ones say is kept
 * @param shallow only the first layers and the last, which go on from what the deep ones said in
 * the latest whole evaluation: an approximation
 */
public record Series(Network whole, Network shallow) {}
