/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.diffusers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffusersSchedulerTest {

	@ParameterizedTest
	@CsvSource({"DPMSolverMultistep, algorithm_type, unheard",
		"EulerDiscrete, timestep_spacing, sideways"})
	void whatIsNotReproducedIsRefusedByName(final String type, final String key,
		final String value) {
		refused(type, Map.of(key, value), value);
	}

	private static void refused(final String type, final Map<String, ?> config, final String word) {
		final String message = assertThrows(Refusal.class,
			() -> DiffusersScheduler.of(type, config).run(4, 1)).getMessage();
		assertTrue(message.contains(word), message);
	}

	@Test
	void trainedBetasStandInForTheFormula() {
		final DiffusersScheduler scheduler = DiffusersScheduler.of("EulerDiscreteScheduler",
			Map.of("trained_betas", List.of(0.1, 0.5)));
		assertEquals(2, scheduler.table().size());
		assertEquals(0.9 * 0.5, scheduler.table().alpha(1), 1e-15);
	}
}
