/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** The packages use each other downwards only. */
class ArchitectureTest {

	private static final String[] ROOMS = {"legacy", "command", "job", "upscale", "diffusion",
		"sampler", "prompt", "model", "onnx", "picture"};

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.insaneres");

	@Test
	void arrowsPointDown() {
		var house = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.insaneres..")
			.withOptionalLayers(true).layer("root").definedBy("org.insaneres");
		for (final String room : ROOMS) {
			house = house.layer(room).definedBy("org.insaneres." + room + "..");
		}
		house.whereLayer("root").mayNotAccessAnyLayer() //
			.whereLayer("legacy").mayOnlyAccessLayers("root", "command", "job") //
			.whereLayer("command").mayOnlyAccessLayers("root", "job") //
			.whereLayer("job").mayOnlyAccessLayers("root", "upscale", "diffusion", "sampler", "prompt",
				"model", "onnx", "picture") //
			.whereLayer("upscale").mayOnlyAccessLayers("root", "diffusion", "sampler", "prompt", "model",
				"onnx", "picture") //
			.whereLayer("diffusion").mayOnlyAccessLayers("root", "sampler", "prompt", "model", "onnx",
				"picture") //
			.whereLayer("sampler").mayOnlyAccessLayers("root") //
			.whereLayer("prompt").mayOnlyAccessLayers("root") //
			.whereLayer("model").mayOnlyAccessLayers("root", "onnx") //
			.whereLayer("onnx").mayOnlyAccessLayers("root") //
			.whereLayer("picture").mayOnlyAccessLayers("root") //
			.check(classes);
	}

	@Test
	void theEngineKnowsNoEditor() {
		noClasses().that()
			.resideInAnyPackage("org.insaneres", "..upscale..", "..diffusion..", "..sampler..",
				"..prompt..", "..model..", "..onnx..", "..picture..")
			.should().dependOnClassesThat().resideInAnyPackage("ij..", "org.scijava..", "net.imagej..")
			.check(classes);
	}

	@Test
	void onlyTheOnnxRoomTouchesOnnxRuntime() {
		noClasses().that().resideOutsideOfPackage("..onnx..").should().dependOnClassesThat()
			.resideInAPackage("ai.onnxruntime..").check(classes);
	}
}
