/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Label;
import java.awt.Panel;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;

/**
 * A line that says what the values amount to, and two that explain the field in hand, or say in red
 * what is wrong: AWT has no tooltips.
 */
final class HelpLine {

	private static final Color WRONG = new Color(0xb00020);

	private static final int LENGTH = 72;

	private final Label[] lines = Room.isScarce()
		? new Label[]{new Label()}
		: new Label[]{new Label(), new Label()};
	private final Label outlook = new Label();
	private final Panel panel = new Panel(new GridLayout(lines.length + 1, 1)) {

		private static final long serialVersionUID = 1L;

		/** Lines are empty when the dialog is laid out. */
		@Override
		public Dimension getPreferredSize() {
			final Dimension size = super.getPreferredSize();
			if (getFont() == null) return size;
			final int line = getFontMetrics(getFont()).stringWidth("o".repeat(LENGTH));
			return new Dimension(Math.max(size.width, line), size.height);
		}
	};
	private String help = "";
	private boolean complaining;

	HelpLine() {
		panel.add(outlook);
		for (final Label line : lines) panel.add(line);
	}

	Panel panel() {
		return panel;
	}

	/** Shows the description of a key when its field has the mouse or the focus. */
	void explain(final Component field, final Key key) {
		field.addFocusListener(new FocusAdapter() {

			@Override
			public void focusGained(final FocusEvent e) {
				explain(key.description());
			}
		});
		field.addMouseListener(new MouseAdapter() {

			@Override
			public void mouseEntered(final MouseEvent e) {
				explain(key.description());
			}
		});
	}

	/** Says what can not be accepted, until {@link #calm()}. */
	void complain(final String sentence) {
		complaining = true;
		outlook.setText("");
		say(sentence, WRONG);
	}

	/**
	 * All is well again.
	 *
	 * @param forecast what the values amount to, may be empty
	 */
	void calm(final String forecast) {
		complaining = false;
		outlook.setText(forecast);
		say(help, Color.DARK_GRAY);
	}

	private void explain(final String description) {
		help = description;
		if (!complaining) say(help, Color.DARK_GRAY);
	}

	private void say(final String sentence, final Color color) {
		final String[] wrapped = Failure.wrap(sentence, LENGTH).split("\n", lines.length);
		for (int i = 0; i < lines.length; i++) {
			lines[i].setForeground(color);
			lines[i].setText(i < wrapped.length ? wrapped[i].replace('\n', ' ') : "");
		}
	}
}
