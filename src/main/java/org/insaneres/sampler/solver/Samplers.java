/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.sampler.solver;

import java.util.List;
import java.util.stream.Collectors;

import org.insaneres.Refusal;
import org.insaneres.sampler.Sampler;

/**
 * All samplers of the menu, by display name.
 * <p>
 * The only list of them: the dialog, macros and the check of names ask here, and a test compares
 * the manual. A new sampler is one new file and its entry here. A plain list because its order is
 * that of the menu, and because whatever would find classes by itself (service files, class path
 * scans) breaks when jars are merged or loaded late.
 */
public final class Samplers {

	private static final List<Sampler> ALL = List.of(DpmMultistep.DPMPP_2M, new DpmppSde(),
		DpmMultistep.DPMPP_2M_SDE, DpmMultistep.DPMPP_2M_SDE_HEUN, new Dpmpp2sAncestral(),
		DpmMultistep.DPMPP_3M_SDE, new EulerAncestral(), new Euler(), new Lms(), new Heun(), new Dpm2(),
		new Dpm2Ancestral(), new DpmFast(), new DpmAdaptive(), new Restart(), new Ddim(),
		new DdimCfgPlusPlus(), new Plms(), new UniPc(), new Lcm());

	private Samplers() {}

	/** All samplers with their usual settings, in the order of the menu. */
	public static List<Sampler> all() {
		return ALL;
	}

	/** Their display names, in the same order. */
	public static List<String> names() {
		return ALL.stream().map(Sampler::name).collect(Collectors.toList());
	}

	/**
	 * @param name a display name, in upper or lower case
	 * @throws Refusal if there is none of this name
	 */
	public static Sampler named(final String name) {
		return ALL.stream().filter(s -> s.name().equalsIgnoreCase(name.trim())).findFirst()
			.orElseThrow(() -> new Refusal("There is no sampler \"" + name + "\"; choose one of " +
				String.join(", ", names()) + "."));
	}
}
