/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.Prefs;
import ij.WindowManager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.insaneres.model.checkpoint.Synthetic;
import org.insaneres.model.hub.TestHub;
import org.insaneres.onnx.DType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models, options and the check, as macros in a plain ImageJ without a display. */
class ShopMacroTest {

	private static final Path TINY = Path.of("src/test/resources/tiny-models/models/sd15")
		.toAbsolutePath();
	private static final String ENDPOINT = "insaneres.endpoint";

	@TempDir
	Path home;

	private Path folder;

	@BeforeAll
	static void start() throws IOException {
		HeadlessImageJ.start();
	}

	@BeforeEach
	void chooseFolder() {
		folder = home.resolve("models");
		assertEquals("on", run("run('SD Options...', 'folder=[" + slashes(folder) + "]');").answer);
	}

	@AfterEach
	void clean() {
		for (final String key : List.of("device", "threads", "folder", "preview")) {
			Prefs.set("insaneres.options." + key, null);
		}
		System.clearProperty(ENDPOINT);
		IJ.run("Close All");
		WindowManager.setTempCurrentImage(null);
	}

	/**
	 * @param answer of the macro
	 * @param log what it printed
	 */
	private record Ran(String answer, String log) {}

	private static Ran run(final String macro) {
		final PrintStream out = System.out;
		final ByteArrayOutputStream log = new ByteArrayOutputStream();
		System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
		try {
			final String answer = Macros.run(macro + "\nreturn 'on';");
			return new Ran(answer, log.toString(StandardCharsets.UTF_8));
		} finally {
			System.setOut(out);
		}
	}

	private static Ran models(final String action, final Object file) {
		return run("run('SD Models...', 'action=" + action + " file=[" + slashes(file) + "]');");
	}

	private static String slashes(final Object path) {
		return path.toString().replace('\\', '/');
	}

	private static String list() {
		return run("run('SD Models...', 'action=List');").log;
	}

	private static void assertSays(final String text, final String... words) {
		for (final String word : words) assertTrue(text.contains(word), word + " in: " + text);
	}

	@Test
	void theListSaysWhatThereIs() {
		assertSays(list(), "Model", "In memory", "mini", "SD1", "21 MB", "CC BY 4.0", "yes");
		assertSays(run("run('SD Models...');").log, "mini");
	}

	@Test
	void verifyingTellsIntactFromDamaged() throws IOException {
		assertSays(models("Verify", "mini").log, "mini", "intact", "all 16");
		copy(Path.of("models/mini"), folder.resolve("mini"));
		Files.writeString(folder.resolve("mini/LICENSE.txt"), "no");
		final Ran ran = models("Verify", "mini");
		assertSays(ran.log, "damaged");
		assertSays(ran.answer, "[aborted]", "LICENSE.txt");
	}

	@Test
	void withoutCheckSumsThereAreSomeToCompareByEye() throws IOException {
		models("Import", TINY);
		assertSays(models("Verify", "sd15").log, "unknown", "unet/model.onnx",
			org.insaneres.model.Digests.sha256(TINY.resolve("unet/model.onnx"),
				org.insaneres.Monitor.NONE));
	}

	@Test
	void whatIsImportedStaysWhereItIs() throws IOException {
		assertSays(models("Import", TINY).log, "sd15", "can be used where it lies");
		assertEquals(List.of("sd15.link"), files(folder));
		assertSays(list(), "sd15", TINY.toString());
		assertEquals("sd15 CPU", Macros.run("newImage('a', 'RGB ramp', 64, 64, 1);"
			+ "run('SD Image to Image...', 'model=sd15 steps=2 strength=0.5');"
			+ "return '' + Property.get('sd.model') + ' ' + Property.get('sd.device');"));
		assertSays(models("Import", TINY).answer, "[aborted]", "already");
		assertSays(models("Remove", "sd15").log, "nothing in it was changed");
		assertEquals(List.of(), files(folder));
		assertTrue(Files.exists(TINY.resolve("unet/model.onnx")));
		assertFalse(list().contains("sd15"));
	}

	@Test
	void aCacheOfHuggingFaceIsReadInPlace() throws IOException {
		final Path cache = home.resolve("huggingface/hub");
		final Path blob = cache(cache.resolve("models--someone--tiny-sd"), TINY);
		assertSays(models("Import", cache).log, "tiny-sd");
		assertSays(list(), "tiny-sd", "SD1", "yes");
		assertEquals("tiny-sd", Macros.run("newImage('a', 'RGB ramp', 64, 64, 1);"
			+ "run('SD Image to Image...', 'model=tiny-sd steps=2 strength=0.5');"
			+ "return '' + Property.get('sd.model');"));
		assertSays(models("Verify", "tiny-sd").log, "intact");
		Files.writeString(blob, "damaged");
		assertSays(models("Verify", "tiny-sd").answer, "[aborted]", "check sum");
		assertSays(models("Remove", "huggingface").log, "nothing in it was changed");
		assertFalse(list().contains("tiny-sd"));
	}

	@Test
	void upscalersAreImportedToo() throws IOException {
		final Path upscaler = TINY.resolve("../../upscalers/x2.onnx").normalize();
		assertSays(models("Import", upscaler).log, "The upscaler x2 can be used");
		assertSays(list(), "x2", "upscaler");
		assertEquals("48", Macros.run("newImage('a', 'RGB ramp', 24, 24, 1);"
			+ "run('SD Upscale...', 'upscaler=x2 scale=2 steps=2 strength=0.1'); return '' + getWidth();"));
		models("Remove", "x2");
		assertFalse(list().contains("upscaler"));
		assertSays(models("Import", TINY.resolve("tokenizer/../../../README.md")).answer, "[aborted]");
	}

	private static Path checkpoint(final Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Synthetic.sd15(32, 64, 1).write(file, DType.F16, 1);
		return file;
	}

	private static String paint(final String model) {
		return Macros.run("newImage('a', 'RGB ramp', 64, 64, 1); run('SD Image to Image...', 'model="
			+ model + " steps=2 strength=0.5'); return '' + Property.get('sd.model');");
	}

	@Test
	void foldersOfA1111AreReadInPlace() throws IOException {
		checkpoint(home.resolve("webui/models/Stable-diffusion/photo/tiny.safetensors"));
		assertSays(models("Import", home.resolve("webui")).log, "tiny");
		assertEquals(List.of("webui.link"), files(folder));
		assertSays(list(), "tiny", "SD1", "webui");
		assertEquals("tiny", paint("tiny"));
	}

	@Test
	void aCheckpointIsImportedWhereItLies() throws IOException {
		models("Import", checkpoint(home.resolve("some where/style.safetensors")));
		assertEquals(List.of("style.link"), files(folder));
		assertEquals("style", paint("style"));
		models("Remove", "style");
		assertTrue(Files.exists(home.resolve("some where/style.safetensors")));
	}

	@Test
	void aCheckpointIsInstalledUsedAndRemoved() throws IOException {
		try (TestHub hub = new TestHub()) {
			hub.add("style.safetensors", Files.readAllBytes(checkpoint(home.resolve("x.safetensors"))));
			hub.add("other.safetensors", new byte[2000]);
			System.setProperty(ENDPOINT, hub.address());
			assertSays(models("Install", "owner/name").answer, "owner/name/style.safetensors");
			assertSays(models("Install", "owner/name/style.safetensors").log, "style is installed");
			assertEquals(List.of("style.safetensors", "style.safetensors.insaneres.json"), files(folder));
			assertSays(list(), "style", "creativeml-openrail-m", "yes");
			assertSays(models("Verify", "style").log, "intact");
			assertEquals("style", paint("style"));
			models("Remove", "style");
			assertEquals(List.of(), files(folder));
		}
	}

	/** Lays a model out as huggingface_hub does; the file behind one of the links. */
	private static Path cache(final Path repository, final Path model) throws IOException {
		final Path snapshot = repository.resolve("snapshots/abcdef");
		final Path blobs = Files.createDirectories(repository.resolve("blobs"));
		Path last = null;
		try (Stream<Path> all = Files.walk(model)) {
			for (final Path file : all.filter(Files::isRegularFile).toList()) {
				last = blobs.resolve(org.insaneres.model.Digests.sha256(file,
					org.insaneres.Monitor.NONE));
				if (!Files.exists(last)) Files.copy(file, last);
				final Path link = snapshot.resolve(model.relativize(file).toString());
				Files.createDirectories(link.getParent());
				Files.createSymbolicLink(link, link.getParent().relativize(last));
			}
		}
		Files.createDirectories(repository.resolve("refs"));
		Files.writeString(repository.resolve("refs/main"), "abcdef");
		return last;
	}

	@ParameterizedTest
	@CsvSource({"model.ckpt,may hold programs", "nothing/there,no file or folder",
		"empty,no model in", "text.safetensors,text.safetensors"})
	void whatIsNoModelIsNotImported(final String name, final String words) throws IOException {
		Files.createDirectories(home.resolve("empty"));
		Files.writeString(home.resolve("model.ckpt"), "pickle");
		Files.writeString(home.resolve("text.safetensors"), "nothing");
		assertSays(models("Import", home.resolve(name)).answer, "[aborted]", words);
		assertEquals(List.of(), files(folder));
	}

	@Test
	void aModelIsInstalledUsedAndRemoved() throws IOException {
		try (TestHub hub = new TestHub()) {
			hub.addAll(TINY);
			hub.add("LICENSE", "You may do good.".getBytes(StandardCharsets.UTF_8));
			System.setProperty(ENDPOINT, hub.address());
			final Ran ran = models("Install", "owner/name");
			assertEquals("on", ran.answer);
			assertSays(ran.log, "Licence: creativeml-openrail-m", "You may do good.",
				"The model name is installed in");
			assertEquals(List.of("name"), files(folder));
			assertSays(list(), "name", "creativeml-openrail-m");
			assertSays(models("Verify", "name").log, "intact");
			assertEquals("64", Macros.run("newImage('a', 'RGB ramp', 64, 64, 1);"
				+ "run('SD Image to Image...', 'model=name steps=2 strength=0.5'); return '' + getWidth();"));
			assertSays(models("Remove", "name").log, "is deleted");
			assertEquals(List.of(), files(folder));
		}
	}

	@Test
	void whatCannotBeInstalledStopsTheMacro() throws IOException {
		try (TestHub hub = new TestHub()) {
			System.setProperty(ENDPOINT, hub.address());
			assertSays(models("Install", "owner/nothing").answer, "[aborted]", "404");
			assertSays(models("Install", "nothing").answer, "[aborted]", "OWNER/NAME");
			assertSays(models("Install", "").answer, "[aborted]", "OWNER/NAME");
			System.setProperty(ENDPOINT, "http://example.com");
			assertSays(models("Install", "owner/name").answer, "[aborted]", "https://");
		}
	}

	@Test
	void onlyWhatWasInstalledOrImportedIsRemoved() throws IOException {
		copy(TINY, folder.resolve("mine"));
		assertSays(models("Remove", "mine").answer, "[aborted]", "neither installed nor imported");
		assertSays(models("Remove", "mini").answer, "[aborted]", "neither installed nor imported");
		assertTrue(Files.exists(folder.resolve("mine/unet/model.onnx")));
		assertSays(models("Remove", "nobody").answer, "[aborted]", "no model 'nobody'");
	}

	@Test
	void aDeviceThatIsNotThereIsReplacedAloud() {
		final Ran ran = run("run('SD Options...', 'device=tensorrt');"
			+ "newImage('a', 'RGB ramp', 24, 24, 1); run('SD Image to Image...', 'steps=2 strength=0.5');"
			+ "print('on ' + Property.get('sd.device'));");
		assertSays(ran.log, "Warning: TensorRT cannot be used (", "on CPU");
		assertEquals(1, ran.log.split("Warning: TensorRT", -1).length - 1, "told once");
		assertSays(run("run('SD Check Installation');").log, "TensorRT: the processor runs the models");
	}

	@Test
	void optionsLeftOutStayAsTheyWere() {
		run("run('SD Options...', 'threads=3');");
		run("run('SD Options...', 'device=CPU preview=None');");
		assertEquals("3", Prefs.get("insaneres.options.threads", ""));
		assertEquals("None", Prefs.get("insaneres.options.preview", ""));
		assertEquals(slashes(folder), Prefs.get("insaneres.options.folder", ""));
	}

	@ParameterizedTest
	@CsvSource({"device=Toaster,Automatic", "threads=-1,0 to 1024", "preview=Slow,Fast",
		"folder=relative,full path", "folder=[pom.xml],pom.xml"})
	void impossibleOptionsAreRefusedAndNothingKept(final String option, final String words) {
		assertSays(run("run('SD Options...', '" + option.replace("pom.xml", slashes(Path.of("pom.xml")
			.toAbsolutePath())) + "');").answer, "[aborted]", words);
		assertEquals(slashes(folder), Prefs.get("insaneres.options.folder", ""));
	}

	@Test
	void theCheckHasAVerdictForEverything() {
		final String log = run("run('SD Check Installation');").log;
		assertSays(log, "Java ", "ONNX Runtime 1.", "CPU ", "CUDA ", "TensorRT ", "CoreML ",
			"Java's memory", "Memory of the machine", "Models folder", "Model mini", "Network");
		assertEquals(log.lines().count() - 1, log.lines().filter(line -> line.matches(
			".* (OK|Note|Problem) .*")).count(), log);
	}

	private static List<String> files(final Path folder) throws IOException {
		if (!Files.exists(folder)) return List.of();
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (final Path file : files.toList()) {
				final Path target = to.resolve(from.relativize(file).toString());
				if (Files.isDirectory(file)) Files.createDirectories(target);
				else Files.copy(file, target);
			}
		}
	}
}
