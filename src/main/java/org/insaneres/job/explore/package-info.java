/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Many cells of one action side by side, each with other settings, and the chosen one made big.
 */
package org.insaneres.job.explore;
