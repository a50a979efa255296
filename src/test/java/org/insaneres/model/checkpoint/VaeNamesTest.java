/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.insaneres.onnx.SafeTensors;
import org.insaneres.onnx.Tensor;
import org.insaneres.onnx.TensorFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as the two programs have them for the same tensors of a VAE with four levels. */
class VaeNamesTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({"encoder.down_blocks.0.resnets.1.conv1.weight, encoder.down.0.block.1.conv1.weight",
		"encoder.down_blocks.2.resnets.0.conv_shortcut.bias, encoder.down.2.block.0.nin_shortcut.bias",
		"encoder.down_blocks.1.downsamplers.0.conv.weight, encoder.down.1.downsample.conv.weight",
		"encoder.mid_block.resnets.0.norm1.weight, encoder.mid.block_1.norm1.weight",
		"encoder.mid_block.resnets.1.conv2.bias, encoder.mid.block_2.conv2.bias",
		"encoder.mid_block.attentions.0.group_norm.bias, encoder.mid.attn_1.norm.bias",
		"encoder.mid_block.attentions.0.to_q.weight, encoder.mid.attn_1.q.weight",
		"decoder.mid_block.attentions.0.to_out.0.bias, decoder.mid.attn_1.proj_out.bias",
		"decoder.mid_block.attentions.0.query.weight, decoder.mid.attn_1.q.weight",
		"decoder.mid_block.attentions.0.key.weight, decoder.mid.attn_1.k.weight",
		"decoder.mid_block.attentions.0.value.bias, decoder.mid.attn_1.v.bias",
		"decoder.mid_block.attentions.0.proj_attn.weight, decoder.mid.attn_1.proj_out.weight",
		"encoder.conv_norm_out.weight, encoder.norm_out.weight",
		"vae.decoder.conv_norm_out.bias, vae.decoder.norm_out.bias",
		"decoder.up_blocks.0.resnets.2.conv1.weight, decoder.up.3.block.2.conv1.weight",
		"decoder.up_blocks.2.upsamplers.0.conv.bias, decoder.up.1.upsample.conv.bias",
		"first_stage_model.decoder.up_blocks.1.resnets.0.conv_shortcut.weight,"
			+ "first_stage_model.decoder.up.2.block.0.nin_shortcut.weight",
		"decoder.up.1.block.0.conv1.weight, decoder.up.1.block.0.conv1.weight",
		"quant_conv.weight, quant_conv.weight", "decoder.conv_in.weight, decoder.conv_in.weight"})
	void areThoseOfTheOtherProgram(final String diffusers, final String ldm) throws IOException {
		final Tensor one = new Tensor(new float[]{7}, 1);
		final Tensor other = new Tensor(new float[]{8}, 1);
		final String last = "decoder.up_blocks.3.resnets.0.norm1.bias";
		final SafeTensors renamed = VaeNames.ldm(SafeTensors.open(new TensorFile().with(last, other)
			.with(diffusers, one).write(folder.resolve("vae.safetensors"))));
		assertEquals(Set.of("decoder.up.0.block.0.norm1.bias", ldm), renamed.names());
		assertEquals(7, renamed.read(ldm)[0]);
		assertEquals(ldm, renamed.entry(ldm).name());
	}
}
