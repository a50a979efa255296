/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduler files as Python writes them. */
class SchedulerFileTest {

	@TempDir
	Path folder;

	@Test
	void anInfiniteNumberThatIsNotUsedDoesNoHarm() throws IOException {
		assertEquals("trailing", read("""
			{"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity,
			 "timestep_spacing": "trailing"}""").spacing());
	}

	@Test
	void anInfiniteNumberThatIsUsedIsRefused() {
		assertThrows(Refusal.class, () -> read("""
			{"_class_name": "DPMSolverMultistepScheduler", "beta_end": Infinity}"""));
	}

	@Test
	void whatOnlySomeSchedulersKnowIsKept() throws IOException {
		final SchedulerConfig config = read("""
			{"_class_name": "DPMSolverMultistepScheduler", "use_karras_sigmas": true,
			 "solver_order": 3, "algorithm_type": "dpmsolver++", "trained_betas": null}""");
		assertEquals(true, config.further().get("use_karras_sigmas"));
		assertEquals(3, config.further().get("solver_order"));
		assertEquals("dpmsolver++", config.further().get("algorithm_type"));
		assertEquals(List.of(), config.betas());
	}

	@Test
	void trainedBetasCount() throws IOException {
		final SchedulerConfig config = read("""
			{"_class_name": "DDIMScheduler", "trained_betas": [0.1, 0.2, 0.3]}""");
		assertEquals(List.of(0.1, 0.2, 0.3), config.betas());
		assertEquals(3, config.trainSteps());
		assertThrows(Refusal.class, () -> read("""
			{"_class_name": "DDIMScheduler", "trained_betas": [0.1, 2]}"""));
		assertThrows(Refusal.class, () -> read("""
			{"_class_name": "DDIMScheduler", "trained_betas": "many"}"""));
	}

	private SchedulerConfig read(final String text) throws IOException {
		final Path file = Files.writeString(folder.resolve("scheduler_config.json"), text);
		return SchedulerFile.read(file, Family.SD1, Monitor.NONE);
	}
}
