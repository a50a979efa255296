/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.ImageWindow;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;

import net.imglib2.Interval;

/**
 * Keys in the window of a result in the making, which ImageJ gives no meaning: Page Down leaves a
 * tile as it is, the one under the pointer or else the one being painted, and End takes the picture
 * as it has become.
 */
final class EarlyKeys extends KeyAdapter {

	private static final int SKIP = KeyEvent.VK_PAGE_DOWN;
	private static final int ACCEPT = KeyEvent.VK_END;

	private final List<Component> heard = new ArrayList<>();
	private final List<Point> skipped = new ArrayList<>();
	private boolean skipsCurrent;
	private boolean accepts;
	private boolean skipHeeded;
	private boolean acceptHeeded;

	/** Listens in the window of an image, if it has one. */
	synchronized void listen(final ImagePlus image) {
		final ImageWindow window = image.getWindow();
		if (window == null || heard.contains(window)) return;
		for (final Component part : List.of(window, window.getCanvas())) {
			part.addKeyListener(this);
			heard.add(part);
		}
	}

	/** Listens no more. */
	synchronized void close() {
		heard.forEach(part -> part.removeKeyListener(this));
		heard.clear();
	}

	@Override
	public void keyPressed(final KeyEvent e) {
		if (e.getKeyCode() != SKIP && e.getKeyCode() != ACCEPT) return;
		e.consume();
		final Component part = e.getComponent();
		press(e.getKeyCode(), part instanceof ImageCanvas canvas
			? canvas
			: ((ImageWindow) part).getCanvas());
	}

	private synchronized void press(final int key, final ImageCanvas canvas) {
		final Point pointer = canvas.getMousePosition();
		if (key == ACCEPT) {
			accepts = true;
		} else if (pointer == null) {
			skipsCurrent = true;
		} else {
			skipped.add(new Point(canvas.offScreenX(pointer.x), canvas.offScreenY(pointer.y)));
		}
	}

	/** Whether a tile is to be skipped, see {@link org.insaneres.Monitor#spares}. */
	synchronized boolean spares(final Interval tile) {
		skipHeeded = true;
		final boolean current = skipsCurrent;
		skipsCurrent = false;
		return current || skipped.stream().anyMatch(point -> tile.min(0) <= point.x &&
			point.x <= tile.max(0) && tile.min(1) <= point.y && point.y <= tile.max(1));
	}

	/** Whether the picture is to be accepted, once for each time the key was pressed. */
	synchronized boolean accepts() {
		acceptHeeded = true;
		final boolean now = accepts;
		accepts = false;
		return now;
	}

	/** What keys do here, for the end of a status line. */
	synchronized String hint() {
		if (heard.isEmpty() || !acceptHeeded) return "";
		return skipHeeded ? "; End takes it, PgDn skips a tile" : "; End takes it";
	}
}
