/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.fuzz;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;

import org.insaneres.Monitor;
import org.insaneres.job.Making;
import org.insaneres.job.RecipeReading;
import org.insaneres.job.canvas.Place;
import org.insaneres.job.canvas.SavedRoi;
import org.insaneres.job.explore.AxesReading;
import org.insaneres.job.file.PictureText;
import org.insaneres.job.history.RecordReading;
import org.insaneres.job.parameters.Parameters;
import org.insaneres.legacy.OptionsReading;
import org.insaneres.model.Links;
import org.insaneres.model.ModelFolder;
import org.insaneres.model.adapter.Embedding;
import org.insaneres.model.adapter.Lora;
import org.insaneres.model.checkpoint.Checkpoint;
import org.insaneres.model.checkpoint.TrainingReading;
import org.insaneres.model.hub.ListingReading;
import org.insaneres.onnx.OnnxFile;
import org.insaneres.onnx.SafeTensors;
import org.insaneres.picture.tiff.TiffReader;
import org.insaneres.picture.tiff.TiffSeeds;
import org.insaneres.prompt.Clock;
import org.insaneres.prompt.Emphasis;
import org.insaneres.prompt.ExtraNetworks;
import org.insaneres.prompt.Prompt;
import org.insaneres.prompt.Schedule;
import org.insaneres.prompt.Tokenizer;
import org.insaneres.prompt.Wildcards;
import org.insaneres.upscale.Journal;

/** Everything this program reads that others may have written, and how it is read. */
public enum Foreign {

	/** Of the header and of one tensor. */
	SAFETENSORS {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.safetensors", bytes);
			trial.of(() -> {
				final SafeTensors tensors = SafeTensors.open(file);
				for (final String name : tensors.names()) {
					trial.of(() -> tensors.read(name));
					break;
				}
			});
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.safetensors();
		}
	},
	/** LoRAs, embeddings and checkpoints. */
	ADAPTERS {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.safetensors", bytes);
			trial.of(() -> Embedding.open(file).vectors(List.of(8)));
			trial.of(() -> Lora.open(file));
			trial.of(() -> Checkpoint.inspect(file));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.safetensors();
		}
	},
	/** The configuration beside a checkpoint. */
	CONFIGURATION {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path json = trial.file("a.json", bytes);
			final Path file = trial.file("a.safetensors", Seeds.safetensors().get(0));
			trial.of(() -> TrainingReading.read(file));
			Files.move(json, json.resolveSibling("a.yaml"));
			trial.of(() -> TrainingReading.read(file));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts("{\"prediction\": \"v\", \"zero_snr\": true}",
				"model:\n  params:\n    parameterization: \"v\"\n    use_ztsnr: true\n");
		}
	},
	/** A graph's description, as read before ONNX Runtime gets it. */
	ONNX {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.onnx", bytes);
			trial.of(() -> {
				final OnnxFile onnx = OnnxFile.read(file);
				onnx.memory();
				onnx.check();
			});
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.graphs();
		}
	},
	/** A folder with one foreign file: the first byte says which. */
	MODEL_FOLDER {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path folder = trial.modelWith(bytes);
			trial.of(() -> ModelFolder.inspect(folder));
			trial.of(() -> ModelFolder.verify(folder, Monitor.NONE));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.modelFiles();
		}
	},
	/** vocab.json, a zero byte and merges.txt. */
	VOCABULARY {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			int cut = 0;
			while (cut < bytes.length && bytes[cut] != 0) cut++;
			trial.file("vocab.json", Arrays.copyOf(bytes, cut));
			final Path merges = trial.file("merges.txt",
				Arrays.copyOfRange(bytes, Math.min(cut + 1, bytes.length), bytes.length));
			trial.of(() -> Tokenizer.read(merges.getParent()).encode("a photo of grüße 猫"));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.vocabularies();
		}
	},
	/** Emphasis, schedules, wildcards, LoRA tags, and tokens of all that. */
	PROMPT {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			final String text = text(bytes);
			trial.of(() -> ExtraNetworks.parse(text));
			trial.of(() -> Prompt.parse(text));
			trial.of(() -> Wildcards.choose(text, 7));
			trial.of(() -> Schedule.parse(text, Clock.of(20)).at(10));
			for (final Emphasis emphasis : Emphasis.values()) trial.of(() -> emphasis.read(text));
			trial.of(() -> Seeds.CHUNKER.chunks(text));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts("a (red:1.2) [blue|green] [cat:dog:0.5], <lora:x:0.8> BREAK {a|b}",
				"((a)) [b] \\(c\\) (d:1.1):2 AND e:0.5", "[[a:b:3]:[c::4]:0.2] (((", "猫 grüße 😀 é");
		}
	},
	/** The options of a macro's run. */
	MACRO_OPTIONS {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			OptionsReading.read(text(bytes), trial::of);
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts(
				"strength=0.3 steps=20 sampler=[Euler a] slices=true seed=-1 prompt=[a [b] c]",
				"prompt=[a[[ ] ] negative='x y'", "across=[strength 0.1-0.5 [5]] seed=7");
		}
	},
	/** Texts in pictures, and putting one there. */
	PICTURE_TEXT {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.png", bytes);
			trial.of(() -> PictureText.read(file));
			trial.of(() -> PictureText.write(file, "a cat\nSteps: 20"));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.pictures();
		}
	},
	/** The parameters that A1111 and others write. */
	PARAMETERS {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			trial.of(() -> Parameters.parse(text(bytes)).completed());
			trial.of(() -> Parameters.parse(text(bytes)).write());
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts(
				"a (red:1.2) cat\nNegative prompt: dog\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras,"
					+ " CFG scale: 6.5, Seed: 7, Size: 768x512, Model hash: 6ce0161689, Model: x,"
					+ " Denoising strength: 0.23, Clip skip: 2, Version: v1.10.1",
				"a\nSteps: 20, Sampler: Euler a, SD upscale overlap: 48, SD upscale upscaler: Lanczos, RNG:"
					+ " CPU, TI hashes: \"a: 1, b: 2\"",
				"a\nSteps: 2, Seed: 1, SDCPP: {\"strength\": 0.5}");
		}
	},
	/** What follows from such parameters here. */
	TRANSLATION {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			trial.of(() -> RecordReading.translate(text(bytes)));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return PARAMETERS.seeds();
		}
	},
	/** The history of a result, and the selection in it. */
	HISTORY {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			trial.of(() -> {
				for (final Making making : Making.read(text(bytes))) {
					making.command();
					trial.of(() -> SavedRoi.read(making.selection()));
				}
			});
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.histories();
		}
	},
	/** A selection as it is kept in a history. */
	SELECTION {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			trial.of(() -> SavedRoi.read(Seeds.packed(bytes)));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.selections();
		}
	},
	/** Recipes of an enlargement. */
	RECIPE {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.json", bytes);
			trial.of(() -> RecipeReading.read(file));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return List.of(Files.readAllBytes(Path.of("macros/InsaneRes/artwork.json")),
				Files.readAllBytes(Path.of("src/test/resources/recipes/small.json")));
		}
	},
	/** An entry of a journal. */
	JOURNAL {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			try (Journal journal = Journal.open(trial.folder(), "job").orElseThrow()) {
				Files.write(trial.folder().resolve("job").resolve("tile 1"), bytes);
				trial.of(() -> journal.get("tile 1"));
			}
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return Seeds.entries();
		}
	},
	/** What a server says of a repository. */
	HTTP_ANSWER {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			trial.of(() -> ListingReading.read(bytes));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts("{\"sha\":\"" + "a".repeat(40)
				+ "\",\"gated\":false,\"tags\":[\"license:mit\"],"
				+ "\"cardData\":{\"license\":[\"mit\"],\"license_link\":\"x\"},\"siblings\":[{\"rfilename\":"
				+ "\"unet/model.onnx\",\"size\":3,\"blobId\":\"" + "b".repeat(40) + "\"},{\"rfilename\":"
				+ "\"a.safetensors\",\"lfs\":{\"size\":9,\"sha256\":\"" + "c".repeat(64) + "\"}}]}");
		}
	},
	/** The file of a link to a model that lies elsewhere. */
	LINK {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			trial.file("a.link", bytes);
			trial.of(() -> Links.in(trial.folder()));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts("/nowhere/model", "../x\n", "C:\\models\\x");
		}
	},
	/** A picture that is read by parts. */
	TIFF {

		@Override
		void read(final byte[] bytes, final Trial trial) throws IOException {
			final Path file = trial.file("a.tif", bytes);
			trial.of(() -> {
				try (TiffReader tiff = TiffReader.open(file)) {
					tiff.read(FinalInterval.createMinSize(0, 0, Math.min(16, tiff.width()),
						Math.min(16, tiff.height())));
				}
			});
			trial.of(() -> RecordReading.ofFile(file));
		}

		@Override
		List<byte[]> seeds() throws IOException {
			return TiffSeeds.all();
		}
	},
	/** Properties of regions of interest. */
	REGIONS {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			final ImagePlus image = new ImagePlus("a", new ByteProcessor(16, 12));
			final Roi roi = new Roi(2, 2, 6, 6);
			roi.setProperties(text(bytes));
			image.setOverlay(new Overlay(roi));
			trial.of(() -> Place.of(image, 1));
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts("sd.prompt: a wall\nsd.negative: b\nsd.strength: 0.5\nsd.keep: true\n",
				"sd.strength=1e-1\n");
		}
	},
	/** The axes of an exploration, each on its line. */
	AXES {

		@Override
		void read(final byte[] bytes, final Trial trial) {
			AxesReading.read(text(bytes), trial::of);
		}

		@Override
		List<byte[]> seeds() {
			return Seeds.texts(
				"strength 0.1-0.5 [5]\nsampler Euler a, DDIM\nprompt cat, dog, \"fox, red\"",
				"steps: 1-10 (+3)\nseed=1-3", "guidance 1-3 (+0.5), 7.5\n\n");
		}
	};

	/** Reads an input in all ways there are; each way is tried by itself. */
	abstract void read(byte[] bytes, Trial trial) throws IOException;

	/** Sound inputs to begin with. */
	abstract List<byte[]> seeds() throws IOException;

	static String text(final byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}
}
