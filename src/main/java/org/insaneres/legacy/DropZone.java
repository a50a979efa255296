/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.awt.Component;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDropEvent;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets files, folders and addresses be dropped onto a component. */
final class DropZone extends DropTargetAdapter {

	private final Consumer<List<String>> taker;

	private DropZone(final Consumer<List<String>> taker) {
		this.taker = taker;
	}

	/** @param taker gets paths and addresses */
	static void make(final Component component, final Consumer<List<String>> taker) {
		component.setDropTarget(new DropTarget(component, DnDConstants.ACTION_COPY_OR_MOVE
			| DnDConstants.ACTION_LINK, new DropZone(taker)));
	}

	@Override
	public void drop(final DropTargetDropEvent event) {
		event.acceptDrop(DnDConstants.ACTION_COPY);
		List<String> things = List.of();
		try {
			things = read(event.getTransferable());
		} catch (UnsupportedFlavorException | IOException e) {
			// Nothing that could be taken
		}
		event.dropComplete(!things.isEmpty());
		taker.accept(things);
	}

	/** Paths, or what was dropped as text, line by line. */
	static List<String> read(final Transferable dropped)
		throws UnsupportedFlavorException, IOException {
		final List<String> things = new ArrayList<>();
		if (dropped.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
			for (final Object file : (List<?>) dropped.getTransferData(DataFlavor.javaFileListFlavor)) {
				things.add(((File) file).getAbsolutePath());
			}
		} else if (dropped.isDataFlavorSupported(DataFlavor.stringFlavor)) {
			((String) dropped.getTransferData(DataFlavor.stringFlavor)).lines().map(String::strip)
				.filter(text -> !text.isEmpty()).map(DropZone::path).distinct().forEach(things::add);
		}
		return things;
	}

	/** Some programs give files as addresses. */
	private static String path(final String text) {
		try {
			return text.startsWith("file:") ? new File(URI.create(text).getPath()).getPath() : text;
		} catch (final IllegalArgumentException e) {
			return text;
		}
	}
}
