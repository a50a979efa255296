/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * The line of parameters that AUTOMATIC1111 writes into pictures, read and written.
 */
package org.insaneres.job.parameters;
