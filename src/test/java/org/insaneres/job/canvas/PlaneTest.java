/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.Undo;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.insaneres.Refusal;
import org.insaneres.picture.Pictures;
import org.junit.jupiter.api.Test;

public class PlaneTest {

	@Property(tries = 200)
	void writingWhatWasReadChangesNoBit(@ForAll final Images type,
		@ForAll @IntRange(min = 1, max = 12) final int width,
		@ForAll @IntRange(min = 1, max = 12) final int height, @ForAll final Random random) {
		final ImagePlus imp = type.image(width, height, random);
		final Object before = Images.bits(imp.getProcessor());
		final Plane plane = Plane.current(imp);
		plane.replace(plane.read(), Canvas.everywhere(plane.bounds()));
		assertSame(before, imp.getProcessor());
	}

	@Property(tries = 300)
	void outsideOfTheMaskNoBitChangesAndUndoUndoes(@ForAll final Images type,
		@ForAll @IntRange(min = 1, max = 12) final int width,
		@ForAll @IntRange(min = 1, max = 12) final int height,
		@ForAll @IntRange(min = -6, max = 10) final int x,
		@ForAll @IntRange(min = -6, max = 10) final int y, @ForAll final boolean stack,
		@ForAll final Random random) {
		final ImagePlus imp = stack
			? type.stack(width, height, random)
			: type.image(width, height, random);
		final ImageProcessor pixels = imp.getProcessor();
		final Object array = pixels.getPixels();
		final ImageProcessor before = pixels.duplicate();
		final Object bits = Images.bits(pixels);
		final Interval place = FinalInterval.createMinSize(x, y, 7, 5);
		final RandomAccessibleInterval<FloatType> mask = random(place, 1, 0, random);
		Plane.current(imp).replace(random(place, 3, 0.5f, random), mask);
		assertEquals(array, imp.getProcessor().getPixels());
		assertTrue(imp.changes);
		assertFalse(imp.isLocked());
		final int[] was = raw(before);
		final int[] is = raw(pixels);
		for (int i = 0; i < was.length; i++) {
			final int u = i % width - x;
			final int v = i / width - y;
			final boolean open = u >= 0 && v >= 0 && u < 7 && v < 5 &&
				mask.getAt(u + x, v + y).get() > 0;
			if (!open) assertEquals(was[i], is[i]);
		}
		final Object after = Images.bits(pixels);
		WindowManager.setTempCurrentImage(imp);
		Undo.undo();
		assertSame(bits, imp.getProcessor());
		Undo.undo();
		assertSame(after, imp.getProcessor());
		WindowManager.setTempCurrentImage(null);
	}

	@Property(tries = 300)
	void outsideOfTheSelectionNoBitChanges(@ForAll final Images type,
		@ForAll(supplier = Rois.class) final Roi roi,
		@ForAll @IntRange(min = 0, max = 9) final int feather, @ForAll final Random random) {
		final ImagePlus imp = type.image(30, 20, random);
		imp.setRoi(roi);
		final ByteProcessor fill = new ByteProcessor(30, 20);
		fill.setValue(255);
		fill.fill(roi);
		if (fill.getStats().max == 0) return;
		final Selection selection = Selection.of(imp);
		final int[] was = raw(imp.getProcessor());
		Plane.current(imp).replace(random(new FinalInterval(30, 20), 3, 0.5f, random),
			selection.soft(feather));
		final int[] is = raw(imp.getProcessor());
		for (int i = 0; i < was.length; i++) {
			if (fill.get(i) == 0) assertEquals(was[i], is[i]);
		}
	}

	@Property(tries = 100)
	void whatIsWrittenIsReadBack(@ForAll final Random random) {
		final Images[] types = {Images.RGB, Images.GREY8, Images.INVERTED8, Images.GREY16,
			Images.INVERTED16, Images.GREY32, Images.STRETCHED8};
		for (final Images type : types) {
			final ImagePlus imp = type.image(6, 5, random);
			final Plane plane = Plane.current(imp);
			final float[] colours = new float[90];
			for (int i = 0; i < colours.length; i++) {
				colours[i] = type == Images.RGB || i < 30 ? random.nextFloat() : colours[i % 30];
			}
			plane.replace(Pictures.wrap(colours, plane.bounds()), Canvas.everywhere(plane.bounds()));
			final double step = imp.getBitDepth() == 24
				? 1 / 255.0
				: imp.getBitDepth() == 32
					? 1e-3
					: 1 / (imp.getProcessor().getMax() - imp.getProcessor().getMin());
			assertArrayEquals(colours, Pictures.read(plane.read()), (float) step * 0.5f + 1e-6f,
				type.name());
		}
	}

	@Test
	void softMasksMix() {
		final ImagePlus imp = new ImagePlus("", new ByteProcessor(1, 1, new byte[]{100}));
		final Plane plane = Plane.current(imp);
		plane.replace(Pictures.wrap(new float[]{1, 1, 1}, plane.bounds()),
			Pictures.wrap(new float[]{0.2f}, plane.bounds()));
		assertEquals(131, imp.getProcessor().get(0));
	}

	@Test
	void sixteenBitsAreReadInFullPrecisionAndNotClipped() {
		final ShortProcessor pixels = new ShortProcessor(4, 1,
			new short[]{0, 1000, 1001, (short) 65535}, null);
		pixels.setMinAndMax(1000, 5000);
		final float[] read = Pictures.read(Plane.current(new ImagePlus("", pixels)).read());
		assertEquals(-0.25f, read[0]);
		assertEquals(0, read[1]);
		assertEquals(1 / 4000f, read[2]);
		assertEquals(64535 / 4000f, read[3]);
	}

	@Test
	void whatIsNoNumberIsReadAsShown() {
		final float[] values = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 3};
		final FloatProcessor pixels = new FloatProcessor(4, 1, values);
		pixels.setMinAndMax(2, 4);
		final float[] read = Pictures.read(Plane.current(new ImagePlus("", pixels)).read());
		assertArrayEquals(new float[]{0, 0, 1, 0.5f, 0, 0, 1, 0.5f, 0, 0, 1, 0.5f}, read);
	}

	@Test
	void emptyDisplayRangesCanBeReadAndWritten() {
		final FloatProcessor pixels = new FloatProcessor(2, 1, new float[]{5, 5});
		final Plane plane = Plane.current(new ImagePlus("", pixels));
		assertArrayEquals(new float[6], Pictures.read(plane.read()));
		plane.replace(Pictures.wrap(new float[]{0, 0.5f, 0, 0.5f, 0, 0.5f}, plane.bounds()),
			Canvas.everywhere(plane.bounds()));
		assertArrayEquals(new float[]{5, 5.5f}, (float[]) pixels.getPixels());
		final FloatProcessor nothing = new FloatProcessor(1, 1, new float[]{Float.NaN});
		assertArrayEquals(new float[3],
			Pictures.read(Plane.current(new ImagePlus("", nothing)).read()));
	}

	@Test
	void paletteEntriesAreReadExactly() {
		final ImagePlus imp = Images.COLOUR8.image(16, 16, new Random(1));
		final ImageProcessor rgb = imp.getProcessor().convertToRGB();
		assertArrayEquals(Pictures.read(Plane.current(new ImagePlus("", rgb)).read()),
			Pictures.read(Plane.current(imp).read()));
	}

	@Test
	void compositesAreReadAsShown() {
		final CompositeImage imp = Images.composite(new Random(2));
		for (int slice = 1; slice <= imp.getStackSize(); slice++) {
			final float[] read = Pictures.read(Plane.of(imp, slice).read());
			final CompositeImage shown = Images.composite(new Random(2));
			shown.setPosition(slice);
			shown.updateImage();
			final ImageProcessor rgb = new ColorProcessor(shown.flatten().getImage());
			assertArrayEquals(Pictures.read(Plane.current(new ImagePlus("", rgb)).read()), read,
				"slice " + slice);
		}
	}

	@Test
	void singleChannelsAreReadWithTheirOwnRange() {
		final CompositeImage imp = Images.composite(new Random(3));
		imp.setMode(CompositeImage.GRAYSCALE);
		imp.setPosition(1, 1, 1);
		final int first = imp.getStack().getProcessor(1).get(0);
		final int other = imp.getStack().getProcessor(6).get(0);
		assertEquals((float) ((first - 500) / 49500.0), Plane.of(imp, 1).read().getAt(0, 0, 0).get());
		assertEquals((float) (other / 30000.0), Plane.of(imp, 6).read().getAt(0, 0, 2).get());
		final Plane plane = Plane.current(imp);
		final Object before = Images.bits(imp.getStack().getProcessor(1));
		plane.replace(plane.read(), Canvas.everywhere(plane.bounds()));
		assertSame(before, imp.getStack().getProcessor(1));
	}

	@Test
	void otherSlicesAreWrittenWithoutUndo() {
		final ImagePlus imp = Images.GREY16.stack(5, 4, new Random(4));
		final Object shown = Images.bits(imp.getProcessor());
		final Plane plane = Plane.of(imp, 3);
		plane.replace(random(plane.bounds(), 3, 0, new Random(5)),
			Canvas.everywhere(plane.bounds()));
		final Object after = Images.bits(imp.getStack().getProcessor(3));
		WindowManager.setTempCurrentImage(imp);
		Undo.undo();
		WindowManager.setTempCurrentImage(null);
		assertSame(shown, imp.getProcessor());
		assertSame(after, imp.getStack().getProcessor(3));
	}

	@Test
	void compositesAndVirtualStacksCannotBeReplaced() {
		final Plane composite = Plane.current(Images.composite(new Random(6)));
		assertTrue(refusal(composite).contains("output=[New image]"));
		final VirtualStack stack = new VirtualStack(4, 3, 2);
		stack.setBitDepth(8);
		final ImagePlus imp = new ImagePlus("virtual", stack);
		assertTrue(refusal(Plane.current(imp)).contains("virtual"));
	}

	@Test
	void imagesInUseAreLeftAlone() {
		final ImagePlus imp = Images.RGB.image(4, 4, new Random(7));
		final Plane plane = Plane.current(imp);
		CompletableFuture.runAsync(imp::lock).join();
		assertTrue(refusal(plane).contains("in use"));
		assertTrue(imp.isLocked());
		CompletableFuture.runAsync(imp::unlock).join();
		assertTrue(imp.lock());
		assertDoesNotThrow(() -> plane.replace(plane.read(), Canvas.everywhere(plane.bounds())));
		assertTrue(imp.isLockedByAnotherThread() || imp.isLocked());
		imp.unlock();
		assertFalse(imp.isLocked());
	}

	@Test
	void changedImagesAreNoticed() {
		final ImagePlus resized = Images.RGB.image(4, 4, new Random(8));
		final Plane first = Plane.current(resized);
		resized.setProcessor(new ColorProcessor(5, 4));
		assertTrue(refusal(first).contains("size"));
		final ImagePlus converted = Images.RGB.image(4, 4, new Random(9));
		final Plane second = Plane.current(converted);
		converted.setProcessor(new ByteProcessor(4, 4));
		assertTrue(refusal(second).contains("type"));
		final ImagePlus moved = Images.GREY8.stack(4, 4, new Random(10));
		final Plane third = Plane.current(moved);
		moved.setSlice(3);
		assertTrue(refusal(third).contains("slice 2"));
		final ImagePlus closed = Images.RGB.image(4, 4, new Random(11));
		final Plane fourth = Plane.current(closed);
		closed.flush();
		assertTrue(refusal(fourth).contains("closed"));
		assertThrows(Refusal.class, () -> Plane.current(null));
		assertThrows(Refusal.class, () -> Plane.current(new ImagePlus()));
	}

	private static String refusal(final Plane plane) {
		final RandomAccessibleInterval<FloatType> result = Pictures
			.create(plane.bounds().dimension(0), plane.bounds().dimension(1));
		return assertThrows(Refusal.class,
			() -> plane.replace(result, Canvas.everywhere(plane.bounds()))).getMessage();
	}

	/** Values from -beyond to 1 + beyond, a third of them exactly 0. */
	private static RandomAccessibleInterval<FloatType> random(final Interval place,
		final int planes, final float beyond, final Random random) {
		final float[] values = new float[(int) (place.dimension(0) * place.dimension(1)) * planes];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextInt(3) == 0
				? 0
				: random.nextFloat() * (1 + 2 * beyond) - beyond;
		}
		return Pictures.wrap(values, place);
	}

	private static int[] raw(final ImageProcessor pixels) {
		final int[] values = new int[pixels.getPixelCount()];
		for (int i = 0; i < values.length; i++) {
			values[i] = pixels.getPixels() instanceof float[] floats
				? Float.floatToRawIntBits(floats[i])
				: pixels.get(i);
		}
		return values;
	}

	private static void assertSame(final Object bits, final ImageProcessor pixels) {
		assertArrayEquals(new Object[]{bits}, new Object[]{Images.bits(pixels)});
	}
}
