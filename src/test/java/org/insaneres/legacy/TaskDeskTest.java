/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

/** The task that Fiji shows: it ends with the work, however that ends. */
class TaskDeskTest {

	private final Context context = new Context(TaskService.class, LogService.class);
	private final Task task = context.service(TaskService.class).createTask("SD Upscale");
	private final ImagePlus art = new ImagePlus("art", new ColorProcessor(40, 30));

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@AfterEach
	void clean() {
		IJ.run("Close All");
		context.dispose();
	}

	private ImagePlus run(final String options) {
		try (WorkDesk desk = new TaskDesk(new StatusDesk("SD Upscale"), task,
			context.service(LogService.class))) {
			assertFalse(task.isDone());
			return new Action("Upscale", art, "steps=4 seed=1 " + options).run(desk);
		}
	}

	@Test
	void endsWithAResult() {
		assertNotNull(run("scale=2"));
		assertTrue(task.isDone());
		assertTrue(task.getProgressValue() > 0);
	}

	@Test
	void endsWithARefusal() {
		assertThrows(Refusal.class, () -> run("scale=-3"));
		assertTrue(task.isDone());
	}

	@Test
	void itsCancelButtonStopsTheWork() {
		task.cancel("enough");
		assertThrows(CancellationException.class, () -> run("scale=2"));
		assertTrue(task.isDone());
		assertFalse(art.isLocked());
	}
}
