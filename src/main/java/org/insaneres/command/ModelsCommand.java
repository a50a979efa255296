/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.command;

import ij.ImagePlus;

import org.insaneres.job.Desk;
import org.insaneres.job.Shop;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Models: which there are, whether they are intact, and getting more. */
@Plugin(type = Command.class, label = Shop.LABEL, visible = false, headless = true,
	attrs = @Attr(name = "no-record"),
	description = "Lists, checks, imports, installs and removes models.")
public class ModelsCommand extends ActionCommand {

	@Parameter(label = "Action", persist = false,
		choices = {Shop.LIST, Shop.VERIFY, Shop.IMPORT, Shop.INSTALL, Shop.REMOVE},
		description = "What to do.")
	private String action = Shop.LIST;

	@Parameter(label = "File", persist = false, required = false,
		description = "A model's name; to import a path; to install OWNER/NAME, a file in it, or its page.")
	private String file = "";

	@Override
	protected ImagePlus work(final Desk desk) {
		Shop.run(action, file, desk);
		return null;
	}
}
