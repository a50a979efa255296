/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.insaneres.Refusal;

/**
 * Ranges of numbers in the grammar of A1111's X/Y/Z plot: {@code 1-5}; {@code 1-10 (+3)} with a
 * step; {@code 0.1-0.5 [5]} with a count, ends included. Because a value in a macro may not hold
 * brackets everywhere, {@code (5)} without a sign is a count too.
 * <p>
 * Different from there, decimal ranges never pass their end, descending ranges reach it, and counts
 * are exact to four decimals.
 */
final class Numbers {

	private static final int DECIMALS = 4;

	private static final String NUMBER = "[+-]?\\s*(?:\\d+\\.?\\d*|\\.\\d+)";
	/** Longer items are no ranges, and would take a pattern long. */
	private static final int LONGEST = 200;

	private static final Pattern RANGE = Pattern.compile("\\s*(" + NUMBER + ")\\s*-\\s*(" + NUMBER +
		")\\s*(?:\\(\\s*([+-]\\s*(?:\\d+\\.?\\d*|\\.\\d+))\\s*\\)|\\[\\s*(\\d{1,9})\\s*\\]" +
		"|\\(\\s*(\\d{1,9})\\s*\\))?\\s*");

	private Numbers() {}

	/**
	 * @param item such as {@code 1-10 (+3)}
	 * @param whole whether only whole numbers are wanted; those of a count are cut off, as in A1111
	 * @param most values there may be
	 * @return its numbers in plain digits; nothing if it is no range
	 * @throws Refusal if the range can not be walked, or has too many values
	 */
	static Optional<List<String>> range(final String item, final boolean whole, final int most) {
		final Matcher range = RANGE.matcher(item);
		if (item.length() > LONGEST || !range.matches()) return Optional.empty();
		final BigDecimal from = number(range.group(1));
		final BigDecimal to = number(range.group(2));
		final String count = range.group(4) != null ? range.group(4) : range.group(5);
		if (count != null) return Optional.of(counted(item, from, to, count, whole, most));
		final BigDecimal step = range.group(3) != null
			? number(range.group(3))
			: BigDecimal.valueOf(to.compareTo(from) < 0 ? -1 : 1);
		return Optional.of(stepped(item, from, to, step, most));
	}

	private static List<String> counted(final String item, final BigDecimal from,
		final BigDecimal to, final String digits, final boolean whole, final int most) {
		final int count = Integer.parseInt(digits);
		if (count < 1 || count > most) throw tooMany(item, digits, most);
		final List<String> values = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final BigDecimal share = count == 1
				? BigDecimal.ZERO
				: to.subtract(from).multiply(BigDecimal.valueOf(i)).divide(BigDecimal.valueOf(count - 1L),
					MathContext.DECIMAL64);
			final BigDecimal value = from.add(share);
			values.add(plain(whole
				? value.setScale(DECIMALS, RoundingMode.HALF_UP).setScale(0, RoundingMode.DOWN)
				: value.setScale(DECIMALS, RoundingMode.HALF_UP)));
		}
		return values;
	}

	private static List<String> stepped(final String item, final BigDecimal from,
		final BigDecimal to, final BigDecimal step, final int most) {
		final BigDecimal way = to.subtract(from);
		if (step.signum() == 0 || way.signum() * step.signum() < 0) {
			throw new Refusal("\"" + item.strip() + "\" never gets from " + plain(from) + " to " +
				plain(to) + ": give a step towards the end, such as (" + (way.signum() < 0 ? "-" : "+") +
				"1).");
		}
		final BigDecimal last = way.divideToIntegralValue(step);
		if (last.compareTo(BigDecimal.valueOf(most)) >= 0) {
			throw tooMany(item, plain(last.add(BigDecimal.ONE)), most);
		}
		final List<String> values = new ArrayList<>();
		for (int i = 0; i <= last.intValueExact(); i++) {
			values.add(plain(from.add(step.multiply(BigDecimal.valueOf(i)))));
		}
		return values;
	}

	private static Refusal tooMany(final String item, final String count, final int most) {
		return new Refusal(
			"\"" + item.strip() + "\" asks for " + count + " values, but there can be 1" +
				" to " + most + ": give a larger step, or a count in [ ].");
	}

	private static BigDecimal number(final String digits) {
		return new BigDecimal(digits.replaceAll("\\s", ""));
	}

	private static String plain(final BigDecimal number) {
		return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
	}
}
