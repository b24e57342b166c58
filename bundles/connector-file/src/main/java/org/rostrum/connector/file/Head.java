package org.rostrum.connector.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.rostrum.connector.file.records.Utf8Input;
import org.rostrum.spi.importing.UnreadableFileException;

/** The beginning of a file, decoded, to recognise its format by. */
public final class Head {
    private final String text;

    private Head(String text) {
        this.text = text;
    }

    public static Head of(byte[] head) {
        try {
            byte[] utf8 = Utf8Input.open(new ByteArrayInputStream(head), null).head();
            return new Head(new String(utf8, StandardCharsets.UTF_8).stripLeading());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Opens a file; an empty one is refused, since it is never what somebody wanted to import. */
    public static Utf8Input opened(InputStream content, Options options) throws IOException, UnreadableFileException {
        Utf8Input in = Utf8Input.open(content, options.charset());
        if (in.peek() < 0) {
            throw new UnreadableFileException("The file is empty. Export it again and see that it has content.", null);
        }
        return in;
    }

    public boolean looksLikeJson() {
        return text.startsWith("{") || text.startsWith("[");
    }

    public boolean contains(String part) {
        return text.contains(part);
    }

    public String text() {
        return text;
    }
}
