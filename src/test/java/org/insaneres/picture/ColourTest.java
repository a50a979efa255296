/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class ColourTest {

	@Property
	void aGreyComesBackExactly(@ForAll @FloatRange(min = -1e6f, max = 1e6f) final float grey) {
		assertEquals(grey, Colour.luma(grey, grey, grey));
	}
}
