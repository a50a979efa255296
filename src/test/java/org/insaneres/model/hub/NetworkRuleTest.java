/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** Nothing leaves the machine but by the installer. */
class NetworkRuleTest {

	@Test
	void onlyTheInstallerKnowsTheNetwork() {
		noClasses().that().resideOutsideOfPackage("..model.hub..").should().dependOnClassesThat()
			.haveNameMatching(
				"java\\.net\\.(http\\..*|.*Socket.*|.*Http.*|InetAddress|InetSocketAddress)")
			.orShould().callMethod(java.net.URL.class, "openStream")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.insaneres"));
	}
}
