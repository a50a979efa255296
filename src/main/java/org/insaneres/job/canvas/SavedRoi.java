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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import org.insaneres.Refusal;

/** A selection as text: ImageJ's own format, packed and in Base64. */
public final class SavedRoi {

	private static final int LARGEST = 1 << 23;

	/** Numbers of ij.io.RoiDecoder that it does not publish. */
	private static final int RECTANGLE = 1;
	private static final int LINE = 3;

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
			final byte[] bytes = in.readNBytes(LARGEST);
			final Roi roi = plausible(bytes) ? RoiDecoder.openFromByteArray(bytes) : null;
			if (roi != null) return roi;
			throw damaged(null);
		} catch (final IOException | RuntimeException e) {
			throw damaged(e);
		}
	}

	/** Whether no length in it goes beyond it; ImageJ's decoder takes memory for any. */
	private static boolean plausible(final byte[] roi) {
		if (roi.length < RoiDecoder.COORDINATES) return false;
		final ByteBuffer data = ByteBuffer.wrap(roi);
		final int subtype = data.getShort(RoiDecoder.SUBTYPE);
		if (subtype == RoiDecoder.IMAGE) return false;
		final List<Integer> places = new ArrayList<>(List.of(RoiDecoder.SHAPE_ROI_SIZE));
		final boolean simple = roi[RoiDecoder.TYPE] >= RECTANGLE && roi[RoiDecoder.TYPE] <= LINE;
		final boolean sized = data.getShort(RoiDecoder.N_COORDINATES) == 0;
		if (sized && !simple) places.add(RoiDecoder.SIZE);
		if (subtype == RoiDecoder.TEXT) {
			places.addAll(List.of(RoiDecoder.COORDINATES + 8, RoiDecoder.COORDINATES + 12));
		}
		final int more = data.getInt(RoiDecoder.HEADER2_OFFSET);
		if (more != 0) {
			if (more < 0 || more + RoiDecoder.COUNTERS_OFFSET + 4 > roi.length) return false;
			// Only points are counted, but counters are read of all
			final boolean counted = data.getInt(more + RoiDecoder.COUNTERS_OFFSET) != 0;
			if (sized && counted) places.add(RoiDecoder.SIZE);
			places.addAll(List.of(more + RoiDecoder.NAME_LENGTH, more + RoiDecoder.ROI_PROPS_LENGTH));
		}
		return places.stream().allMatch(place -> place + 4 <= roi.length && data.getInt(place) >= 0
			&& data.getInt(place) <= roi.length);
	}

	private static Refusal damaged(final Exception e) {
		return new Refusal("The selection that is recorded with this picture is damaged, so it cannot"
			+ " be repeated: take another copy of the picture.", e);
	}
}
