/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.awt.BorderLayout;
import java.awt.KeyboardFocusManager;
import java.awt.Label;
import java.awt.Panel;
import java.awt.TextArea;
import java.awt.event.KeyListener;

/** A few lines of wrapped text under a label, that leave Tab, Enter and Esc to the dialog. */
final class PromptField {

	private static final int ROWS = 3;
	private static final int COLUMNS = 56;

	private final Panel panel = new Panel(new BorderLayout());
	private final TextArea area;

	/** @param dialog hears the keys */
	PromptField(final String label, final String text, final KeyListener dialog) {
		area = new TextArea(text, Room.isScarce() ? 1 : ROWS, COLUMNS,
			Room.isScarce() ? TextArea.SCROLLBARS_NONE : TextArea.SCROLLBARS_VERTICAL_ONLY);
		area.addKeyListener(dialog);
		final KeyboardFocusManager keys = KeyboardFocusManager.getCurrentKeyboardFocusManager();
		for (final int way : new int[]{KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS,
			KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS}) {
			area.setFocusTraversalKeys(way, keys.getDefaultFocusTraversalKeys(way));
		}
		panel.add(new Label(label), Room.isScarce() ? BorderLayout.WEST : BorderLayout.NORTH);
		panel.add(area, BorderLayout.CENTER);
	}

	Panel panel() {
		return panel;
	}

	TextArea area() {
		return area;
	}

	/** What was typed, in one line: a macro's line has no room for more. */
	String text() {
		return area.getText().replaceAll("\\s+", " ").strip();
	}
}
