/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.insaneres.Monitor;
import org.insaneres.Refusal;

/**
 * A loaded ONNX graph.
 *
 * <pre>
 * try (Session unet = Session.open(file, Options.DEFAULT)) {
 * 	Tensor out = unet.run(Map.of("sample", x, "timestep", t), () -&gt; false).get("out_sample");
 * }
 * </pre>
 *
 * Values are floats outside and whatever the graph declares inside. One run at a time: others wait.
 * {@link #close()} stops a run in progress and waits for it; a closed session throws.
 */
public final class Session implements AutoCloseable {

	/** Microseconds for which a thread without work keeps its core. */
	private static final String SPIN = "200";

	private final String name;
	private final OrtSession session;
	private final Providers.Choice choice;
	private final LoadedWeights weights;
	private final Map<String, OnnxTensor> constants;
	private final List<Port> inputs;
	private final List<Port> outputs;
	private final Staging entry = new Staging();
	private final Staging exit = new Staging();
	private final ReentrantLock lock = new ReentrantLock();
	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * @param weights its own
	 * @param given values for the inputs of these names, its own or not
	 */
	private Session(final String name, final OrtSession session, final LoadedWeights weights,
		final Map<String, OnnxTensor> given, final Providers.Choice choice) throws OrtException {
		this.name = name;
		this.session = session;
		this.weights = weights;
		this.choice = choice;
		constants = new HashMap<>(given);
		constants.keySet().retainAll(session.getInputNames());
		inputs = ports(session.getInputInfo().values()).stream()
			.filter(port -> !constants.containsKey(port.name())).toList();
		outputs = ports(session.getOutputInfo().values());
	}

	/**
	 * Loads a graph from a file, with the weights beside it if it has any there.
	 *
	 * @throws Refusal if the file is missing, damaged or nothing ONNX Runtime can run
	 */
	public static Session open(final Path file, final Options options) {
		OnnxFile.read(file).check();
		return open(file.toString(), options, new LoadedWeights(),
			(environment, configured) -> environment.createSession(file.toAbsolutePath().toString(),
				configured));
	}

	/**
	 * Loads a graph from memory.
	 *
	 * @param name what to call it in messages
	 * @param weights folder of the weight files the graph names, or null if it holds its weights
	 * @throws Refusal if it is nothing ONNX Runtime can run
	 */
	public static Session open(final String name, final byte[] graph, final Path weights,
		final Options options) {
		return open(name, options, new LoadedWeights(), (environment, configured) -> {
			if (weights != null) {
				configured.addConfigEntry("session.model_external_initializers_file_folder_path",
					weights.toAbsolutePath().toString());
			}
			return environment.createSession(graph, configured);
		});
	}

	/**
	 * Loads a graph from memory that has inputs for its weights.
	 *
	 * @param weights a value for each of these inputs, which are not {@link #inputs()} then; closed
	 * with the session, or at once if this fails
	 */
	public static Session open(final String name, final byte[] graph, final LoadedWeights weights,
		final Options options) {
		try {
			return open(name, options, weights,
				(environment, configured) -> environment.createSession(graph, configured));
		} catch (final Throwable e) {
			weights.close();
			throw e;
		}
	}

	/**
	 * Loads another graph that works with the weights of this one, on the same device; to be closed
	 * before it.
	 *
	 * @param graph with an input for each of the weights that it takes
	 */
	public Session beside(final String other, final byte[] graph, final Options options) {
		try {
			return open(other, options, new LoadedWeights(), constants, choice,
				(environment, configured) -> environment.createSession(graph, configured));
		} catch (final OrtException e) {
			throw Complaint.loading(other, e);
		}
	}

	private static Session open(final String name, final Options options,
		final LoadedWeights weights, final Opener opener) {
		final Providers.Choice choice = Providers.choose(options.device());
		try {
			return open(name, options, weights, weights.tensors(), choice, opener);
		} catch (final OrtException e) {
			if (choice.device().equals(Device.CPU)) throw Complaint.loading(name, e);
			final String reason = Providers.fallback(choice.device(),
				Complaint.loading(name, e).getMessage());
			try {
				return open(name, options, weights, weights.tensors(),
					new Providers.Choice(Device.CPU, reason), opener);
			} catch (final OrtException onProcessor) {
				throw Complaint.loading(name, onProcessor);
			}
		}
	}

	private static Session open(final String name, final Options options,
		final LoadedWeights weights, final Map<String, OnnxTensor> given,
		final Providers.Choice choice, final Opener opener) throws OrtException {
		final var environment = OnnxRuntime.environment();
		try (SessionOptions configured = new SessionOptions()) {
			configure(configured, options);
			Providers.add(configured, choice.device());
			return new Session(name, opener.open(environment, configured), weights, given, choice);
		}
	}

	private static void configure(final SessionOptions session, final Options options)
		throws OrtException {
		session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
		session.setIntraOpNumThreads(options.threads());
		// Between two operators it is not worth falling asleep; after that the cores are free for others
		session.addConfigEntry("session.intra_op.spin_duration_us", SPIN);
		// The level above lays out weights anew for this processor, beside the ones of the file
		session.setOptimizationLevel(options.lowMemory() ? OptLevel.EXTENDED_OPT : OptLevel.ALL_OPT);
		// Planning one block for a whole run takes nearly twice the memory and saves no time
		session.setMemoryPatternOptimization(false);
	}

	/** What runs it. */
	public Device device() {
		return choice.device();
	}

	/** A line for the log if that is not what was wished for, otherwise null. */
	public String fallback() {
		return choice.reason();
	}

	/** Says why the last of some sessions does not run where wished, unless that was said before. */
	public static void tell(final Collection<Session> sessions, final Monitor monitor) {
		final List<Session> all = List.copyOf(sessions);
		final String line = all.get(all.size() - 1).fallback();
		final boolean told = all.subList(0, all.size() - 1).stream()
			.anyMatch(session -> Objects.equals(line, session.fallback()));
		if (line != null && !told) monitor.note(line);
	}

	/** What it takes, in the graph's order. */
	public List<Port> inputs() {
		return inputs;
	}

	/** What it gives, in the graph's order. */
	public List<Port> outputs() {
		return outputs;
	}

	/** Runs for all outputs; see {@link #run(Map, Set, BooleanSupplier)}. */
	public Map<String, Tensor> run(final Map<String, Tensor> values, final BooleanSupplier canceled) {
		return run(values, outputs.stream().map(Port::name).collect(Collectors.toSet()), canceled);
	}

	/**
	 * @param values one for every input
	 * @param wanted names of the outputs to return
	 * @param canceled asked every 50 ms from another thread; true stops the run
	 * @throws java.util.concurrent.CancellationException if canceled; the session can be used again
	 * @throws Refusal if the values do not fit, or the run fails
	 * @throws IllegalStateException if closed
	 */
	public Map<String, Tensor> run(final Map<String, Tensor> values, final Set<String> wanted,
		final BooleanSupplier canceled) {
		return run(values, wanted, Map.of(), canceled);
	}

	/**
	 * Runs and writes into given arrays, so that nothing but those holds the result.
	 *
	 * @param results a tensor of the right shape for every output of interest
	 */
	public void runInto(final Map<String, Tensor> values, final Map<String, Tensor> results,
		final BooleanSupplier canceled) {
		run(values, Set.of(), results, canceled);
	}

	private Map<String, Tensor> run(final Map<String, Tensor> values, final Set<String> wanted,
		final Map<String, Tensor> given, final BooleanSupplier canceled) {
		lock.lock();
		try {
			if (closed.get()) throw new IllegalStateException("The model " + name + " is closed.");
			checkNames(inputs, values.keySet());
			try (Bindings in = new Bindings(name, inputs, values, entry);
				Bindings out = new Bindings(name, outputs, given, exit);
				Watch watch = new Watch(() -> closed.get() || canceled.getAsBoolean())) {
				in.fill();
				final Map<String, OnnxTensor> all = new HashMap<>(constants);
				all.putAll(in.tensors());
				try (var result = session.run(all, wanted, out.tensors(), watch.options())) {
					out.fetch();
					return Bindings.read(name, result, wanted);
				} catch (final OrtException e) {
					watch.explain();
					throw e;
				}
			} catch (final OrtException e) {
				throw Complaint.running(name, e);
			}
		} finally {
			lock.unlock();
		}
	}

	private void checkNames(final List<Port> ports, final Collection<String> given) {
		if (given.size() == ports.size() && ports.stream().map(Port::name).allMatch(given::contains)) {
			return;
		}
		final Set<String> missing = ports.stream().map(Port::name)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		final Set<String> unknown = new LinkedHashSet<>(given);
		unknown.removeAll(missing);
		missing.removeAll(given);
		if (missing.isEmpty() && unknown.isEmpty()) return;
		throw new Refusal("The model " + name + " takes " + ports + " and was given " + given
			+ ": it is not of the kind it was taken for.");
	}

	/** Frees its native memory, stopping a run in progress; closing again does nothing. */
	@Override
	public void close() {
		if (closed.getAndSet(true)) return;
		lock.lock();
		try {
			session.close();
			weights.close();
		} catch (final OrtException e) {
			throw Complaint.running(name, e);
		} finally {
			lock.unlock();
		}
	}

	private static List<Port> ports(final Collection<NodeInfo> nodes) {
		final List<Port> ports = new ArrayList<>();
		for (final NodeInfo node : nodes) {
			if (node.getInfo() instanceof TensorInfo info) {
				ports.add(new Port(node.getName(), Element.name(info.type),
					Arrays.stream(info.getShape()).mapToInt(side -> (int) Math.max(-1, Math.min(side,
						Integer.MAX_VALUE))).toArray()));
			} else {
				ports.add(new Port(node.getName(), node.getInfo().getClass().getSimpleName()));
			}
		}
		return List.copyOf(ports);
	}

	/** Creates a session one way or the other. */
	private interface Opener {

		OrtSession open(ai.onnxruntime.OrtEnvironment environment, SessionOptions options)
			throws OrtException;
	}
}
