/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtHardwareDevice.OrtHardwareDeviceType;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.insaneres.Refusal;

/** Which devices work on this machine, found out by a tiny run on each, once. */
public final class Providers {

	private static final Map<Device, Optional<String>> OBSTACLES = new HashMap<>();
	private static final Map<Device, List<OrtEpDevice>> PLUGINS = new HashMap<>();

	private Providers() {}

	/**
	 * What keeps a device from being used.
	 *
	 * @param device any but {@link Device#AUTOMATIC}
	 * @return the reason, or nothing where a tiny network ran on it with the right result
	 * @throws Refusal if ONNX Runtime itself cannot start
	 */
	public static synchronized Optional<String> obstacle(final Device device) {
		OnnxRuntime.environment();
		Optional<String> obstacle = OBSTACLES.get(device);
		if (obstacle == null) {
			obstacle = Probe.run(device);
			OBSTACLES.put(device, obstacle);
		}
		return obstacle;
	}

	/** Whether this build of ONNX Runtime has code for a device, usable or not. */
	public static boolean built(final Device device) {
		OnnxRuntime.environment();
		final Set<OrtProvider> there = OrtEnvironment.getAvailableProviders();
		return device.plugin() || there.contains(provider(device));
	}

	/**
	 * The device to use when one is wished for.
	 *
	 * @param device usable
	 * @param reason why it is not the wished one, or null if it is
	 */
	public record Choice(Device device, String reason) {}

	/** Finds the device for a wish; the last resort is the processor. */
	public static Choice choose(final Device wish) {
		if (wish.equals(Device.CPU)) return new Choice(wish, null);
		if (!wish.equals(Device.AUTOMATIC)) return choice(wish);
		// CoreML and TensorRT run few networks well, or start slowly: only on request
		return built(Device.CUDA) ? choice(Device.CUDA) : new Choice(Device.CPU, null);
	}

	private static Choice choice(final Device wish) {
		final Optional<String> obstacle = obstacle(wish);
		return obstacle.isEmpty()
			? new Choice(wish, null)
			: new Choice(Device.CPU, fallback(wish, obstacle.get()));
	}

	/** The sentence for the log when the processor steps in. */
	static String fallback(final Device wish, final String reason) {
		return "Warning: " + wish + " cannot be used (" + reason
			+ "); the processor does the work instead, more slowly.";
	}

	/** Tells a session to run on a device. */
	static void add(final SessionOptions session, final Device device) throws OrtException {
		switch (device.name()) {
			case "CPU" -> {
				// Always there, as the last
			}
			case "CUDA" -> session.addCUDA(0);
			case "TensorRT" -> session.addTensorrt(0);
			case "CoreML" -> session.addCoreML();
			default -> session.addExecutionProvider(plugin(device), Map.of());
		}
	}

	/** What a library offers: one device, of its graphics cards if it knows any. */
	private static synchronized List<OrtEpDevice> plugin(final Device device) throws OrtException {
		List<OrtEpDevice> devices = PLUGINS.get(device);
		if (devices == null) {
			devices = register(device);
			PLUGINS.put(device, devices);
		}
		return devices;
	}

	private static List<OrtEpDevice> register(final Device device) throws OrtException {
		final OrtEnvironment environment = OnnxRuntime.environment();
		final int before = environment.getEpDevices().size();
		environment.registerExecutionProviderLibrary("insaneres" + PLUGINS.size(), device.name());
		final List<OrtEpDevice> all = environment.getEpDevices();
		final List<OrtEpDevice> added = new ArrayList<>(all.subList(before, all.size()));
		if (added.isEmpty()) {
			throw new Refusal("The library " + device + " finds no device on this machine that it could"
				+ " use; choose another device in SD Options.");
		}
		added.sort((a, b) -> Boolean.compare(graphics(b), graphics(a)));
		return added.subList(0, 1);
	}

	private static boolean graphics(final OrtEpDevice device) {
		return device.getDevice().getType() == OrtHardwareDeviceType.GPU;
	}

	private static OrtProvider provider(final Device device) {
		return switch (device.name()) {
			case "CUDA" -> OrtProvider.CUDA;
			case "TensorRT" -> OrtProvider.TENSOR_RT;
			case "CoreML" -> OrtProvider.CORE_ML;
			default -> OrtProvider.CPU;
		};
	}
}
