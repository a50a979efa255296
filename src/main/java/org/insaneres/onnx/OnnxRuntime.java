/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

import java.net.URL;
import java.security.CodeSource;

import org.insaneres.Refusal;

/** ONNX Runtime itself, started at first use and once for the whole program. */
public final class OnnxRuntime {

	private static final int TALKATIVE = 29;

	private static OrtEnvironment environment;
	private static Throwable failure;
	private static String libraries = "";

	private OnnxRuntime() {}

	/**
	 * Starts ONNX Runtime if it does not run yet.
	 *
	 * @return version, platform, and where it was loaded from: a line for the log
	 * @throws Refusal if it cannot run here; the same again at every later call
	 */
	public static synchronized String start() {
		if (environment == null && failure == null) {
			try {
				libraries = Natives.prepare();
				environment = open();
			} catch (final Throwable e) {
				// Linkage errors too: after the first, ONNX Runtime's classes are unusable for good
				failure = e;
			}
		}
		if (failure != null) throw refusal();
		return "ONNX Runtime " + environment.getVersion() + " on " + Natives.platform() + ", "
			+ jar() + ", " + libraries;
	}

	/** Its version, such as 1.28.0. */
	public static String version() {
		return environment().getVersion();
	}

	/** Whether this build may report its use over the network; those from 1.29 on do by default. */
	public static boolean talks() {
		if ("1".equals(System.getenv("ORT_DISABLE_TELEMETRY")) || Natives.windows()) return false;
		final String[] numbers = version().split("\\.");
		final int major = Integer.parseInt(numbers[0]);
		return major > 1 || major == 1 && Integer.parseInt(numbers[1]) >= TALKATIVE;
	}

	static synchronized OrtEnvironment environment() {
		if (environment == null) start();
		return environment;
	}

	private static OrtEnvironment open() throws Exception {
		final OrtEnvironment opened = OrtEnvironment
			.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "InsaneRes");
		opened.setTelemetry(false);
		return opened;
	}

	private static Refusal refusal() {
		Throwable cause = failure;
		while (cause.getCause() != null) cause = cause.getCause();
		return new Refusal("ONNX Runtime, which runs the models, cannot start on "
			+ System.getProperty("os.name") + " " + System.getProperty("os.arch") + " with Java "
			+ System.getProperty("java.version") + " (" + jar() + "): "
			+ cause.getClass().getSimpleName() + ", " + cause.getMessage()
			+ ". It needs 64-bit Windows, Linux or macOS 14 on Apple Silicon, and exactly one"
			+ " onnxruntime jar in the installation.", failure);
	}

	/** Which jar the classes came from: with several in an installation that explains failures. */
	private static String jar() {
		try {
			final CodeSource source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
			final URL url = source == null ? null : source.getLocation();
			if (url == null) return "jar unknown";
			return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
		} catch (final LinkageError e) {
			return "its jar is missing";
		}
	}
}
