/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.model.checkpoint;

import ai.onnxruntime.platform.Fp16Conversions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.insaneres.onnx.DType;
import org.insaneres.onnx.SafeTensors;

/** Checkpoints with the shapes of real ones, of any size, and random weights. */
public final class Synthetic {

	private static final int TABLE = 1 << 16;

	private final Map<String, long[]> shapes = new LinkedHashMap<>();

	/** Stable Diffusion 1.5, or the same with fewer channels: 320 and 768 are the real ones. */
	public static Synthetic sd15(final int channels, final int text, final int layers) {
		final Synthetic all = new Synthetic();
		all.unet(channels, 4, new int[]{1, 2, 4, 4}, new int[]{1, 1, 1, 0}, 1, text, true, 0);
		all.openAi("cond_stage_model.transformer.text_model.", text, layers);
		all.vae("first_stage_model.", Math.max(32, channels * 2 / 5 / 32 * 32));
		return all;
	}

	/** Stable Diffusion XL; 320, 768 and 1280 are the real numbers. */
	static Synthetic sdxl(final int channels, final int first, final int second) {
		final Synthetic all = new Synthetic();
		all.unet(channels, 4, new int[]{1, 2, 4}, new int[]{0, 2, 10}, 10, first + second, false,
			second + 6 * 256);
		all.openAi("conditioner.embedders.0.transformer.text_model.", first, 12);
		all.openClip("conditioner.embedders.1.model.", second, 32);
		all.vae("first_stage_model.", 128);
		return all;
	}

	public Map<String, long[]> shapes() {
		return shapes;
	}

	/** How many weights there are whose names begin so. */
	long parameters(final String root) {
		return shapes.entrySet().stream().filter(entry -> entry.getKey().startsWith(root))
			.mapToLong(entry -> elements(entry.getValue())).sum();
	}

	private void unet(final int channels, final int in, final int[] factors, final int[] depths,
		final int middle, final int context, final boolean convolved, final int label) {
		final String root = "model.diffusion_model.";
		final int time = 4 * channels;
		linear(root + "time_embed.0", time, channels, true);
		linear(root + "time_embed.2", time, time, true);
		if (label > 0) {
			linear(root + "label_emb.0.0", time, label, true);
			linear(root + "label_emb.0.2", time, time, true);
		}
		conv(root + "input_blocks.0.0", channels, in, 3);
		final Deque<Integer> skips = new ArrayDeque<>();
		skips.push(channels);
		int now = channels;
		int block = 1;
		for (int level = 0; level < factors.length; level++) {
			for (int i = 0; i < 2; i++, block++) {
				final String name = root + "input_blocks." + block;
				residual(name + ".0", now, channels * factors[level], time);
				now = channels * factors[level];
				if (depths[level] > 0) transformer(name + ".1", now, depths[level], context, convolved);
				skips.push(now);
			}
			if (level + 1 < factors.length) {
				conv(root + "input_blocks." + block++ + ".0.op", now, now, 3);
				skips.push(now);
			}
		}
		residual(root + "middle_block.0", now, now, time);
		transformer(root + "middle_block.1", now, middle, context, convolved);
		residual(root + "middle_block.2", now, now, time);
		block = 0;
		for (int level = factors.length - 1; level >= 0; level--) {
			for (int i = 0; i < 3; i++, block++) {
				final String name = root + "output_blocks." + block;
				residual(name + ".0", now + skips.pop(), channels * factors[level], time);
				now = channels * factors[level];
				if (depths[level] > 0) transformer(name + ".1", now, depths[level], context, convolved);
				if (i == 2 && level > 0) {
					conv(name + (depths[level] > 0 ? ".2" : ".1") + ".conv", now, now, 3);
				}
			}
		}
		norm(root + "out.0", now);
		conv(root + "out.2", 4, now, 3);
	}

	private void residual(final String name, final int in, final int out, final int time) {
		norm(name + ".in_layers.0", in);
		conv(name + ".in_layers.2", out, in, 3);
		linear(name + ".emb_layers.1", out, time, true);
		norm(name + ".out_layers.0", out);
		conv(name + ".out_layers.3", out, out, 3);
		if (in != out) conv(name + ".skip_connection", out, in, 1);
	}

	private void transformer(final String name, final int width, final int depth,
		final int context, final boolean convolved) {
		norm(name + ".norm", width);
		projection(name + ".proj_in", width, convolved);
		for (int i = 0; i < depth; i++) {
			final String block = name + ".transformer_blocks." + i;
			attention(block + ".attn1", width, width);
			attention(block + ".attn2", width, context);
			linear(block + ".ff.net.0.proj", 8 * width, width, true);
			linear(block + ".ff.net.2", width, 4 * width, true);
			for (int n = 1; n <= 3; n++) norm(block + ".norm" + n, width);
		}
		projection(name + ".proj_out", width, convolved);
	}

	private void projection(final String name, final int width, final boolean convolved) {
		if (convolved) conv(name, width, width, 1);
		else linear(name, width, width, true);
	}

	private void attention(final String name, final int width, final int about) {
		linear(name + ".to_q", width, width, false);
		linear(name + ".to_k", width, about, false);
		linear(name + ".to_v", width, about, false);
		linear(name + ".to_out.0", width, width, true);
	}

	private void openAi(final String root, final int width, final int layers) {
		shapes.put(root + "embeddings.token_embedding.weight", new long[]{49408, width});
		shapes.put(root + "embeddings.position_embedding.weight", new long[]{77, width});
		for (int i = 0; i < layers; i++) {
			final String name = root + "encoder.layers." + i;
			for (final String part : new String[]{"q", "k", "v", "out"}) {
				linear(name + ".self_attn." + part + "_proj", width, width, true);
			}
			norm(name + ".layer_norm1", width);
			norm(name + ".layer_norm2", width);
			linear(name + ".mlp.fc1", 4 * width, width, true);
			linear(name + ".mlp.fc2", width, 4 * width, true);
		}
		norm(root + "final_layer_norm", width);
	}

	private void openClip(final String root, final int width, final int layers) {
		shapes.put(root + "token_embedding.weight", new long[]{49408, width});
		shapes.put(root + "positional_embedding", new long[]{77, width});
		shapes.put(root + "text_projection", new long[]{width, width});
		for (int i = 0; i < layers; i++) {
			final String name = root + "transformer.resblocks." + i;
			shapes.put(name + ".attn.in_proj_weight", new long[]{3 * width, width});
			shapes.put(name + ".attn.in_proj_bias", new long[]{3 * width});
			linear(name + ".attn.out_proj", width, width, true);
			norm(name + ".ln_1", width);
			norm(name + ".ln_2", width);
			linear(name + ".mlp.c_fc", 4 * width, width, true);
			linear(name + ".mlp.c_proj", width, 4 * width, true);
		}
		norm(root + "ln_final", width);
	}

	private void vae(final String root, final int channels) {
		final int[] widths = {channels, 2 * channels, 4 * channels, 4 * channels};
		int now = channels;
		conv(root + "encoder.conv_in", channels, 3, 3);
		for (int level = 0; level < 4; level++) {
			for (int i = 0; i < 2; i++) {
				vaeResidual(root + "encoder.down." + level + ".block." + i, now, widths[level]);
				now = widths[level];
			}
			if (level < 3) conv(root + "encoder.down." + level + ".downsample.conv", now, now, 3);
		}
		vaeMiddle(root + "encoder.", now);
		norm(root + "encoder.norm_out", now);
		conv(root + "encoder.conv_out", 8, now, 3);
		conv(root + "quant_conv", 8, 8, 1);
		conv(root + "post_quant_conv", 4, 4, 1);
		conv(root + "decoder.conv_in", now, 4, 3);
		vaeMiddle(root + "decoder.", now);
		for (int level = 3; level >= 0; level--) {
			for (int i = 0; i < 3; i++) {
				vaeResidual(root + "decoder.up." + level + ".block." + i, now, widths[level]);
				now = widths[level];
			}
			if (level > 0) conv(root + "decoder.up." + level + ".upsample.conv", now, now, 3);
		}
		norm(root + "decoder.norm_out", now);
		conv(root + "decoder.conv_out", 3, now, 3);
	}

	private void vaeMiddle(final String root, final int width) {
		vaeResidual(root + "mid.block_1", width, width);
		norm(root + "mid.attn_1.norm", width);
		for (final String part : new String[]{"q", "k", "v", "proj_out"}) {
			conv(root + "mid.attn_1." + part, width, width, 1);
		}
		vaeResidual(root + "mid.block_2", width, width);
	}

	private void vaeResidual(final String name, final int in, final int out) {
		norm(name + ".norm1", in);
		conv(name + ".conv1", out, in, 3);
		norm(name + ".norm2", out);
		conv(name + ".conv2", out, out, 3);
		if (in != out) conv(name + ".nin_shortcut", out, in, 1);
	}

	private void conv(final String name, final int out, final int in, final int side) {
		shapes.put(name + ".weight", new long[]{out, in, side, side});
		shapes.put(name + ".bias", new long[]{out});
	}

	private void linear(final String name, final int out, final int in, final boolean bias) {
		shapes.put(name + ".weight", new long[]{out, in});
		if (bias) shapes.put(name + ".bias", new long[]{out});
	}

	private void norm(final String name, final int width) {
		shapes.put(name + ".weight", new long[]{width});
		shapes.put(name + ".bias", new long[]{width});
	}

	private static long elements(final long... shape) {
		return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
	}

	/** The header of the file, with its length before it. */
	byte[] header(final DType dtype) {
		final StringBuilder json = new StringBuilder("{");
		long offset = 0;
		for (final var entry : shapes.entrySet()) {
			final long end = offset + elements(entry.getValue()) * dtype.size();
			json.append(json.length() > 1 ? "," : "").append('"').append(entry.getKey())
				.append("\":{\"dtype\":\"").append(dtype).append("\",\"shape\":[")
				.append(Arrays.stream(entry.getValue()).mapToObj(Long::toString)
					.collect(Collectors.joining(",")))
				.append("],\"data_offsets\":[").append(offset).append(',').append(end).append("]}");
			offset = end;
		}
		final byte[] text = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN)
			.putLong(text.length).put(text).array();
	}

	/** Writes the file with weights that keep activations within bounds. */
	public void write(final Path file, final DType dtype, final long seed) throws IOException {
		final Random random = new Random(seed);
		final float[] table = new float[TABLE];
		for (int i = 0; i < TABLE; i++) table[i] = (float) random.nextGaussian();
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE,
			StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
			writeAll(out, ByteBuffer.wrap(header(dtype)));
			for (final var entry : shapes.entrySet()) {
				writeTensor(out, entry.getKey(), entry.getValue(), dtype, table, random);
			}
		}
	}

	/** The weights that {@link #write} makes in bfloat16, as 32-bit floats. */
	void writeRounded(final Path file, final long seed) throws IOException {
		final Path rounded = Files.createTempFile("rounded", ".safetensors");
		try {
			write(rounded, DType.BF16, seed);
			final SafeTensors tensors = SafeTensors.open(rounded);
			try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
				writeAll(out, ByteBuffer.wrap(header(DType.F32)));
				for (final String name : shapes.keySet()) {
					final float[] values = tensors.read(name);
					final ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES)
						.order(ByteOrder.LITTLE_ENDIAN);
					bytes.asFloatBuffer().put(values);
					writeAll(out, bytes);
				}
			}
		} finally {
			Files.delete(rounded);
		}
	}

	private static void writeTensor(final FileChannel out, final String name, final long[] shape,
		final DType dtype, final float[] table, final Random random) throws IOException {
		final boolean vector = shape.length == 1;
		final boolean gain = vector && name.endsWith(".weight");
		final double scale = vector ? 0.02 : 1 / Math.sqrt(elements(shape) / (double) shape[0]);
		final ByteBuffer bytes = ByteBuffer.allocateDirect(TABLE * dtype.size())
			.order(ByteOrder.LITTLE_ENDIAN);
		for (final float value : table) put(bytes, dtype, (float) (value * scale + (gain ? 1 : 0)));
		for (long left = elements(shape) * dtype.size(); left > 0;) {
			// Begins anywhere, so that the pieces are not alike
			final int from = random.nextInt(TABLE / 2) * dtype.size();
			bytes.position(from).limit((int) Math.min(bytes.capacity(), from + left));
			left -= bytes.remaining();
			writeAll(out, bytes);
		}
	}

	private static void put(final ByteBuffer bytes, final DType dtype, final float value) {
		switch (dtype) {
			case F32 -> bytes.putFloat(value);
			case F16 -> bytes.putShort(Fp16Conversions.floatToFp16(value));
			case BF16 -> bytes.putShort((short) (Float.floatToIntBits(value) >>> 16));
			default -> throw new IllegalArgumentException(dtype.toString());
		}
	}

	private static void writeAll(final FileChannel out, final ByteBuffer bytes)
		throws IOException {
		while (bytes.hasRemaining()) out.write(bytes);
	}
}
