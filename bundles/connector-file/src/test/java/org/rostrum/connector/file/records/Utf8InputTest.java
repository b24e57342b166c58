package org.rostrum.connector.file.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rostrum.connector.file.records.Cut.cut;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8InputTest {
    private static final String TEXT = "{\"text\":\"zażółć 漢字 😀\"}\n{\"b\":2}\n";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,EFBBBF",
        "UTF-8,''",
        "UTF-16BE,FEFF",
        "UTF-16LE,FFFE",
        "UTF-32BE,0000FEFF",
        "UTF-32LE,FFFE0000",
        "UTF-16BE,''",
        "UTF-16LE,''",
        "UTF-32BE,''",
        "UTF-32LE,''",
    })
    void everyUnicodeEncoding_isRecognised(String charset, String mark) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(java.util.HexFormat.of().parseHex(mark));
        file.writeBytes(TEXT.getBytes(Charset.forName(charset)));

        assertThat(all(file.toByteArray(), null)).isEqualTo(TEXT);
    }

    @Test
    void declaredEncoding_isUsed_butAMarkIsBelievedMore() throws IOException {
        byte[] polish = "zażółć".getBytes(Charset.forName("windows-1250"));
        byte[] marked = ("\uFEFF" + "zażółć").getBytes(StandardCharsets.UTF_8);

        assertThat(all(polish, Charset.forName("windows-1250"))).isEqualTo("zażółć");
        assertThat(all(marked, Charset.forName("windows-1250"))).isEqualTo("zażółć");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030", "Shift_JIS", "ISO-2022-JP", "UTF-7x"})
    void longText_inAnyEncoding_comesThroughWhole(String name) throws IOException {
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_16BE;
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        while (text.length() < 100_000) {
            text.append(
                    charset.newEncoder().canEncode("😀") && random.nextInt(5) == 0 ? "😀" : "日本" + random.nextInt());
        }

        assertThat(all(text.toString().getBytes(charset), charset)).isEqualTo(text.toString());
    }

    @Test
    void halfCharacterInUtf16_costsItsLineOnly() throws Exception {
        byte[] bytes = "{\"a\":1}\n{\"b\":\"?\"}\n{\"c\":3}".getBytes(StandardCharsets.UTF_16LE);
        bytes[28] = 0;
        bytes[29] = (byte) 0xD8;

        Cut cut = cut(bytes, null, in -> new JsonLines(in, 1024), false);

        assertThat(cut.texts()).containsExactly("{\"a\":1}", "{\"c\":3}");
        assertThat(cut.faults()).singleElement().asString().contains("line 2");
    }

    @Test
    void head_doesNotTakeAnything_evenWhenTheStreamComesInDrops() throws IOException {
        byte[] bytes = "abcdefgh".getBytes(StandardCharsets.UTF_8);
        InputStream drops = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        Utf8Input in = Utf8Input.open(drops, null);
        in.read();

        assertThat(new String(in.head(), StandardCharsets.UTF_8)).isEqualTo("bcdefgh");
        assertThat(in.read()).isEqualTo('b');
        assertThat(in.position()).isEqualTo(new Position(1, 3, 2));
    }

    private static String all(byte[] bytes, @org.jspecify.annotations.Nullable Charset declared) throws IOException {
        Utf8Input in = Utf8Input.open(new ByteArrayInputStream(bytes), declared);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int value = in.read(); value >= 0; value = in.read()) {
            out.write(value);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
