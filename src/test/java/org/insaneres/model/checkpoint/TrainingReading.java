/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import java.nio.file.Path;

import org.insaneres.onnx.SafeTensors;

/** What lies beside a checkpoint. */
public final class TrainingReading {

	private TrainingReading() {}

	/** @param checkpoint beside which name.json or name.yaml lies */
	public static void read(final Path checkpoint) {
		Training.read(SafeTensors.open(checkpoint));
	}
}
