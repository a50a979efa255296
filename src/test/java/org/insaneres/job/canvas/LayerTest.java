/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;
import ij.gui.ImageRoi;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Random;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.insaneres.Refusal;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

public class LayerTest {

	@Property(tries = 50)
	void aLayerLooksLikeTheResultInPlace(@ForAll final Random random) {
		final ImagePlus imp = Images.RGB.image(40, 30, random);
		imp.setRoi(random.nextBoolean()
			? new OvalRoi(random.nextInt(30) - 5, 3, 20, 22)
			: new Roi(random.nextInt(30) - 5, 3, 20, 22));
		final Selection selection = Selection.of(imp);
		final RandomAccessibleInterval<FloatType> mask = selection.soft(3);
		final RandomAccessibleInterval<FloatType> result = dark(selection.bounds(), random);
		Layer.add(Plane.current(imp), result, mask, "oil", 7);
		final ImagePlus other = new ImagePlus("", imp.getProcessor().duplicate());
		Plane.current(other).replace(result, mask);
		final float[] seen = Pictures.read(Plane.current(imp).visible().read());
		final float[] replaced = Pictures.read(Plane.current(other).read());
		assertArrayEquals(replaced, seen, 2.01f / 255);
	}

	@Test
	void aRectangleIsOpaqueAndKeepsBlack() {
		final ImagePlus imp = Images.RGB.image(20, 20, new Random(1));
		imp.setRoi(new Roi(4, 5, 8, 6));
		final Selection selection = Selection.of(imp);
		final ImageRoi layer = Layer.add(Plane.current(imp), Pictures.wrap(new float[3 * 48],
			selection.bounds()), selection.mask(), "night", 3);
		assertEquals("SD night seed 3", layer.getName());
		assertEquals(new Rectangle(4, 5, 8, 6), layer.getBounds());
		assertFalse(layer.getZeroTransparent());
		assertEquals(0, layer.getProcessor().get(3, 3) & 0xffffff);
		assertTrue(imp.changes);
	}

	@Test
	void undoRemovesTheLayerAndAReplacementBringsTheOldOneBack() {
		final ImagePlus imp = Images.RGB.image(20, 20, new Random(2));
		imp.setOverlay(new Overlay(new Roi(0, 0, 3, 3)));
		imp.setRoi(new OvalRoi(4, 5, 9, 9));
		final Selection selection = Selection.of(imp);
		final Plane plane = Plane.current(imp);
		final RandomAccessibleInterval<FloatType> result = dark(selection.bounds(), new Random(3));
		WindowManager.setTempCurrentImage(imp);
		final ImageRoi first = Layer.add(plane, result, selection.mask(), "a", 1);
		first.setOpacity(0.5);
		assertEquals(2, imp.getOverlay().size());
		final ImageRoi second = Layer.add(plane, result, selection.mask(), "a", 2);
		assertEquals(2, imp.getOverlay().size());
		assertSame(second, imp.getOverlay().get(1));
		assertEquals(0.5, second.getOpacity());
		Undo.undo();
		assertEquals("SD a seed 1", imp.getOverlay().get(1).getName());
		imp.setRoi(new Roi(1, 1, 4, 4));
		final Selection elsewhere = Selection.of(imp);
		Layer.add(plane, dark(elsewhere.bounds(), new Random(4)), elsewhere.mask(), "b", 1);
		assertEquals(3, imp.getOverlay().size());
		Undo.undo();
		assertEquals(2, imp.getOverlay().size());
		WindowManager.setTempCurrentImage(null);
	}

	@Test
	void layersBelongToTheirPlane() {
		final ImagePlus stack = Images.RGB.stack(9, 9, new Random(5));
		final Interval all = new FinalInterval(9, 9);
		final ImageRoi layer = Layer.add(Plane.current(stack), dark(all, new Random(6)),
			Canvas.everywhere(all), "x", 1);
		assertEquals(2, layer.getPosition());
		assertEquals(1, Plane.of(stack, 2).visible().elements().size());
		assertEquals(0, Plane.of(stack, 3).visible().elements().size());
		final CompositeImage composite = Images.composite(new Random(7));
		composite.setPosition(2, 2, 1);
		final Interval most = new FinalInterval(11, 7);
		final ImageRoi coloured = Layer.add(Plane.current(composite), dark(most, new Random(8)),
			Canvas.everywhere(most), "x", 1);
		assertArrayEquals(new int[]{0, 2, 1}, new int[]{coloured.getCPosition(),
			coloured.getZPosition(), coloured.getTPosition()});
		composite.setC(1);
		Layer.add(Plane.current(composite), dark(most, new Random(9)), Canvas.everywhere(most), "x",
			2);
		assertEquals(1, composite.getOverlay().size());
	}

	@Test
	void anEmptyLayerIsRefused() {
		final ImagePlus imp = Images.RGB.image(9, 9, new Random(10));
		final Interval all = new FinalInterval(9, 9);
		assertThrows(Refusal.class, () -> Layer.add(Plane.current(imp), dark(all, new Random(11)),
			Pictures.createMask(9, 9), "x", 1));
	}

	@Test
	void visibleIsWhatFlattenShows() {
		final ImagePlus imp = Images.RGB.image(60, 50, new Random(12));
		final Overlay overlay = new Overlay();
		final ImageRoi half = new ImageRoi(-5, 10, Images.RGB.pixels(20, 20, new Random(13)));
		half.setOpacity(0.4);
		overlay.add(half);
		final ImageProcessor holes = new ColorProcessor(30, 30);
		holes.setColor(Color.GREEN);
		holes.fill(new OvalRoi(3, 3, 12, 12));
		final ImageRoi brush = new ImageRoi(20, 20, holes);
		brush.setZeroTransparent(true);
		brush.setAngle(20);
		overlay.add(brush);
		final BufferedImage glass = new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB);
		for (int i = 0; i < 81; i++) {
			glass.setRGB(i % 9, i / 9, 0x80ff8000);
		}
		overlay.add(new ImageRoi(40, 5, glass));
		final Roi filled = new OvalRoi(30, 2, 9, 20);
		filled.setFillColor(new Color(0, 0, 255, 100));
		overlay.add(filled);
		overlay.add(new Roi(5, 5, 30, 30));
		overlay.add(new TextRoi(3, 3, "text"));
		imp.setOverlay(overlay);
		final float[] seen = Pictures.read(Plane.current(imp).visible().read());
		final ImagePlus flat = new ImagePlus("", imp.flatten().getProcessor());
		assertArrayEquals(Pictures.read(Plane.current(flat).read()), seen);
		final Interval part = FinalInterval.createMinSize(17, 9, 20, 30);
		assertArrayEquals(Pictures.read(Plane.current(imp).visible().read(), part),
			Pictures.read(Plane.current(imp).visible().read(part)));
		imp.setHideOverlay(true);
		assertArrayEquals(Pictures.read(Plane.current(imp).read()),
			Pictures.read(Plane.current(imp).visible().read()));
	}

	@Test
	void besideTheOverlayPrecisionIsKept() {
		final ImagePlus imp = Images.GREY32.image(9, 9, new Random(14));
		final Roi dot = new Roi(2, 2, 1, 1);
		dot.setFillColor(Color.BLUE);
		imp.setOverlay(new Overlay(dot));
		final RandomAccessibleInterval<FloatType> plain = Plane.current(imp).read();
		final RandomAccessibleInterval<FloatType> seen = Plane.current(imp).visible().read();
		assertEquals(1, seen.getAt(2, 2, 2).get());
		assertEquals(plain.getAt(5, 5, 0).get(), seen.getAt(5, 5, 0).get());
	}

	/** Mostly shades near black. */
	private static RandomAccessibleInterval<FloatType> dark(final Interval place,
		final Random random) {
		final float[] values = new float[(int) (place.dimension(0) * place.dimension(1)) * 3];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextInt(4) == 0 ? random.nextFloat() : random.nextInt(5) / 255f;
		}
		return Pictures.wrap(values, place);
	}
}
