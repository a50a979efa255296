/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * What an action does: picture in, picture out. {@link org.insaneres.job.ImageToImage},
 * {@link org.insaneres.job.Upscale} and {@link org.insaneres.job.Enlarge} are the actions; an
 * {@link org.insaneres.job.Easel} puts the result where the artist wants it, a
 * {@link org.insaneres.job.Desk} is where he is talked to, and {@link org.insaneres.job.Provenance}
 * writes down how the result was made.
 */
package org.insaneres.job;
