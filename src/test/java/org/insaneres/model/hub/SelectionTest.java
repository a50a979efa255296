/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;

class SelectionTest {

	private static final String SUM = "0".repeat(40);

	private static Listing listing(final String... paths) {
		return new Listing(SUM, "mit", "", false, Arrays.stream(paths).map(path -> new Listing.Entry(
			path, 10, SUM)).toList());
	}

	private static Selection of(final String repository, final Listing listing) {
		return Selection.of(Repository.of(repository), listing);
	}

	private static List<String> paths(final Selection selection) {
		return selection.files().stream().map(RemoteFile::path).toList();
	}

	private static String refusal(final String repository, final Listing listing) {
		return assertThrows(Refusal.class, () -> of(repository, listing)).getMessage();
	}

	@Test
	void anOnnxFolderWithoutWhatIsForOthers() {
		final Selection selection = of("a/b", listing(".gitattributes", "README.md", "LICENSE.md",
			"model_index.json", "picture.png", "unet/model.onnx", "unet/model.onnx_data",
			"unet/weights.pb", "unet/config.json", "unet/model_fp16.onnx", "unet/model_fp16.onnx_data",
			"unet/diffusion_pytorch_model.safetensors", "unet/flax_model.msgpack", "unet/old/model.onnx",
			"text_encoder_2/model.onnx", "tokenizer/vocab.json", "tokenizer/merges.txt",
			"vae_decoder/model.onnx", "vae_encoder/model.onnx", "safety_checker/model.onnx",
			"feature_extractor/preprocessor_config.json", "scheduler/scheduler_config.json",
			"b.safetensors"));
		assertEquals(List.of("README.md", "LICENSE.md", "model_index.json", "unet/model.onnx",
			"unet/model.onnx_data", "unet/weights.pb", "unet/config.json", "text_encoder_2/model.onnx",
			"tokenizer/vocab.json", "tokenizer/merges.txt", "vae_decoder/model.onnx",
			"vae_encoder/model.onnx", "scheduler/scheduler_config.json"), paths(selection));
		assertEquals(130, selection.bytes());
	}

	@Test
	void anOnnxFolderInsideIsFound() {
		final Listing listing = listing("model_index.json", "unet/config.json",
			"onnx/model_index.json", "onnx/unet/model.onnx");
		assertEquals("onnx/", of("a/b", listing).prefix());
		assertEquals(List.of("onnx/model_index.json", "onnx/unet/model.onnx"), paths(of("a/b/onnx",
			listing)));
	}

	@Test
	void ofSeveralFoldersOneMustBeChosen() {
		final Listing listing = listing("fp16/unet/model.onnx", "fp32/unet/model.onnx");
		assertTrue(refusal("a/b", listing).contains("a/b/fp16, a/b/fp32"), refusal("a/b", listing));
		assertEquals("fp32/", of("a/b/fp32", listing).prefix());
	}

	@Test
	void theOnlySingleFile() {
		final Selection selection = of("a/b", listing("README.md", "b.safetensors"));
		assertTrue(selection.single());
		assertEquals(List.of("b.safetensors"), paths(selection));
		assertEquals("x/", of("a/b/x/c.safetensors", listing("x/c.safetensors", "d.safetensors"))
			.prefix());
	}

	@Test
	void whatDoesNotRunHereIsSaid() {
		assertTrue(refusal("a/b", listing("unet/diffusion_pytorch_model.bin")).contains("ONNX export"));
		assertTrue(refusal("a/b/c.safetensors", listing("d.safetensors")).contains(
			"a/b/d.safetensors"));
	}

	@Test
	void filesWithoutCheckSumAreNotTaken() {
		final Listing listing = new Listing(SUM, "", "", false, List.of(new Listing.Entry(
			"b.safetensors", 10, "")));
		assertTrue(refusal("a/b", listing).contains("no check sum"));
	}
}
