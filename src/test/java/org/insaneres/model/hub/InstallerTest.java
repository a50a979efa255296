/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static org.insaneres.model.hub.TestHub.Mishap.BROKEN;
import static org.insaneres.model.hub.TestHub.Mishap.BUSY;
import static org.insaneres.model.hub.TestHub.Mishap.BUSY_LONG;
import static org.insaneres.model.hub.TestHub.Mishap.CUT;
import static org.insaneres.model.hub.TestHub.Mishap.DAMAGED;
import static org.insaneres.model.hub.TestHub.Mishap.EMPTY;
import static org.insaneres.model.hub.TestHub.Mishap.NONE;
import static org.insaneres.model.hub.TestHub.Mishap.OTHER_RANGE;
import static org.insaneres.model.hub.TestHub.Mishap.STALL;
import static org.insaneres.model.hub.TestHub.Mishap.WHOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.insaneres.Monitor;
import org.insaneres.Refusal;
import org.insaneres.model.Models;
import org.insaneres.model.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a server on this machine. */
class InstallerTest {

	private static final Path TINY = Path.of("src/test/resources/tiny-models/models/sd15");
	private static final Patience PATIENCE = patience(Duration.ofSeconds(30));
	private static final Repository REPOSITORY = Repository.of("owner/name");

	/** A stalled server is not waited for long, but also a busy machine must answer in time. */
	private static final Duration SHORT = Duration.ofSeconds(2);

	@TempDir
	Path root;

	private Patience patience = PATIENCE;

	private TestHub hub;

	private static Patience patience(final Duration silence) {
		return new Patience(silence, 3, Duration.ofMillis(10), Duration.ofSeconds(5));
	}

	@BeforeEach
	void open() throws IOException {
		hub = new TestHub();
	}

	@AfterEach
	void close() {
		hub.close();
	}

	private Installer installer(final String token, final long free) {
		return new Installer(root, new Endpoint(URI.create(hub.address()), token), patience,
			folder -> free);
	}

	private String install() {
		return install(Monitor.NONE);
	}

	private String install(final Monitor monitor) {
		final Installer installer = installer("", Long.MAX_VALUE);
		return installer.install(installer.look(REPOSITORY, monitor), monitor);
	}

	private String refusal() {
		return assertThrows(Refusal.class, this::install).getMessage();
	}

	/** One file of a size that is sent in several blocks. */
	private byte[] file() {
		final byte[] content = new byte[300_000];
		new Random(7).nextBytes(content);
		hub.add("weights.safetensors", content);
		return content;
	}

	private Path downloaded() {
		return root.resolve("weights.safetensors");
	}

	/** Gets the file; what a model is made of is not looked at here. */
	private void fetch() {
		fetch(installer("", Long.MAX_VALUE), Monitor.NONE);
	}

	private static void fetch(final Installer installer, final Monitor monitor) {
		final String sentence = assertThrows(Refusal.class, () -> installer.install(installer.look(
			REPOSITORY, monitor), monitor)).getMessage();
		assertTrue(sentence.contains("arrived intact"), sentence);
	}

	@Test
	void aModelIsInstalledAndVerifies() throws IOException {
		hub.addAll(TINY);
		hub.add("unet/model_fp16.onnx", new byte[10]);
		hub.add("unet/diffusion_pytorch_model.safetensors", new byte[2000]);
		hub.add("sample.png", new byte[10]);
		final String sentence = install();
		assertTrue(sentence.startsWith("The model name is installed in "), sentence);
		final Models models = new Models(List.of(root));
		assertEquals("creativeml-openrail-m", models.find("name").licence());
		final Path folder = models.find("name").folder();
		assertFalse(Files.exists(folder.resolve("unet/model_fp16.onnx")));
		assertFalse(Files.exists(folder.resolve("unet/diffusion_pytorch_model.safetensors")));
		assertFalse(Files.exists(root.resolve(".downloads")));
		assertTrue(Verification.of(folder, Monitor.NONE).known());
		Files.writeString(folder.resolve("tokenizer/merges.txt"), "changed");
		assertThrows(Refusal.class, () -> Verification.of(folder, Monitor.NONE));
		assertTrue(refusal().contains("already"));
	}

	@Test
	void theLicenceComesFirstAndNothingIsWritten() throws IOException {
		hub.addAll(TINY);
		hub.add("LICENSE", "You may do good.".getBytes());
		final String text = installer("", 1L << 40).look(REPOSITORY, Monitor.NONE).text();
		for (final String part : List.of("owner/name", "creativeml-openrail-m", "You may do good.",
			"Size: ")) {
			assertTrue(text.contains(part), text);
		}
		hub.licence = "";
		assertTrue(installer("", 1L << 40).look(REPOSITORY, Monitor.NONE).text().contains(
			"none is stated"));
		try (Stream<Path> files = Files.list(root)) {
			assertEquals(0, files.count());
		}
	}

	@Test
	void theTokenGoesToItsHostOnly() {
		file();
		fetch(installer("secret", Long.MAX_VALUE), Monitor.NONE);
		boolean elsewhere = false;
		for (final TestHub.Request request : hub.requests) {
			final boolean own = request.host().startsWith("127.0.0.1");
			assertEquals(own ? "Bearer secret" : null, request.token(), request.toString());
			elsewhere |= !own;
		}
		assertTrue(elsewhere, "another host was asked");
	}

	static Stream<List<TestHub.Mishap>> troubles() {
		return Stream.of(List.of(CUT), List.of(CUT, CUT, CUT, CUT, CUT), List.of(STALL), List.of(BUSY,
			BUSY), List.of(BROKEN, BUSY), List.of(CUT, WHOLE), List.of(CUT, OTHER_RANGE),
			List.of(CUT,
				EMPTY),
			List.of(CUT, STALL, BROKEN), List.of(CUT, BROKEN, CUT, BROKEN, CUT));
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void troubleOnTheWayIsOvercome(final List<TestHub.Mishap> troubles) throws IOException {
		final byte[] content = file();
		hub.mishaps.addAll(troubles);
		if (troubles.contains(STALL)) patience = patience(SHORT);
		fetch();
		assertArrayEquals(content, Files.readAllBytes(downloaded()));
	}

	@Test
	void aCutConnectionGoesOnWhereItStopped() throws IOException {
		final byte[] content = file();
		hub.mishaps.add(CUT);
		fetch();
		assertWentOn();
		assertArrayEquals(content, Files.readAllBytes(downloaded()));
	}

	/** Of the 150000 bytes sent, the last ones may be lost with the connection. */
	private void assertWentOn() {
		final List<String> ranges = hub.requests.stream().map(TestHub.Request::range)
			.filter(range -> range != null).distinct().toList();
		assertEquals(1, ranges.size(), ranges::toString);
		final long start = Long.parseLong(ranges.get(0).replaceAll("bytes=|-", ""));
		assertTrue(start > 50_000 && start <= 150_000, ranges::toString);
	}

	@Test
	void anotherDayGoesOnWhereItStopped() throws IOException {
		final byte[] content = file();
		hub.mishaps.addAll(List.of(CUT, BUSY_LONG));
		final String sentence = refusal();
		assertTrue(sentence.contains("3600") && sentence.contains("try again later"), sentence);
		hub.requests.clear();
		fetch();
		assertWentOn();
		assertArrayEquals(content, Files.readAllBytes(downloaded()));
	}

	@Test
	void anotherRevisionTakesWhatIsStillRight() throws IOException {
		final byte[] content = file();
		hub.add("unet/model.onnx", content);
		hub.add("unet/config.json", "old".getBytes());
		hub.mishaps.addAll(List.of(NONE, CUT, BUSY_LONG));
		refusal();
		hub.add("unet/config.json", "new one".getBytes());
		hub.requests.clear();
		assertTrue(refusal().contains("arrived intact"));
		assertTrue(hub.requests.stream().noneMatch(request -> request.path().endsWith("model.onnx")));
		assertEquals("new one", Files.readString(root.resolve("name/unet/config.json")));
		try (Stream<Path> all = Files.walk(root)) {
			assertTrue(all.noneMatch(path -> path.toString().endsWith(".incomplete")));
		}
	}

	@Test
	void aServerThatNeverGetsFurtherIsGivenUp() {
		file();
		hub.mishaps.addAll(Collections.nCopies(40, BROKEN));
		assertTrue(refusal().contains("out of order"), "out of order");
		assertEquals(40 - PATIENCE.attempts(), hub.mishaps.size());
	}

	@Test
	void damageIsNoticedAndNothingKept() throws IOException {
		file();
		hub.mishaps.add(DAMAGED);
		assertTrue(refusal().contains("check sum"), "check sum");
		assertFalse(Files.exists(downloaded()));
		try (Stream<Path> left = Files.walk(root)) {
			assertTrue(left.noneMatch(path -> path.toString().contains("weights.safetensors")));
		}
	}

	@Test
	void aDamagedRestIsFetchedAnew() throws IOException {
		final byte[] content = file();
		hub.mishaps.addAll(List.of(CUT, BUSY_LONG));
		refusal();
		final Path part = find(".incomplete");
		final byte[] damaged = Files.readAllBytes(part);
		damaged[5] ^= 1;
		Files.write(part, damaged);
		fetch();
		assertArrayEquals(content, Files.readAllBytes(downloaded()));
	}

	@Test
	void smallFilesAreCheckedToo() throws IOException {
		hub.addAll(TINY);
		hub.replace("scheduler/scheduler_config.json", "{}".getBytes());
		final String sentence = refusal();
		assertTrue(sentence.contains("scheduler_config.json"), sentence);
	}

	@Test
	void withoutRangesAServerThatBreaksOffIsGivenUp() {
		file();
		for (int i = 0; i < 20; i++) hub.mishaps.addAll(List.of(CUT, EMPTY));
		assertTrue(refusal().contains("try again later"));
	}

	@ParameterizedTest
	@CsvSource({"UNKNOWN_USER,401", "FORBIDDEN,403", "CIRCLE,circles", "INSECURE,not safe",
		"MORE,sends more", "BUSY_LONG,3600"})
	void whatCannotBeOvercomeIsSaid(final TestHub.Mishap mishap, final String words) {
		file();
		hub.mishaps.add(mishap);
		final String sentence = refusal();
		assertTrue(sentence.contains(words), sentence);
		assertFalse(Files.exists(downloaded()));
	}

	@ParameterizedTest
	@EnumSource(value = TestHub.Mishap.class, names = {"UNKNOWN_USER", "FORBIDDEN"})
	void refusedAccessSaysWhatToDo(final TestHub.Mishap mishap) {
		file();
		hub.mishaps.add(mishap);
		assertTrue(refusal().contains("HF_TOKEN"));
	}

	@Test
	void fullDisksAreNoticedBefore() {
		file();
		final Installer installer = installer("", 1000);
		final Offer offer = installer.look(REPOSITORY, Monitor.NONE);
		hub.requests.clear();
		final String sentence = assertThrows(Refusal.class,
			() -> installer.install(offer, Monitor.NONE))
			.getMessage();
		assertTrue(sentence.contains("not enough room") && sentence.contains("1 kB are free"),
			sentence);
		assertEquals(0, hub.requests.size(), "nothing was downloaded");
	}

	@ParameterizedTest
	@EnumSource(value = TestHub.Mishap.class, names = {"NONE", "STALL"})
	void cancelingStopsAtOnce(final TestHub.Mishap mishap) {
		file();
		if (mishap != NONE) hub.mishaps.add(mishap);
		final AtomicBoolean canceled = new AtomicBoolean();
		final Monitor monitor = new Monitor() {

			@Override
			public void progress(final double fraction, final String what) {
				if (what.contains(" of ")) canceled.set(true);
			}

			@Override
			public boolean canceled() {
				return canceled.get();
			}
		};
		assertThrows(CancellationException.class, () -> install(monitor));
		assertFalse(Files.exists(downloaded()));
	}

	@Test
	void progressGrowsAndNamesTheSize() {
		file();
		final List<Double> fractions = new ArrayList<>();
		final Monitor monitor = new Monitor() {

			@Override
			public void progress(final double fraction, final String what) {
				if (what.contains(" of 300 kB")) fractions.add(fraction);
			}
		};
		fetch(installer("", Long.MAX_VALUE), monitor);
		assertTrue(fractions.size() > 2);
		for (int i = 1; i < fractions.size(); i++) assertTrue(fractions.get(i) >= fractions.get(i - 1));
		assertEquals(1, fractions.get(fractions.size() - 1), 1e-9);
	}

	@ParameterizedTest
	@CsvSource({"..\\evil.safetensors", "C:evil.safetensors", "evil?.safetensors"})
	void namesThatLeadElsewhereAreRefused(final String name) {
		hub.add(name, new byte[2000]);
		assertTrue(refusal().contains("stored safely"));
	}

	@Test
	void severalFilesAreListed() {
		file();
		hub.add("other.safetensors", new byte[2000]);
		final String sentence = refusal();
		assertTrue(sentence.contains("owner/name/weights.safetensors, owner/name/other.safetensors"),
			sentence);
	}

	@Test
	void anAnswerWithoutEndIsRefused() {
		file();
		hub.licence = "x".repeat(65 << 20);
		final String sentence = refusal();
		assertTrue(sentence.contains("the list of files of owner/name is longer than 67 MB"), sentence);
		assertFalse(Files.exists(downloaded()));
	}

	@Test
	void absentRepositoriesAndModels() {
		assertTrue(refusal().contains("no model that runs here"));
		final Installer installer = installer("", Long.MAX_VALUE);
		final String sentence = assertThrows(Refusal.class, () -> installer.look(Repository.of(
			"owner/nothing"), Monitor.NONE)).getMessage();
		assertTrue(sentence.contains("404"), sentence);
	}

	@Test
	void aClosedServerIsSaid() {
		file();
		hub.close();
		assertTrue(refusal().contains("cannot be reached"));
	}

	private Path find(final String end) throws IOException {
		try (Stream<Path> all = Files.walk(root)) {
			return all.filter(path -> path.toString().endsWith(end)).findFirst().orElseThrow();
		}
	}
}
