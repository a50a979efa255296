/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import java.util.List;

/** The page behind the Help button: every key with what it does and the values it takes. */
final class HelpPage {

	private HelpPage() {}

	static String of(final List<Key> keys) {
		final StringBuilder page = new StringBuilder("<html><table cellpadding=2 width=520>");
		for (final Key key : keys) {
			page.append("<tr><td valign=top><b>").append(key.label()).append("</b><br><tt>")
				.append(key.name()).append("=</tt></td><td>").append(escape(key.description()))
				.append("<br><i>").append(escape(Values.allowed(key))).append("</i></td></tr>");
		}
		return page.append("</table></html>").toString();
	}

	static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;");
	}
}
