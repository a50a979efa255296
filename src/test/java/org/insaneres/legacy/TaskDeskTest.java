/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ColorProcessor;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
		IJ.resetEscape();
		context.dispose();
	}

	private ImagePlus run(final String options) {
		try (WorkDesk desk = new TaskDesk(new StatusDesk("SD Upscale"), task,
			context.service(LogService.class))) {
			assertFalse(task.isDone());
			return new Action("Upscale", art, "seed=1 " + options).run(desk);
		}
	}

	@Test
	void endsWithAResult() {
		assertNotNull(run("steps=4 scale=2"));
		assertTrue(task.isDone());
		assertTrue(task.getProgressValue() > 0);
	}

	@Test
	void endsWithARefusal() {
		assertThrows(Refusal.class, () -> run("steps=4 scale=-3"));
		assertTrue(task.isDone());
	}

	/** In the middle of a run of many steps. */
	@ParameterizedTest
	@ValueSource(strings = {"cancel button", "Esc"})
	void isStoppedAtWork(final String by) throws InterruptedException {
		final Thread user = new Thread(() -> {
			while (task.getProgressValue() == 0) Thread.onSpinWait();
			if (by.equals("Esc")) IJ.setKeyDown(KeyEvent.VK_ESCAPE);
			else task.cancel("enough");
		});
		user.start();
		final int[] before = ((int[]) art.getProcessor().getPixels()).clone();
		assertThrows(CancellationException.class,
			() -> run("scale=2 strength=1 steps=150 output=[In place]"));
		user.join();
		assertTrue(task.isDone());
		assertFalse(art.isLocked());
		assertArrayEquals(before, (int[]) art.getProcessor().getPixels());
	}

	@Test
	void itsCancelButtonStopsTheWork() {
		task.cancel("enough");
		assertThrows(CancellationException.class, () -> run("steps=4 scale=2"));
		assertTrue(task.isDone());
		assertFalse(art.isLocked());
	}
}
