/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {

	@TempDir
	Path folder;

	@Test
	void readsTheExamplesOfTheSpecification() throws IOException {
		// "Encoding", protobuf.dev: a = 150, b = "testing", c = {a = 150}, f = [3, 270, 86942]
		try (Wire wire = wire(0x08, 0x96, 0x01, 0x12, 0x07, 't', 'e', 's', 't', 'i', 'n', 'g', 0x1a,
			0x03, 0x08, 0x96, 0x01, 0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05)) {
			assertTrue(wire.next());
			assertEquals(150, wire.varint());
			assertTrue(wire.next());
			assertEquals(2, wire.field());
			assertEquals("testing", wire.text());
			assertTrue(wire.next());
			wire.message(() -> {
				assertTrue(wire.next());
				assertEquals(150, wire.varint());
				assertFalse(wire.next());
			});
			assertTrue(wire.next());
			final List<Long> numbers = new ArrayList<>();
			wire.varints(numbers::add);
			assertEquals(List.of(3L, 270L, 86942L), numbers);
			assertFalse(wire.next());
		}
	}

	@Test
	void skipsWhatNobodyAsksFor() throws IOException {
		final int[] bytes = new int[300_000];
		// A field of 299 990 bytes, larger than the buffer, then one number
		System.arraycopy(new int[]{0x0a, 0xd6, 0xa7, 0x12}, 0, bytes, 0, 4);
		System.arraycopy(new int[]{0x10, 0x05}, 0, bytes, 4 + 299_990, 2);
		try (Wire wire = wire(java.util.Arrays.copyOf(bytes, 4 + 299_990 + 2))) {
			assertTrue(wire.next());
			wire.skip();
			assertTrue(wire.next());
			assertEquals(5, wire.varint());
			assertFalse(wire.next());
		}
	}

	@Test
	void stopsAtLengthsBeyondTheEnd() throws IOException {
		try (Wire wire = wire(0x0a, 0x7f, 'a')) {
			assertTrue(wire.next());
			assertThrows(IOException.class, wire::text);
		}
		// A length of 2^63
		try (Wire wire = wire(0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01)) {
			assertTrue(wire.next());
			assertThrows(IOException.class, wire::skip);
		}
		// A number without end
		try (Wire wire = wire(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
			0xff)) {
			assertTrue(wire.next());
			assertThrows(IOException.class, wire::varint);
		}
	}

	private Wire wire(final int... values) throws IOException {
		final byte[] bytes = new byte[values.length];
		for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) values[i];
		return new Wire(Files.write(folder.resolve("wire"), bytes));
	}
}
