/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;

import org.insaneres.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {

	private static final Endpoint ENDPOINT = new Endpoint(URI.create("https://huggingface.co"), "");

	@ParameterizedTest
	@CsvSource({"a/b,a,b,main,''", " a/b/ ,a,b,main,''", "a/b@v1.0,a,b,v1.0,''",
		"a/b@refs/pr/3,a,b,refs/pr/3,''", "a/b/c d.safetensors,a,b,main,c d.safetensors",
		"a/b/onnx/fp32@x,a,b,x,onnx/fp32", "https://huggingface.co/a/b,a,b,main,''",
		"https://hf.co/a/b/,a,b,main,''",
		"https://huggingface.co/a/b/blob/v2/c.safetensors?x=1,a,b,v2,c.safetensors",
		"https://huggingface.co/a/b/resolve/main/d/c.safetensors#y,a,b,main,d/c.safetensors",
		"https://huggingface.co/a/b/tree/main,a,b,main,''",
		"https://huggingface.co/a/b/tree/main/onnx,a,b,main,onnx"})
	void isRead(final String text, final String owner, final String name, final String revision,
		final String path) {
		assertEquals(new Repository(owner, name, revision, path), Repository.of(text));
	}

	@ParameterizedTest
	@ValueSource(strings = {"", "a", "a b/c", "/a/b", "a//b", "https://example.com/a/b", "a/b@",
		"a/b/../c", "../a", "a/b@../../x", "ftp://huggingface.co/a/b", "a/b/c\\d", "a/b//c"})
	void isRefused(final String text) {
		assertThrows(Refusal.class, () -> Repository.of(text));
	}

	@ParameterizedTest
	@CsvSource({"a/b,https://huggingface.co/api/models/a/b/revision/main?blobs=true",
		"a/b@refs/pr/3,https://huggingface.co/api/models/a/b/revision/refs%2Fpr%2F3?blobs=true"})
	void listings(final String text, final String address) {
		assertEquals(address, Repository.of(text).listing(ENDPOINT).toString());
	}

	@ParameterizedTest
	@CsvSource({"unet/model.onnx,unet/model.onnx", "a b+c#d?.txt,a%20b%2Bc%23d%3F.txt",
		"ü.txt,%C3%BC.txt"})
	void files(final String path, final String encoded) {
		assertEquals("https://huggingface.co/a/b/resolve/main/" + encoded,
			Repository.of("a/b").file(ENDPOINT, "main", path).toString());
	}
}
