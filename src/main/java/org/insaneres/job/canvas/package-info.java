/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Pictures as ImageJ has them: planes of any type with their tones, selections, layers and
 * overlays, and the result with its attributes.
 */
package org.insaneres.job.canvas;
