package org.rostrum.connector.file.records;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first bytes of a file tell how the others are to be read. */
enum ByteOrderMark {
    // UTF-32LE begins like UTF-16LE and must be tried first
    UTF_32BE("UTF-32BE", 0x00, 0x00, 0xFE, 0xFF),
    UTF_32LE("UTF-32LE", 0xFF, 0xFE, 0x00, 0x00),
    UTF_8("UTF-8", 0xEF, 0xBB, 0xBF),
    UTF_16BE("UTF-16BE", 0xFE, 0xFF),
    UTF_16LE("UTF-16LE", 0xFF, 0xFE);

    @SuppressWarnings("ImmutableEnumChecker") // charsets do not change
    private final Charset charset;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final int[] mark;

    ByteOrderMark(String charset, int... mark) {
        this.charset = Charset.forName(charset);
        this.mark = mark;
    }

    Charset charset() {
        return charset;
    }

    int length() {
        return mark.length;
    }

    static @Nullable ByteOrderMark of(byte[] first) {
        for (ByteOrderMark candidate : values()) {
            if (candidate.begins(first)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean begins(byte[] first) {
        if (first.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((first[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Without a mark: files that begin with ASCII, as JSON and headings do, show their encoding by where the zeros are. */
    static Charset guess(byte[] first) {
        if (first.length < 4) {
            return StandardCharsets.UTF_8;
        }
        String zeros = "";
        for (int i = 0; i < 4; i++) {
            zeros += first[i] == 0 ? '0' : 'x';
        }
        return switch (zeros) {
            case "000x" -> UTF_32BE.charset;
            case "x000" -> UTF_32LE.charset;
            case "0x0x" -> UTF_16BE.charset;
            case "x0x0" -> UTF_16LE.charset;
            default -> StandardCharsets.UTF_8;
        };
    }
}
