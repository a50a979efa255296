/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Refusal;
import org.insaneres.onnx.OnnxFile.Operator;
import org.junit.jupiter.api.Test;

class OnnxFileTest {

	private static final Path MODELS = Path.of("src/test/resources/tiny-models/models");

	@Test
	void tellsWhatIsInside() {
		final OnnxFile file = OnnxFile.read(MODELS.resolve("sdxl/unet/model.onnx"));
		assertEquals("[sample, timestep, encoder_hidden_states, text_embeds, time_ids]",
			file.inputs().stream().map(Port::name).sorted((a, b) -> 0).toList().toString());
		assertEquals(4, file.reduction(), "three levels");
		assertTrue(file.operators().contains(new Operator("", "Conv")));
		assertFalse(file.random());
		final Path data = file.path().resolveSibling("model.onnx_data");
		assertEquals(data.toFile().length(), file.data().get("model.onnx_data"), 64);
		assertEquals(file.path().toFile().length() + data.toFile().length(), file.bytes());
		file.check();
	}

	@Test
	void refusesMissingFiles() {
		assertThrows(Refusal.class, () -> OnnxFile.read(MODELS.resolve("nothing.onnx")));
	}

	/** Whatever the bytes: an answer or a refusal, soon, and little memory. */
	@Property(tries = 300, seed = "1")
	void surviveAnything(@ForAll final long seed,
		@ForAll @IntRange(min = 1, max = 20) final int wrong)
		throws IOException {
		final Random random = new Random(seed);
		byte[] bytes = Files.readAllBytes(MODELS.resolve("sd15-inpaint/unet/model.onnx"));
		for (int i = 0; i < wrong; i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
		if (random.nextBoolean()) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
		final Path file = Files.createTempFile("odd", ".onnx");
		final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		try {
			Files.write(file, bytes);
			final long before = threads.getCurrentThreadAllocatedBytes();
			try {
				OnnxFile.read(file).check();
			} catch (final Refusal e) {
				assertTrue(e.getMessage().contains(file.getParent().toString()), e.getMessage());
			}
			final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
			assertTrue(allocated < 8 << 20, allocated + " bytes");
		} finally {
			Files.delete(file);
		}
	}
}
