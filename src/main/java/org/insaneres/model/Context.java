/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import java.util.Map;

import org.insaneres.onnx.Tensor;

/**
 * What steers the network beside the latent.
 *
 * @param hidden tokens x width
 * @param extras further inputs by the network's names, without the batch axis: {@code text_embeds},
 * {@code time_ids} (SDXL), {@code timestep_cond} (LCM); empty where there are none
 */
public record Context(Tensor hidden, Map<String, Tensor> extras) {}
