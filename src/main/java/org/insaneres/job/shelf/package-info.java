/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * What is installed: models, what can be added to them, pixel upscalers, and the person's
 * preferences. Models stay open here from one run to the next.
 */
package org.insaneres.job.shelf;
