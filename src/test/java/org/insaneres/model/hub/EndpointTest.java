/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

	@TempDir
	Path folder;

	private Endpoint from(final String... variables) {
		final Map<String, String> map = new java.util.HashMap<>(Map.of("HF_HOME", folder.toString()));
		for (int i = 0; i < variables.length; i += 2) map.put(variables[i], variables[i + 1]);
		return Endpoint.from(map::get);
	}

	@Test
	void huggingFaceUnlessAMirrorIsNamed() {
		assertEquals("https://huggingface.co", from().base().toString());
		assertEquals("https://hf-mirror.com", from("HF_ENDPOINT", "https://hf-mirror.com/").toString());
	}

	@Test
	void theTokenIsFoundWhereHuggingFacesProgramsPutIt() throws IOException {
		assertEquals("", from().token());
		Files.writeString(folder.resolve("token"), "hf_file\n");
		assertEquals("hf_file", from().token());
		Files.writeString(folder.resolve("other"), "hf_other");
		assertEquals("hf_other", from("HF_TOKEN_PATH", folder.resolve("other").toString()).token());
		assertEquals("hf_given", from("HF_TOKEN", " hf_given ").token());
	}

	@Test
	void theTokenIsNeverPrinted() {
		assertFalse(from("HF_TOKEN", "hf_given").toString().contains("hf_given"));
	}

	@ParameterizedTest
	@ValueSource(strings = {"http://hf-mirror.com", "hf-mirror.com", "ftp://localhost", "https://",
		"not an address"})
	void withoutEncryptionOnlyThisMachine(final String address) {
		assertThrows(Refusal.class, () -> from("HF_ENDPOINT", address));
	}

	@ParameterizedTest
	@CsvSource({"https://huggingface.co/x,true", "https://HuggingFace.co:443/x,true",
		"http://huggingface.co/x,false", "https://huggingface.co:8443/x,false",
		"https://cdn.huggingface.co/x,false", "https://huggingface.co.evil.com/x,false",
		"https://evil.com/huggingface.co,false"})
	void trustIsForOneHost(final String address, final boolean trusted) {
		assertEquals(trusted, from().trusts(URI.create(address)));
	}

	@Test
	void thisMachineNeedsNoEncryption() {
		assertTrue(Endpoint.allowed(URI.create("http://localhost:1234/x")));
		assertTrue(Endpoint.allowed(URI.create("http://[::1]:1234/x")));
	}
}
