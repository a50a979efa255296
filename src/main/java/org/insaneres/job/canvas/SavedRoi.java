/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import org.insaneres.Refusal;

/** A selection as text: ImageJ's own format, packed and in Base64. */
public final class SavedRoi {

	private static final int LARGEST = 1 << 26;

	private SavedRoi() {}

	/** @param roi null gives an empty text */
	public static String write(final Roi roi) {
		if (roi == null) return "";
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
			out.write(RoiEncoder.saveAsByteArray(roi));
		} catch (final IOException e) {
			throw new AssertionError("Memory can be written", e);
		}
		return Base64.getEncoder().encodeToString(packed.toByteArray());
	}

	/**
	 * @return null for an empty text
	 * @throws Refusal if the text is no selection
	 */
	public static Roi read(final String text) {
		if (text.isEmpty()) return null;
		try (InflaterInputStream in = new InflaterInputStream(
			new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
			final Roi roi = RoiDecoder.openFromByteArray(in.readNBytes(LARGEST));
			if (roi != null) return roi;
			throw damaged(null);
		} catch (final IOException | RuntimeException e) {
			throw damaged(e);
		}
	}

	private static Refusal damaged(final Exception e) {
		return new Refusal("The selection that is recorded with this picture is damaged, so it cannot"
			+ " be repeated: take another copy of the picture.", e);
	}
}
