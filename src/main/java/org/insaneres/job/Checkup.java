/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job;

import com.sun.management.OperatingSystemMXBean;

import ij.IJ;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.job.shelf.Installed;
import org.insaneres.job.shelf.Preferences;
import org.insaneres.model.Inventory;
import org.insaneres.model.Models;
import org.insaneres.onnx.Device;
import org.insaneres.onnx.OnnxRuntime;
import org.insaneres.onnx.Providers;

/** Says in plain words what works on this machine and what does not, and what to do about it. */
public final class Checkup {

	/** The label in the menu. */
	public static final String LABEL = "SD Check Installation";

	private static final String OK = "OK";
	private static final String NOTE = "Note";
	private static final String PROBLEM = "Problem";

	private static final int JAVA = 17;
	private static final long SMALL_HEAP = 900_000_000;
	private static final long BYTES_PER_PIXEL = 160;
	private static final long LITTLE_SPACE = 5_000_000_000L;

	private final List<List<String>> rows = new ArrayList<>();

	private Checkup() {}

	/** Looks at everything; takes a few seconds where graphics cards are tried. */
	public static Table run(final Monitor monitor) {
		final Checkup checkup = new Checkup();
		checkup.java();
		checkup.row("ImageJ", OK, IJ.getFullVersion(), "");
		if (checkup.runtime()) checkup.devices(monitor);
		checkup.memory();
		checkup.folders();
		checkup.models();
		checkup.network();
		return new Table(LABEL, List.of("Part", "Verdict", "What to do", "Found"), checkup.rows);
	}

	private void row(final String part, final String verdict, final String found,
		final String advice) {
		rows.add(List.of(part, verdict, advice, found));
	}

	private void java() {
		final boolean fits = Runtime.version().feature() >= JAVA;
		row("Java", fits ? OK : PROBLEM, System.getProperty("java.version") + " of "
			+ System.getProperty("java.vendor") + ", " + System.getProperty("os.name") + " "
			+ System.getProperty("os.arch"), fits ? "" : "Start ImageJ with Java 17 or newer.");
	}

	private boolean runtime() {
		try {
			final String found = OnnxRuntime.start();
			final boolean talks = OnnxRuntime.talks();
			row("ONNX Runtime", talks ? PROBLEM : OK, found, talks
				? "This version reports its use over the network: start ImageJ with the environment"
					+ " variable ORT_DISABLE_TELEMETRY=1, or use the jar that comes with InsaneRes."
				: "");
			return true;
		} catch (final Refusal refusal) {
			row("ONNX Runtime", PROBLEM, refusal.getMessage(),
				"Copy all jars of the distribution into the jars folder; remove others named onnxruntime.");
			return false;
		}
	}

	private void devices(final Monitor monitor) {
		for (final Device device : List.of(Device.CPU, Device.CUDA, Device.TENSORRT, Device.COREML)) {
			monitor.check();
			monitor.progress(0.5, "Trying " + device);
			device(device);
		}
		final Device wish = wish();
		if (wish == null) return;
		final Providers.Choice choice = Providers.choose(wish);
		final boolean fits = choice.reason() == null;
		final String runner = choice.device().equals(Device.CPU)
			? "the processor"
			: choice.device().name();
		row("Device in SD Options", fits ? OK : PROBLEM, wish + ": " + runner + " runs the models",
			fits ? "" : "See above for " + wish + ", or choose another device in SD Options.");
	}

	private Device wish() {
		try {
			return Device.of(Preferences.read().device());
		} catch (final Refusal gone) {
			row("Device in SD Options", PROBLEM, gone.getMessage(), "Choose a device in SD Options.");
			return null;
		}
	}

	private void device(final Device device) {
		final Optional<String> obstacle = Providers.obstacle(device);
		if (obstacle.isEmpty()) {
			row(device.name(), OK, "works: a small network ran on it with the right result", "");
		} else if (Providers.built(device) || device.equals(Device.CPU)) {
			row(device.name(), PROBLEM, obstacle.get(), device.equals(Device.COREML)
				? "Use device=CPU."
				: "Update the driver, and install the CUDA and cuDNN that this ONNX Runtime was made for.");
		} else {
			row(device.name(), NOTE, obstacle.get(), device.equals(Device.COREML)
				? "Nothing: it exists on Macs with Apple silicon only."
				: "Only for an Nvidia card: put onnxruntime_gpu-" + OnnxRuntime.version()
					+ ".jar in place of onnxruntime-" + OnnxRuntime.version() + ".jar.");
		}
	}

	private void memory() {
		final long heap = Runtime.getRuntime().maxMemory();
		row("Java's memory", heap < SMALL_HEAP ? NOTE : OK,
			Inventory.size(heap) + ", for results of up to "
				+ heap / BYTES_PER_PIXEL / 1_000_000 + " megapixels",
			heap < SMALL_HEAP ? "Give ImageJ more in Edit>Options>Memory & Threads." : "");
		final OperatingSystemMXBean machine = machine();
		if (machine == null) return;
		row("Memory of the machine", OK, Inventory.size(machine.getTotalMemorySize()) + ", "
			+ Inventory.size(machine.getFreeMemorySize()) + " free; models take theirs beside Java's",
			"");
	}

	private static OperatingSystemMXBean machine() {
		return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
			? bean
			: null;
	}

	private void folders() {
		final Path target = Installed.target();
		final Set<Path> roots = new LinkedHashSet<>(List.of(target));
		roots.addAll(Installed.library().roots());
		for (final Path root : roots) {
			final boolean first = root.equals(target);
			final String part = first ? "Models folder" : "Further models";
			if (!Files.isDirectory(root)) {
				if (first) row(part, NOTE, root + " is not there", "It is made when a model is installed.");
			} else if (first && !Files.isWritable(root)) {
				row(part, NOTE, root + " cannot be written",
					"To install models, choose another folder in SD Options.");
			} else {
				final long free = free(root);
				row(part, first && free < LITTLE_SPACE ? NOTE : OK, root + ", " + Inventory.size(free)
					+ " free", first && free < LITTLE_SPACE ? "A model needs 2 to 7 GB." : "");
			}
		}
	}

	private static long free(final Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		} catch (final IOException e) {
			return 0;
		}
	}

	private void models() {
		final OperatingSystemMXBean machine = machine();
		final long most = machine == null ? Long.MAX_VALUE : machine.getTotalMemorySize();
		final Models library = Installed.library();
		for (final Inventory.Item item : Inventory.of(library)) {
			final boolean large = item.memory() > most * 3 / 4;
			final String found = item.usable()
				? item.kind() + ", " + Inventory.size(item.memory()) + " when loaded"
				: item.kind();
			row("Model " + item.name(), item.usable() ? large ? NOTE : OK : PROBLEM, found,
				large ? "It is too large for this machine to run well; use a smaller one." : "");
		}
		if (library.list().isEmpty()) {
			row("Models", PROBLEM, "none", "Install one with SD Models, or copy the folder models of the"
				+ " distribution beside the folder plugins.");
		}
	}

	private void network() {
		row("Network", OK, "used by nothing but installing in SD Models", "");
	}
}
