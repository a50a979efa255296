/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.history;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.OpenDialog;
import ij.plugin.JpegWriter;
import ij.plugin.PNG_Writer;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import org.insaneres.Refusal;
import org.insaneres.job.Desk;
import org.insaneres.job.Making;
import org.insaneres.job.Provenance;
import org.insaneres.job.canvas.LayerPicture;
import org.insaneres.job.canvas.Overlays;
import org.insaneres.job.canvas.Plane;
import org.insaneres.job.file.PictureText;

/**
 * Saves a picture with how it was made, which ImageJ's own PNG and JPEG files lose. The ending of
 * the name chooses the format: png and jpg with the settings as A1111 writes them, ora with layers
 * for Krita, GIMP and MyPaint, tif.
 */
public final class Save {

	/** The label in the menu. */
	public static final String LABEL = "SD Save...";

	private static final int MOST_LINKS = 40;

	/** Bytes beside the pixels, about. */
	private static final int LABELS = 1 << 13;

	private Save() {}

	/** A file to begin with, not there yet: beside the one the image was opened from. */
	public static String suggest(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		final String own = info == null || info.directory == null || info.directory.isEmpty()
			? OpenDialog.getDefaultDirectory()
			: info.directory;
		final File folder = new File(own == null ? System.getProperty("user.home") : own);
		File file = new File(folder, image.getShortTitle() + ".png");
		for (int i = 1; file.exists(); i++) {
			file = new File(folder, image.getShortTitle() + "-" + i + ".png");
		}
		return file.getPath();
	}

	/**
	 * @param name of the file; without an ending it becomes png
	 * @param desk is asked before a file is replaced
	 * @throws Refusal if the file can not be written, or there is no such format
	 */
	public static void run(final ImagePlus image, final String name, final Desk desk) {
		final Path file = path(name);
		final String title = LABEL.replace("...", "");
		if (Files.exists(file) && !desk.agrees(title, "Replaces the file " + file + ".")) {
			throw new CancellationException();
		}
		try {
			replace(image, file, desk);
		} catch (final Refusal e) {
			throw e;
		} catch (final FileSystemException e) {
			throw new Refusal("The file " + file + " cannot be written (" +
				(e.getReason() == null ? "no permission" : e.getReason()) + "): choose another folder.", e);
		} catch (final Exception e) { // PNG_Writer declares it
			throw new Refusal("The file " + file + " cannot be written: " + e.getMessage() + ".", e);
		}
	}

	/** Writes beside it first, so that a file that was there is lost only to a whole one. */
	private static void replace(final ImagePlus image, final Path file, final Desk desk)
		throws Exception {
		final Path part = file.resolveSibling(file.getFileName() + "." +
			Long.toHexString(System.nanoTime()) + "." + ending(file));
		Files.createFile(part);
		try {
			write(image, part, desk);
			Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
		} finally {
			Files.deleteIfExists(part);
			// ImageJ leaves this of a JPEG that it could not write
			Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".temp"));
		}
	}

	private static void write(final ImagePlus image, final Path file, final Desk desk)
		throws Exception {
		final String ending = ending(file);
		switch (ending) {
			case "png" -> {
				new PNG_Writer().writeImage(seen(image), file.toString(), -1);
				settings(image, file, desk);
			}
			case "jpg", "jpeg" -> {
				final String error = JpegWriter.save(seen(image), file.toString(),
					FileSaver.getJpegQuality());
				if (error != null) throw new IOException(error);
				settings(image, file, desk);
			}
			case "ora" -> OpenRaster.write(image, file);
			case "tif", "tiff" -> tiff(image, file);
			default -> throw new Refusal("A file ending in ." + ending +
				" cannot be written: choose .png, .jpg, .ora or .tif.");
		}
	}

	private static Path path(final String name) {
		if (name.isBlank()) throw new Refusal("file is empty: give the name of the file to write.");
		try {
			final Path file = Path.of(name.strip()).toAbsolutePath();
			if (Files.isDirectory(file)) {
				throw new Refusal("file is \"" + name + "\", which is a folder: add a name.");
			}
			if (!Files.isDirectory(file.getParent())) {
				throw new Refusal("There is no folder " + file.getParent() + ": choose another one.");
			}
			return ending(file).isEmpty()
				? file.resolveSibling(file.getFileName() + ".png")
				: followed(file);
		} catch (final InvalidPathException e) {
			throw new Refusal("file is \"" + name + "\", which can be no file: choose another name.", e);
		}
	}

	/** Where a link leads, whether something is there or not. */
	private static Path followed(final Path file) {
		Path end = file;
		try {
			for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(end); i++) {
				end = end.resolveSibling(Files.readSymbolicLink(end)).normalize();
			}
		} catch (final IOException e) {
			throw new Refusal("The link " + end + " cannot be read: choose another name.", e);
		}
		if (!Files.isSymbolicLink(end) && Files.isDirectory(end.getParent())) return end;
		throw new Refusal("The link " + file + " leads nowhere: choose another name.");
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1 == 0
			? name.length()
			: name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	/** The image, or, where layers lie over it, what is seen of both. */
	private static ImagePlus seen(final ImagePlus image) {
		if (Overlays.seen(image, image.getCurrentSlice()).isEmpty()) return image;
		return new ImagePlus(image.getTitle(),
			LayerPicture.flat(Plane.of(image, image.getCurrentSlice()).visible()));
	}

	private static void settings(final ImagePlus image, final Path file, final Desk desk) {
		final List<Making> history = Provenance.makings(image);
		if (history.isEmpty()) {
			desk.note("\"" + image.getTitle() + "\" has no settings to be saved with it.");
			return;
		}
		if (PictureText.write(file, Infotext.of(history))) return;
		final boolean last = PictureText.write(file, Infotext.ofLast(history));
		desk.note("Warning: The " + ending(file) + " file" + (last
			? " holds the settings of the last action only, as JPEG has no room for more."
			: " holds no settings, as JPEG has no room for so many."));
	}

	private static void tiff(final ImagePlus image, final Path file) throws IOException {
		// ImageJ shows a full disk in a window of its own, after half a file
		final long bytes = LABELS + (long) image.getStackSize() * image.getWidth() *
			image.getHeight() * image.getBitDepth() / Byte.SIZE;
		final long free = Files.getFileStore(file).getUsableSpace();
		if (free < bytes) {
			throw new IOException("it takes " + bytes + " bytes, and " + free + " are free there");
		}
		final FileSaver saver = new FileSaver(image);
		final boolean saved = image.getStackSize() > 1
			? saver.saveAsTiffStack(file.toString())
			: saver.saveAsTiff(file.toString());
		if (!saved) throw new IOException("ImageJ could not");
	}
}
