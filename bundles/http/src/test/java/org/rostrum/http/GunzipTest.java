package org.rostrum.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GunzipTest {
    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (Gunzip gunzip = new Gunzip(new ByteArrayInputStream(packed))) {
            return gunzip.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 8191, 8192, 8193, 1_000_000})
    void comesOutAsItWentIn_packedWellOrNot(int length) throws IOException {
        byte[] random = new byte[length];
        new Random(length).nextBytes(random);
        byte[] same = new byte[length];

        assertThat(unpack(gzip(random))).isEqualTo(random);
        assertThat(unpack(gzip(same))).isEqualTo(same);
        assertThat(unpack(joined(gzip(random), gzip(new byte[0]), gzip(same)))).isEqualTo(joined(random, same));
    }

    @Test
    void nothing_isNothing_andPaddingIsLeftOut() throws IOException {
        assertThat(unpack(new byte[0])).isEmpty();
        assertThat(unpack(joined(gzip(new byte[] {7}), new byte[512]))).containsExactly(7);
        assertThat(unpack(joined(gzip(new byte[] {7}), new byte[] {0x1f}))).containsExactly(7);
    }

    @Test
    void headersWithAllTheyMayHave_areSkipped() throws IOException {
        byte[] plain = gzip(new byte[] {1, 2, 3});
        byte[] rich = joined(
                new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3},
                new byte[] {5, 0, 9, 9, 9, 9, 9},
                new byte[] {'n', 'a', 'm', 'e', 0},
                new byte[] {'c', 0},
                new byte[] {1, 2},
                Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(unpack(rich)).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsDamaged_fails_andNothingElseComesOfIt() throws IOException {
        byte[] content = "It is a long way to the end of the answer."
                .repeat(20)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] packed = gzip(content);
        for (int length = 1; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut)).as("first %d", length).isInstanceOf(IOException.class);
        }
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] wrong = packed.clone();
            wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(unpack(wrong)).isEqualTo(content); // in the header, where nobody looks
            } catch (IOException damaged) {
                assertThat(damaged).isInstanceOfAny(ZipException.class, EOFException.class);
            }
        }
    }
}
