package org.rostrum.connector.mail;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.text.PlainText;

/**
 * A mail of ours. Written anew each time it is needed, so that attachments are never in memory. Nothing that anybody has given
 * gets into a header with a line end in it.
 *
 * @param id Message-ID without brackets
 * @param references Message-IDs of the thread, the one that is answered last; empty when nothing is answered
 */
record Letter(
        String id,
        InternetAddress from,
        List<InternetAddress> to,
        String subject,
        Instant date,
        List<String> references,
        String language,
        String text,
        List<Media> media) {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[\\p{Cntrl}\u2028\u2029/\\\\:\"]+");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,100}");
    private static final int LONGEST_HEADER_LINE = 900;

    Letter {
        to = List.copyOf(to);
        references = List.copyOf(references);
        media = List.copyOf(media);
    }

    /** An attachment cannot be read any more. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String name, IOException cause) {
            super("The attachment \"" + name + "\" cannot be read.", cause);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        StringBuilder header = new StringBuilder();
        field(header, "Message-ID", "<" + id + ">");
        field(header, "Date", DATE.format(date));
        field(header, "From", from.toString());
        field(
                header,
                "To",
                String.join(",\r\n ", to.stream().map(InternetAddress::toString).toList()));
        field(header, "Subject", encoded("Subject", subject));
        if (!references.isEmpty()) {
            field(header, "In-Reply-To", "<" + references.get(references.size() - 1) + ">");
            field(header, "References", "<" + String.join(">\r\n <", references) + ">");
        }
        if (!language.isEmpty()) {
            field(header, "Content-Language", language);
        }
        field(header, "MIME-Version", "1.0");
        if (media.isEmpty()) {
            write(out, header.toString());
            writeText(out);
            return;
        }
        String boundary = "=_rostrum_" + id.replaceAll("[^A-Za-z0-9]", "");
        boundary = boundary.substring(0, Math.min(70, boundary.length()));
        field(header, "Content-Type", "multipart/mixed;\r\n boundary=\"" + boundary + "\"");
        write(out, header + "\r\n--" + boundary + "\r\n");
        writeText(out);
        for (Media one : media) {
            write(out, "\r\n--" + boundary + "\r\n");
            write(out, one);
        }
        write(out, "\r\n--" + boundary + "--\r\n");
    }

    private void writeText(OutputStream out) throws IOException {
        write(out, "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        try {
            OutputStream quoted = MimeUtility.encode(new Kept(out), "quoted-printable");
            String lines = PlainText.clean(text).replace("\n", "\r\n") + "\r\n";
            quoted.write(lines.getBytes(StandardCharsets.UTF_8));
            quoted.flush();
        } catch (jakarta.mail.MessagingException impossible) {
            throw new IOException(impossible);
        }
    }

    private static void write(OutputStream out, Media one) throws IOException {
        String name = NOT_IN_FILE_NAMES.matcher(one.name()).replaceAll("_").strip();
        String file = encoded("", name.isEmpty() ? "attachment" : name);
        String type = MEDIA_TYPE.matcher(one.mediaType()).matches() ? one.mediaType() : "application/octet-stream";
        StringBuilder header = new StringBuilder();
        field(header, "Content-Type", type + ";\r\n name=\"" + file + "\"");
        field(header, "Content-Disposition", "attachment;\r\n filename=\"" + file + "\"");
        if (!one.alternative().isBlank()) {
            field(header, "Content-Description", encoded("Content-Description", one.alternative()));
        }
        field(header, "Content-Transfer-Encoding", "base64");
        write(out, header + "\r\n");
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(new Kept(out))) {
            copy(one, encoder);
        }
    }

    /** Failures of the source are told apart from those of the connection. */
    private static void copy(Media one, OutputStream to) throws IOException {
        try (InputStream content = opened(one)) {
            byte[] buffer = new byte[16_384];
            for (int read = read(one, content, buffer); read >= 0; read = read(one, content, buffer)) {
                to.write(buffer, 0, read);
            }
        }
    }

    private static InputStream opened(Media one) throws UnreadableException {
        try {
            return one.content().open();
        } catch (IOException unreadable) {
            throw new UnreadableException(one.name(), unreadable);
        }
    }

    private static int read(Media one, InputStream content, byte[] buffer) throws UnreadableException {
        try {
            return content.read(buffer);
        } catch (IOException unreadable) {
            throw new UnreadableException(one.name(), unreadable);
        }
    }

    private static void field(StringBuilder header, String name, String value) {
        header.append(name).append(": ").append(value).append("\r\n");
    }

    private static String encoded(String name, String value) {
        String line = PlainText.line(value);
        String bounded =
                line.length() > LONGEST_HEADER_LINE ? PlainText.line(line.substring(0, LONGEST_HEADER_LINE)) : line;
        try {
            return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(bounded, "UTF-8", null));
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Stays open when what encodes into it is closed. */
    private static final class Kept extends OutputStream {
        private final OutputStream out;

        Kept(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
