/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.event.KeyEvent;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CompareKeyTest {

	@Test
	void aFreeKeyIsTakenAndAnotherIsNot() {
		final Map<Integer, String> shortcuts = new HashMap<>();
		CompareKey.install(shortcuts);
		assertEquals("SD Before and After", shortcuts.get(KeyEvent.VK_0));
		shortcuts.put(KeyEvent.VK_0, "mine");
		CompareKey.install(shortcuts);
		assertEquals("mine", shortcuts.get(KeyEvent.VK_0));
	}
}
