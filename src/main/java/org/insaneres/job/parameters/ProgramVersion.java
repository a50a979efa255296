/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.parameters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that A1111 writes with its settings, such as v1.10.1 or v1.7.0-225-gabcdef12 (225
 * changes after 1.7.0), ordered as Python's packages are (PEP 440).
 *
 * @param epoch nearly always 0
 * @param release the numbers between dots, without zeros at the end
 * @param stage how far the release had come: {@link #DEVELOPED}, 0 alpha, 1 beta, 2 candidate or
 * {@link #RELEASED}
 * @param pre number within the stage
 * @param post changes after the release, or -1
 * @param dev number of the state before, or {@link Long#MAX_VALUE}
 */
public record ProgramVersion(long epoch, List<Long> release, int stage, long pre, long post,
	long dev)
	implements
		Comparable<ProgramVersion> {

	private static final int DEVELOPED = -1;
	private static final int RELEASED = 3;

	private static final Pattern CHANGES = Pattern.compile("([^-]+-[^-]+)-.*", Pattern.DOTALL);

	private static final Pattern PEP_440 = Pattern.compile("\\s*v?(?:(?<epoch>[0-9]+)!)?"
		+ "(?<release>[0-9]+(?:\\.[0-9]+)*+)"
		+ "(?<pre>[-_.]?(?<stage>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pren>[0-9]+)?)?"
		+ "(?<post>-(?<postn>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<revn>[0-9]+)?)?"
		+ "(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]+)?)?" + "(?:\\+[a-z0-9]+(?:[-_.][a-z0-9]+)*+)?\\s*",
		Pattern.CASE_INSENSITIVE);

	private static final Comparator<ProgramVersion> ORDER = Comparator
		.comparingLong(ProgramVersion::epoch)
		.thenComparing(v -> v.release.stream().mapToLong(Long::longValue).toArray(), Arrays::compare)
		.thenComparingInt(ProgramVersion::stage).thenComparingLong(ProgramVersion::pre)
		.thenComparingLong(ProgramVersion::post).thenComparingLong(ProgramVersion::dev);

	/** A release, or a number of changes after one. */
	static ProgramVersion of(final String text) {
		return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
	}

	/** Reads a version with whatever git puts behind it; empty if it is none. */
	static Optional<ProgramVersion> parse(final String text) {
		final Matcher changes = CHANGES.matcher(text);
		final Matcher parts = PEP_440.matcher(changes.matches() ? changes.group(1) : text);
		return parts.matches() ? Optional.of(read(parts)) : Optional.empty();
	}

	private static ProgramVersion read(final Matcher parts) {
		final boolean pre = parts.group("pre") != null;
		final boolean post = parts.group("post") != null;
		final boolean dev = parts.group("dev") != null;
		return new ProgramVersion(number(parts.group("epoch")), release(parts.group("release")),
			pre ? stage(parts.group("stage")) : dev && !post ? DEVELOPED : RELEASED,
			number(parts.group("pren")),
			post ? Math.max(number(parts.group("postn")), number(parts.group("revn"))) : -1,
			dev ? number(parts.group("devn")) : Long.MAX_VALUE);
	}

	private static int stage(final String name) {
		return switch (Character.toLowerCase(name.charAt(0))) {
			case 'a' -> 0;
			case 'b' -> 1;
			default -> 2;
		};
	}

	private static List<Long> release(final String text) {
		final List<Long> numbers = Arrays.stream(text.split("\\.")).map(ProgramVersion::number)
			.toList();
		int size = numbers.size();
		while (size > 0 && numbers.get(size - 1) == 0) {
			size--;
		}
		return numbers.subList(0, size);
	}

	/** Absent is 0; numbers too large to matter are all the same. */
	private static long number(final String digits) {
		if (digits == null) return 0;
		return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
	}

	@Override
	public int compareTo(final ProgramVersion other) {
		return ORDER.compare(this, other);
	}

	/** Whether this came earlier. */
	boolean isBefore(final ProgramVersion other) {
		return compareTo(other) < 0;
	}
}
