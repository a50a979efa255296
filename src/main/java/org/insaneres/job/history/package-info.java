/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Going back and going on: saving pictures with what made them, reading that, and making them
 * again.
 */
package org.insaneres.job.history;
