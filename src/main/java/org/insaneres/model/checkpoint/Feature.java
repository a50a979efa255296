/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

/**
 * A value of a graph in the making, and how many channels it has.
 *
 * @param value its name in the graph
 * @param channels size of the axis that layers work on: the second of pictures, the last of tokens
 */
record Feature(String value, int channels) {}
