/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/**
 * Ways in which files and answers do harm elsewhere, and which this program does not have at all.
 */
class HarmRulesTest {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.insaneres");

	@Test
	void noObjectIsMadeFromBytesThatNameItsClass() {
		noClasses().should().dependOnClassesThat()
			.haveNameMatching("java\\.io\\.(ObjectInput.*|Externalizable)|java\\.beans\\..*"
				+ "|java\\.rmi\\..*|javax\\.naming\\..*|org\\.yaml\\..*|com\\.thoughtworks\\..*"
				+ "|com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo"
				+ "|com\\.fasterxml\\.jackson\\.databind\\.jsontype\\..*")
			.orShould().callMethodWhere(JavaCall.Predicates
				.target(HasName.Predicates
					.nameMatching("activateDefaultTyping.*|enableDefaultTyping.*")))
			.check(classes);
	}

	@Test
	void noXmlIsReadAndNoArchiveIsUnpackedButTheOwnLibraries() {
		noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.xml..", "org.xml..",
			"org.w3c..").check(classes);
		noClasses().that().doNotHaveFullyQualifiedName("org.insaneres.onnx.Natives").should()
			.dependOnClassesThat().haveNameMatching(
				"java\\.util\\.zip\\.Zip(File|InputStream)|java\\.util\\.jar\\.Jar(File|InputStream)")
			.check(classes);
	}

	@Test
	void noOtherProgramIsStartedButByTheLauncher() {
		noClasses().that().doNotHaveFullyQualifiedName("org.insaneres.legacy.Launcher").should()
			.dependOnClassesThat().haveNameMatching("java\\.lang\\.ProcessBuilder")
			.orShould().callMethod(Runtime.class, "exec", String.class)
			.orShould().dependOnClassesThat().resideInAnyPackage("javax.script..").check(classes);
	}
}
