package org.rostrum.connector.mail.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart. Whatever it is made of, that takes no more time and memory than a few times its bytes: parts within parts
 * are followed to a depth, and their number is bounded.
 */
public final class MimeMail {
    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 500;
    private static final int MOST_FILES = 90;
    private static final int MOST_TEXT_BYTES = 600_000;

    private final byte[] raw;
    private final boolean cut;
    private final Headers headers;
    private final List<File> files = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<Block> blocks;
    private final ReportParts report = new ReportParts();
    private int parts;

    /** What can be read, in the two ways in which it may be there. */
    public record Block(String plain, String html) {}

    /**
     * Something attached.
     *
     * @param section its place, as IMAP counts: {@code 2.1} is the first part of the second
     * @param mediaType in lower case
     * @param name null when it has none
     * @param bytes how many; less than 0 when its end was not read
     */
    public record File(String section, String mediaType, @Nullable String name, long bytes) {}

    private MimeMail(byte[] raw, boolean cut) {
        this.raw = raw;
        this.cut = cut;
        this.headers = Headers.read(raw, 0, raw.length);
        this.blocks = walk(headers, headers.end(), raw.length, 0, "", "text/plain");
        if (headers.isTooLong()) {
            notes.add("Its header is longer than is read.");
        }
    }

    /**
     * @param raw the mail as it came, or its beginning
     * @param cut whether it is only the beginning
     */
    public static MimeMail read(byte[] raw, boolean cut) {
        return new MimeMail(raw, cut);
    }

    public Headers headers() {
        return headers;
    }

    /** What it says, one after the other. */
    public List<Block> blocks() {
        return blocks;
    }

    public List<File> files() {
        return List.copyOf(files);
    }

    /** What was passed over, in sentences for people. */
    public Set<String> notes() {
        return notes;
    }

    public Optional<DeliveryReport> report() {
        return report.read();
    }

    private List<Block> walk(Headers of, int from, int to, int depth, String section, String otherwise) {
        MediaType type = MediaType.of(of, otherwise);
        String encoding = encoding(of);
        if (type.isMultipart()) {
            if (depth < DEEPEST) {
                return children(type, from, to, depth, section);
            }
            notes.add("Its parts lie deeper within each other than is read.");
            return List.of();
        }
        String place = section.isEmpty() ? "1" : section;
        boolean end = cut && to == raw.length;
        report.offer(type.type(), () -> Transfer.decode(encoding, raw, from, to, MOST_TEXT_BYTES));
        boolean readable = type.type().equals("text/plain") || type.type().equals("text/html");
        boolean body = depth == 0 || (!type.attached() && type.name() == null);
        if (readable && body) {
            byte[] bytes = Transfer.decode(encoding, raw, from, to, MOST_TEXT_BYTES);
            boolean partly = end || bytes.length == MOST_TEXT_BYTES;
            String text = Charsets.decode(bytes, type.charset(), partly);
            return List.of(type.type().equals("text/html") ? new Block("", text) : new Block(text, ""));
        }
        if (files.size() < MOST_FILES) {
            files.add(new File(place, type.type(), type.name(), end ? -1 : Transfer.count(encoding, raw, from, to)));
        } else {
            notes.add("It has more attachments than are listed.");
        }
        return List.of();
    }

    private static String encoding(Headers of) {
        String encoding = of.raw("content-transfer-encoding");
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private List<Block> children(MediaType type, int from, int to, int depth, String section) {
        if (type.report().equals("delivery-status")) {
            report.begin();
        }
        List<Block> found = new ArrayList<>();
        String otherwise = type.type().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        int number = 0;
        for (int[] part : new Boundaries(raw, String.valueOf(type.boundary())).split(from, to)) {
            if (++parts > MOST_PARTS) {
                notes.add("It has more parts than are read.");
                break;
            }
            number++;
            Headers of = Headers.read(raw, part[0], part[1]);
            String place = section.isEmpty() ? Integer.toString(number) : section + "." + number;
            found.addAll(walk(of, of.end(), part[1], depth + 1, place, otherwise));
        }
        return type.type().equals("multipart/alternative") ? List.of(oneOf(found)) : found;
    }

    private static Block oneOf(List<Block> alternatives) {
        return new Block(
                alternatives.stream()
                        .map(Block::plain)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(""),
                alternatives.stream()
                        .map(Block::html)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(""));
    }
}
