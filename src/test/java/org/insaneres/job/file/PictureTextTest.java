/*
 * InsaneRes: diffusion image-to-image and tiled upscaling in ImageJ and Fiji.
 * Copyright (c) 2026, InsaneRes developers. SPDX-License-Identifier: BSD-2-Clause
 */
package org.insaneres.job.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.ImageIO;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.insaneres.Refusal;
import org.junit.jupiter.api.Test;

/** Texts in PNG and JPEG files, as other programs write them, and in files that are broken. */
class PictureTextTest {

	private static final String TEXT = "a cat\nNegative prompt: dog\nSteps: 20, Seed: 7, Size: 4x3";

	private static Path picture(final String format) throws IOException {
		final BufferedImage image = new BufferedImage(17, 11, BufferedImage.TYPE_INT_RGB);
		final Random random = new Random(3);
		for (int i = 0; i < 17 * 11; i++) image.setRGB(i % 17, i / 17, random.nextInt());
		final Path file = Files.createTempFile("picture", "." + format);
		file.toFile().deleteOnExit();
		ImageIO.write(image, format, file.toFile());
		return file;
	}

	private static int[] pixels(final Path file) throws IOException {
		return ImageIO.read(file.toFile()).getRGB(0, 0, 17, 11, null, 0, 17);
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.oneOf(
			Arbitraries.strings().withChars("aé日,:\n\"\u0001\u00c3\u00bc 😀").ofMaxLength(60),
			Arbitraries.strings().ascii().ofMaxLength(60),
			Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(60))
			.filter(text -> !text.isBlank() && text.indexOf(0) < 0 && paired(text));
	}

	private static boolean paired(final String text) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	@Property(tries = 120, seed = "7")
	void pngKeepsTextAndPixels(@ForAll("texts") final String text) throws IOException {
		final Path file = picture("png");
		final int[] before = pixels(file);
		assertTrue(PictureText.write(file, text));
		assertEquals(Optional.of(text), PictureText.read(file));
		assertArrayEquals(before, pixels(file));
		Files.delete(file);
	}

	@Property(tries = 120, seed = "7")
	void jpegKeepsTextAndPixels(@ForAll("texts") final String text) throws IOException {
		final Path file = picture("jpg");
		final int[] before = pixels(file);
		assertTrue(PictureText.write(file, "something else"));
		assertTrue(PictureText.write(file, text));
		assertEquals(Optional.of(text), PictureText.read(file));
		assertArrayEquals(before, pixels(file));
		Files.delete(file);
	}

	@Test
	void picturesWithoutTextHaveNone() throws IOException {
		assertEquals(Optional.empty(), PictureText.read(picture("png")));
		assertEquals(Optional.empty(), PictureText.read(picture("jpg")));
		assertEquals(Optional.empty(), PictureText.read(picture("gif")));
	}

	@Test
	void aTextTooLongForJpegIsRefusedAndTheFileStays() throws IOException {
		final Path file = picture("jpg");
		final byte[] before = Files.readAllBytes(file);
		assertTrue(PictureText.write(file, "x".repeat(30_000)));
		Files.write(file, before);
		assertFalse(PictureText.write(file, "x".repeat(33_000)));
		assertArrayEquals(before, Files.readAllBytes(file));
	}

	@Test
	void theExifIsThatOfA1111() throws IOException {
		final Path file = picture("jpg");
		PictureText.write(file, "ab");
		final byte[] data = Files.readAllBytes(file);
		// JFIF comes first; then what piexif writes for a user comment, byte for byte
		final byte[] exif = java.util.HexFormat.of().parseHex("ffe10040" + "457869660000"
			+ "4d4d002a00000008" + "0001" + "87690004000000010000001a" + "00000000"
			+ "0001" + "928600070000000c0000002c" + "00000000" + "554e49434f444500" + "00610062");
		assertArrayEquals(Arrays.copyOf(exif, exif.length),
			Arrays.copyOfRange(data, 20, 20 + exif.length));
	}

	private static byte[] chunk(final String type, final byte[] data) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		final CRC32 sum = new CRC32();
		sum.update(name);
		sum.update(data);
		final DataOutputStream chunk = new DataOutputStream(out);
		chunk.writeInt(data.length);
		chunk.write(name);
		chunk.write(data);
		chunk.writeInt((int) sum.getValue());
		return out.toByteArray();
	}

	private static Path png(final byte[]... chunks) throws IOException {
		final byte[] plain = Files.readAllBytes(picture("png"));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(plain, 0, 33);
		for (final byte[] chunk : chunks) out.write(chunk);
		out.write(plain, 33, plain.length - 33);
		final Path file = Files.createTempFile("picture", ".png");
		file.toFile().deleteOnExit();
		return Files.write(file, out.toByteArray());
	}

	private static byte[] join(final Object... parts) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (final Object part : parts) {
			out.write(part instanceof byte[] bytes
				? bytes
				: part.toString().getBytes(StandardCharsets.UTF_8));
		}
		return out.toByteArray();
	}

	private static byte[] deflated(final byte[] data) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
			deflater.write(data);
		}
		return out.toByteArray();
	}

	@Test
	void everyKindOfPngTextIsRead() throws IOException {
		final byte[] comment = chunk("tEXt", join("Software\0", "other"));
		assertEquals(Optional.of("größer"), PictureText.read(png(comment, chunk("tEXt",
			join("parameters\0", "größer".getBytes(StandardCharsets.ISO_8859_1))))));
		assertEquals(Optional.of("größer 猫"),
			PictureText.read(png(comment, chunk("tEXt", join("parameters\0", "größer 猫")))));
		assertEquals(Optional.of(TEXT), PictureText.read(png(chunk("zTXt",
			join("parameters\0\0", deflated(TEXT.getBytes(StandardCharsets.ISO_8859_1)))))));
		assertEquals(Optional.of("猫" + TEXT), PictureText
			.read(png(chunk("iTXt", join("parameters\0\0\0de\0Werte\0", "猫" + TEXT)))));
		assertEquals(Optional.of("猫" + TEXT), PictureText.read(png(chunk("iTXt",
			join("parameters\0\1\0\0\0", deflated(join("猫" + TEXT)))))));
	}

	private static Path jpeg(final byte[]... segments) throws IOException {
		final byte[] plain = Files.readAllBytes(picture("jpg"));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(plain, 0, 2);
		for (final byte[] segment : segments) {
			out.write(0xFF);
			out.write(segment[0]);
			out.write(segment.length + 1 >> 8);
			out.write(segment.length + 1);
			out.write(segment, 1, segment.length - 1);
		}
		out.write(plain, 2, plain.length - 2);
		final Path file = Files.createTempFile("picture", ".jpg");
		file.toFile().deleteOnExit();
		return Files.write(file, out.toByteArray());
	}

	private static byte[] littleEndianExif(final String code, final byte[] text) throws IOException {
		final byte[] head = java.util.HexFormat.of().parseHex("e1" + "457869660000"
			+ "49492a0008000000" + "0100" + "69870400010000001a000000" + "00000000" + "0100"
			+ "86920700");
		final int count = 8 + text.length;
		return join(head, new byte[]{(byte) count, (byte) (count >> 8), 0, 0, 0x2c, 0, 0, 0, 0, 0, 0,
			0}, code, text);
	}

	@Test
	void everyKindOfJpegTextIsRead() throws IOException {
		final byte[] little = "a 猫 b, Steps: 3".getBytes(StandardCharsets.UTF_16LE);
		assertEquals(Optional.of("a 猫 b, Steps: 3"),
			PictureText.read(jpeg(littleEndianExif("UNICODE\0", little))));
		assertEquals(Optional.of("a cat"),
			PictureText.read(jpeg(littleEndianExif("ASCII\0\0\0", join("a cat\0\0")))));
		assertEquals(Optional.of("größer"), PictureText
			.read(jpeg(littleEndianExif("\0\0\0\0\0\0\0\0", join("größer")))));
		// As stable-diffusion.cpp writes it, with a closing zero and a padding byte
		assertEquals(Optional.of("größer"), PictureText.read(
			jpeg(join(new byte[]{(byte) 0xFE}, "parameters\0größer\0", new byte[]{(byte) 0xFF}))));
		assertEquals(Optional.empty(),
			PictureText.read(jpeg(join(new byte[]{(byte) 0xFE}, "made by hand"))));
	}

	@Test
	void aWrongCheckSumIsSaid() throws IOException {
		final byte[] chunk = chunk("tEXt", join("parameters\0", TEXT));
		chunk[chunk.length - 1]++;
		final Path file = png(chunk);
		final Refusal refusal = assertThrows(Refusal.class, () -> PictureText.read(file));
		assertTrue(refusal.getMessage().contains("check sum"), refusal.getMessage());
	}

	@Test
	void textsThatSwellAreNotSwallowed() throws IOException {
		final Path file = png(
			chunk("zTXt", join("parameters\0\0", deflated(new byte[PictureText.LONGEST + 9]))));
		final Refusal refusal = assertThrows(Refusal.class, () -> PictureText.read(file));
		assertTrue(refusal.getMessage().contains("longer"), refusal.getMessage());
	}

	@Test
	void whatIsNoPictureIsSaid() throws IOException {
		final Path none = Path.of("no", "such", "file.png");
		assertTrue(assertThrows(Refusal.class, () -> PictureText.read(none)).getMessage()
			.contains("There is no file"));
		final Path gif = picture("gif");
		assertTrue(assertThrows(Refusal.class, () -> PictureText.write(gif, TEXT)).getMessage()
			.contains("neither"));
		final Path empty = Files.createTempFile("empty", ".png");
		assertEquals(Optional.empty(), PictureText.read(empty));
		Files.delete(empty);
	}

	/** Whatever happens to a file, reading it ends with a text, with none, or in one sentence. */
	@Property(tries = 600, seed = "11")
	void brokenFilesEndInASentence(@ForAll final Random random) throws IOException {
		final Path file = switch (random.nextInt(4)) {
			case 0 -> png(chunk("iTXt",
				join("parameters\0\1\0\0\0", deflated(join("猫" + TEXT)))));
			case 1 -> png(chunk("zTXt", join("parameters\0\0", deflated(join(TEXT)))));
			case 2 -> jpeg(littleEndianExif("UNICODE\0", TEXT.getBytes(StandardCharsets.UTF_16LE)));
			default -> jpeg(join(new byte[]{(byte) 0xFE}, "parameters\0" + TEXT));
		};
		byte[] data = Files.readAllBytes(file);
		for (int i = random.nextInt(6); i >= 0; i--) {
			data[random.nextInt(Math.min(data.length, 140))] = (byte) random.nextInt();
		}
		if (random.nextInt(3) == 0) data = Arrays.copyOf(data, random.nextInt(data.length));
		Files.write(file, data);
		try {
			PictureText.read(file);
		} catch (final Refusal sentence) {
			assertTrue(sentence.getMessage().endsWith("."), sentence.getMessage());
			assertEquals(1, sentence.getMessage().lines().count());
		}
		Files.delete(file);
	}
}
