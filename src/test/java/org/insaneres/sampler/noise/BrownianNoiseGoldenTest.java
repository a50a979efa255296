/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.noise;

import static org.insaneres.sampler.Goldens.assertNear;
import static org.insaneres.sampler.Goldens.doubles;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Stream;

import org.insaneres.sampler.Goldens;
import org.insaneres.sampler.Noise;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walk of k-diffusion's BrownianTreeNoiseSampler. */
class BrownianNoiseGoldenTest {

	@TestFactory
	Stream<DynamicTest> walks() {
		return Goldens.each(Goldens.read("noise.json").get("brownian"), g -> "seed " + g.get("seed"),
			golden -> {
				final JsonNode shape = golden.get("shape");
				final Noise noise = new BrownianNoise(TorchNormals::new, golden.get("seed").longValue(),
					shape.get(1).intValue(), shape.get(2).intValue(), shape.get(3).intValue(),
					golden.get("sigma_min").doubleValue(), golden.get("sigma_max").doubleValue());
				for (final JsonNode call : golden.get("calls")) {
					final double sigma = call.get("sigma").doubleValue();
					final double next = call.get("sigma_next").doubleValue();
					assertNear(doubles(call.get("values")), noise.next(sigma, next).data(), 5e-6,
						sigma + " to " + next);
				}
			});
	}
}
