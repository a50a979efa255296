/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.job.ImageToImageSettings;
import org.insaneres.job.shelf.Records;
import org.junit.jupiter.api.Test;

class GridTest {

	private static final String OTHER = Path
		.of("src/test/resources/tiny-models/models/sd15").toString();

	static ImageToImageSettings base(final String prompt, final String negative) {
		return Records.make(ImageToImageSettings.class, key -> switch (key) {
			case "model" -> "mini";
			case "strength" -> 0.3;
			case "steps" -> 20;
			case "guidance" -> 1.0;
			case "sampler" -> "Euler";
			case "schedule" -> "Automatic";
			case "seed" -> 7L;
			case "noise" -> "Position";
			case "rule", "emphasis" -> "A1111";
			case "clipskip", "variants" -> 1;
			case "eta" -> -1.0;
			case "size", "feather", "context" -> 0;
			case "lock", "variation" -> 0.0;
			case "twin", "ensd" -> 0L;
			case "cache" -> 1;
			case "content" -> "Original";
			case "slices", "regions" -> false;
			case "prompt" -> prompt;
			case "negative" -> negative;
			default -> "";
		});
	}

	private static Grid grid(final ImageToImageSettings base, final String across,
		final String down, final String deep) {
		return new Grid(Variation.together(
			List.of(Axis.parse("across", across), Axis.parse("down", down), Axis.parse("deep", deep)),
			Explored.IMAGE_TO_IMAGE, base), base);
	}

	private static String prompts(final Grid grid) {
		return grid.cells().stream().map(cell -> (ImageToImageSettings) cell.settings())
			.map(s -> s.prompt() + "|" + s.negative()).collect(Collectors.joining("; "));
	}

	@Test
	void cellsLieInTheOrderOfAHyperstack() {
		final Grid grid = grid(base("", ""), "strength 0.1,0.5", "steps 3,4", "seed 1-3");
		assertEquals(12, grid.cells().size());
		assertEquals("strength=0.1 steps=3 seed=1", grid.cells().get(0).label());
		assertEquals("strength=0.1 steps=3 seed=2", grid.cells().get(1).label());
		assertEquals("strength=0.5 steps=3 seed=1", grid.cells().get(3).label());
		assertEquals("strength=0.1 steps=4 seed=1", grid.cells().get(6).label());
		assertEquals("strength=0.5 steps=4 seed=3", grid.cell(1, 1, 2).label());
		assertEquals(12, grid.cell(1, 1, 2).slice());
		final ImageToImageSettings last = (ImageToImageSettings) grid.cell(1, 1, 2).settings();
		assertEquals("0.5 4 3 Euler",
			last.strength() + " " + last.steps() + " " + last.seed() + " " + last.sampler());
	}

	@Test
	void everyModelIsLoadedOnce() {
		final Grid grid = grid(base("", ""), "model mini, " + OTHER, "steps 3-5", "");
		assertEquals("mini mini mini sd15 sd15 sd15", grid.inOrderOfWork().stream()
			.map(cell -> ((ImageToImageSettings) cell.settings()).model())
			.map(model -> Path.of(model).getFileName().toString()).collect(Collectors.joining(" ")));
		assertEquals("1 3 5 2 4 6", grid.inOrderOfWork().stream()
			.map(cell -> String.valueOf(cell.slice())).collect(Collectors.joining(" ")));
	}

	@Test
	void theFirstItemIsSearchedAndReplacedInBothPrompts() {
		assertEquals("a cat, cat|no cat; a dog, dog|no dog; a , |no ",
			prompts(grid(base("a cat, cat", "no cat"), "prompt cat, dog, ", "", "")));
		assertEquals("a cat|no cat; a cat|no dog",
			prompts(grid(base("a cat", "no cat"), "negative cat, dog", "", "")));
		assertEquals("red cat|; blue cat|; red dog|; blue dog|",
			prompts(grid(base("red cat", ""), "prompt red, blue", "prompt cat, dog", "")));
	}

	@Test
	void anEmptyPromptIsReplacedAsAWhole() {
		assertEquals("cat|none; dog|none",
			prompts(grid(base("", "none"), "prompt cat, dog", "", "")));
		assertEquals("x|; x|blurry, dull", prompts(grid(base("x", ""),
			"negative \"\", \"blurry, dull\"", "", "")));
	}

	@Test
	void whatIsNotThereCannotBeReplaced() {
		assertThrows(Refusal.class, () -> grid(base("a fox", ""), "prompt cat, dog", "", ""));
		assertThrows(Refusal.class, () -> grid(base("a fox", "cat"), "negative fox, dog", "", ""));
	}

	@Test
	void thereAreBounds() {
		assertEquals(256, grid(base("", ""), "seed 1-16", "steps 1-16", "").cells().size());
		assertThrows(Refusal.class, () -> grid(base("", ""), "seed 1-17", "steps 1-16", ""));
	}
}
