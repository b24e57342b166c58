package org.rostrum.connector.mail.mime;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Text of bytes whose charset is declared, or not, or wrongly: what cannot be what was declared is UTF-8 if it can be that, and
 * else Windows-1252, in which everything is something.
 */
final class Charsets {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** What is declared so is often something else, and that contains it. */
    private static final Set<String> WIDENED =
            Set.of("us-ascii", "ascii", "iso-8859-1", "latin1", "iso8859-1", "ansi_x3.4-1968");

    private Charsets() {}

    /** @param cut whether the last character may be there in part */
    static String decode(byte[] bytes, @Nullable String declared, boolean cut) {
        int length = cut ? wholeUtf8(bytes) : bytes.length;
        Charset charset = charset(declared);
        if (charset != null) {
            String text = strictly(bytes, 0, charset.equals(StandardCharsets.UTF_8) ? length : bytes.length, charset);
            if (text != null) {
                return text;
            }
        }
        String text = strictly(bytes, 0, length, StandardCharsets.UTF_8);
        return text != null ? text : new String(bytes, WINDOWS);
    }

    static String ofHeader(byte[] bytes, int from, int to) {
        String text = strictly(bytes, from, to - from, StandardCharsets.UTF_8);
        return text != null ? text : new String(bytes, from, to - from, WINDOWS);
    }

    private static @Nullable Charset charset(@Nullable String declared) {
        if (declared == null || declared.isBlank()) {
            return null;
        }
        String name = declared.strip().toLowerCase(Locale.ROOT);
        if (WIDENED.contains(name)) {
            return null;
        }
        try {
            return switch (name) {
                case "gb2312", "gbk", "x-gbk" -> Charset.forName("GB18030");
                default -> Charset.forName(MimeUtility.javaCharset(name));
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    private static @Nullable String strictly(byte[] bytes, int from, int length, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException | UnsupportedOperationException wrong) {
            return null;
        }
    }

    /** How many of the bytes are whole characters of UTF-8, if it is that. */
    private static int wholeUtf8(byte[] bytes) {
        int begin = bytes.length;
        for (int back = 1; back <= Math.min(4, bytes.length); back++) {
            int one = bytes[bytes.length - back] & 0xff;
            if (one < 0x80) {
                break;
            }
            if (one >= 0xc0) {
                int length = one >= 0xf0 ? 4 : one >= 0xe0 ? 3 : 2;
                begin = back < length ? bytes.length - back : bytes.length;
                break;
            }
        }
        return begin;
    }
}
