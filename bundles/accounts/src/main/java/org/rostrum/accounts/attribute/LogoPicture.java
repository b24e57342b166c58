package org.rostrum.accounts.attribute;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.rostrum.api.accounts.AccountAttributeService.Picture;
import org.rostrum.api.accounts.AccountLogo;
import org.rostrum.api.problem.Problem;

/** Makes a logo of what somebody sent: looks at its size before it is unpacked, and keeps nothing but the pixels. */
final class LogoPicture {
    static final int MOST_BYTES = 1_048_576;
    private static final int LONGEST_SIDE = 4096;
    private static final int MOST_PIXELS = 8_000_000;
    private static final int KEPT_SIDE = 512;
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private LogoPicture() {}

    static Picture of(byte[] sent) {
        if (sent.length > MOST_BYTES) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "A logo has up to " + MOST_BYTES + " bytes.")
                    .withField("logo")
                    .withRemedy("Make the picture smaller.");
        }
        BufferedImage drawn = smaller(read(sent));
        byte[] png = png(drawn);
        return new Picture(
                new AccountLogo(digest(png), "image/png", drawn.getWidth(), drawn.getHeight(), png.length), png);
    }

    private static BufferedImage read(byte[] sent) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    return read(reader, in);
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw noPicture().withCause(broken);
        }
        throw noPicture();
    }

    private static BufferedImage read(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
                throw Problem.of(
                                Problem.Kind.TOO_LARGE,
                                "A logo has up to " + LONGEST_SIDE + " pixels a side and " + MOST_PIXELS
                                        + " in all; this one is " + width + " by " + height + ".")
                        .withField("logo")
                        .withRemedy("Make the picture smaller.");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static Problem noPicture() {
        return Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "This is no PNG or JPEG picture.")
                .withField("logo")
                .withRemedy("Send a PNG or JPEG file; SVG is not taken, as it can carry scripts.");
    }

    private static BufferedImage smaller(BufferedImage picture) {
        double scale = Math.min(1.0, (double) KEPT_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return drawn;
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture, "png", stream);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
