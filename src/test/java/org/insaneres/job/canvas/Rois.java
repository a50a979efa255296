/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.canvas;

import ij.gui.EllipseRoi;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;

import java.awt.Polygon;
import java.awt.Rectangle;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Area selections of every shape, on, over and beside a picture of about 30 x 20 pixels. */
public class Rois implements ArbitrarySupplier<Roi> {

	@Override
	public Arbitrary<Roi> get() {
		final Arbitrary<Integer> place = Arbitraries.integers().between(-25, 35);
		final Arbitrary<Integer> size = Arbitraries.integers().between(1, 45);
		final Arbitrary<Rectangle> boxes = Combinators.combine(place, place, size, size)
			.as(Rectangle::new);
		final Arbitrary<Roi> simple = Combinators.combine(boxes, Arbitraries.integers().between(0, 6),
			Arbitraries.longs()).as(Rois::roi);
		return Combinators.combine(simple, simple, Arbitraries.integers().between(0, 5))
			.as(Rois::combined);
	}

	private static Roi roi(final Rectangle box, final int kind, final long seed) {
		final Random random = new Random(seed);
		switch (kind) {
			case 0 :
				return new Roi(box);
			case 1 :
				return new Roi(box.x, box.y, box.width, box.height, 1 + random.nextInt(12));
			case 2 :
				return new OvalRoi(box.x, box.y, box.width, box.height);
			case 3 :
				return new RotatedRectRoi(box.x, box.y, box.x + box.width, box.y + box.height,
					1 + random.nextInt(20));
			case 4 :
				return new EllipseRoi(box.x, box.y, box.x + box.width, box.y + box.height, 0.4);
			default :
				final Polygon polygon = new Polygon();
				for (int i = 0; i < 3 + random.nextInt(6); i++) {
					polygon.addPoint(box.x + random.nextInt(box.width + 1),
						box.y + random.nextInt(box.height + 1));
				}
				return new PolygonRoi(polygon, kind == 5 ? Roi.POLYGON : Roi.FREEROI);
		}
	}

	private static Roi combined(final Roi first, final Roi second, final int how) {
		final ShapeRoi shape = new ShapeRoi((Roi) first.clone());
		final ShapeRoi other = new ShapeRoi((Roi) second.clone());
		final Roi roi = switch (how) {
			case 0 -> shape.xor(other);
			case 1 -> shape.or(other);
			case 2 -> shape.not(other);
			default -> first;
		};
		return roi == null || roi.getBounds().isEmpty() ? first : roi;
	}
}
