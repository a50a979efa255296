/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;

/**
 * What a prompt asks for besides text, in A1111's way: {@code <lora:name:0.8>} is taken out of the
 * text, wherever it stands, and its LoRA used at that strength.
 *
 * <pre>
 * ExtraNetworks all = ExtraNetworks.parse("a cat &lt;lora:sharp:0.8&gt;");
 * for (ExtraNetworks.Lora lora : all.loras()) use(lora.name(), lora.unet(), lora.text());
 * </pre>
 *
 * The first number is for text encoders and network, a second one for the network alone;
 * {@code te=} and {@code unet=} name them. {@code lyco} is the same as {@code lora}.
 *
 * @param prompt the text that is left
 * @param loras in the order they stand there
 * @param others what else was asked for, such as {@code hypernet:name:1}, and has no effect
 */
public record ExtraNetworks(String prompt, List<Lora> loras, List<String> others) {

	private static final Pattern TAG = Pattern.compile("<(\\w+):([^>]+)>",
		Pattern.UNICODE_CHARACTER_CLASS);

	/**
	 * A LoRA wanted.
	 *
	 * @param name of its file without the ending
	 * @param text strength in the text encoders, finite, also 0 or less
	 * @param unet strength in the network
	 */
	public record Lora(String name, double text, double unet) {}

	public ExtraNetworks {
		loras = List.copyOf(loras);
		others = List.copyOf(others);
	}

	/**
	 * Takes all tags out of a text.
	 *
	 * @throws Refusal if a strength is no number
	 */
	public static ExtraNetworks parse(final String text) {
		final StringBuilder prompt = new StringBuilder();
		final List<Lora> loras = new ArrayList<>();
		final List<String> others = new ArrayList<>();
		// Behind the last end of a tag there is none, however many begin
		final Matcher tags = TAG.matcher(text).region(0, text.lastIndexOf('>') + 1);
		while (tags.find()) {
			tags.appendReplacement(prompt, "");
			final String kind = tags.group(1);
			if (kind.equalsIgnoreCase("lora") || kind.equalsIgnoreCase("lyco")) {
				loras.add(lora(tags.group(), tags.group(2).split(":", -1)));
			} else {
				others.add(kind + ":" + tags.group(2));
			}
		}
		return new ExtraNetworks(tags.appendTail(prompt).toString(), loras, others);
	}

	private static Lora lora(final String tag, final String[] items) {
		final List<Double> numbers = new ArrayList<>();
		Double text = null;
		Double unet = null;
		for (int i = 1; i < items.length; i++) {
			final int sign = items[i].indexOf('=');
			final String name = sign < 0 ? "" : items[i].substring(0, sign).strip();
			final double number = number(tag, items[i].substring(sign + 1));
			switch (name) {
				case "" -> numbers.add(number);
				case "te" -> text = number;
				case "unet" -> unet = number;
				default -> throw new Refusal("In " + tag + " " + name
					+ " cannot be set; write <lora:name:0.8>, or te= and unet= for each part.");
			}
		}
		if (numbers.size() > 2) {
			throw new Refusal("In " + tag + " stand more than two strengths; write <lora:name:0.8>, or"
				+ " <lora:name:0.8:1> for text encoders and network.");
		}
		final double first = numbers.isEmpty() ? 1 : numbers.get(0);
		final double both = text == null ? first : text;
		final double second = numbers.size() < 2 ? both : numbers.get(1);
		return new Lora(items[0].strip(), both, unet == null ? second : unet);
	}

	private static double number(final String tag, final String text) {
		final OptionalDouble number = Signs.number(text);
		if (number.isPresent()) return Run.limit(number.getAsDouble());
		throw new Refusal("In " + tag + " the strength \"" + text.strip()
			+ "\" is no number; write <lora:name:0.8>.");
	}
}
