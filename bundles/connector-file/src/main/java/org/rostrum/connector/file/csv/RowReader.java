package org.rostrum.connector.file.csv;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Original;
import org.rostrum.connector.file.Addresses;
import org.rostrum.connector.file.FieldText;
import org.rostrum.connector.file.HtmlText;
import org.rostrum.connector.file.RecordLoop;
import org.rostrum.connector.file.Understood;
import org.rostrum.connector.file.records.RawRecord;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.text.PlainText;

/** Understands one row. */
final class RowReader implements RecordLoop.Reader {
    private static final String CSV = "text/csv";
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[\\s|]+");
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+?\\d+");

    private final Columns columns;
    private final Mapping mapping;

    RowReader(Columns columns, Mapping mapping) {
        this.columns = columns;
        this.mapping = mapping;
    }

    @Override
    public Understood read(String text, RawRecord raw) throws RejectedRecord {
        if (text.indexOf('\0') >= 0) {
            throw new RejectedRecord(
                    null,
                    "The row holds NUL characters. If the file is in UTF-16, name it with the option \"charset\".");
        }
        if (text.length() > Original.MAX_LENGTH) {
            throw new RejectedRecord(null, "The row is longer than " + Original.MAX_LENGTH + " characters.");
        }
        List<String> row = Cells.split(text, mapping.delimiter());
        int width = columns.width();
        if (width > 0
                && row.size() > width
                && !row.subList(width, row.size()).stream().allMatch(String::isBlank)) {
            throw new RejectedRecord(
                    null,
                    "The row has " + row.size() + " cells for " + width
                            + " headings. Put cells that hold the delimiter into quotes.");
        }
        String source = checked(row, Column.SOURCE);
        return new Understood(source, List.of(activity(row, text)));
    }

    private Activity activity(List<String> row, String text) throws RejectedRecord {
        Actor actor = actor(row);
        Instant time = mapping.times().read(columns.field(Column.TIME), columns.cell(row, Column.TIME));
        String content = content(row);
        Activity.Builder builder = Activity.builder(
                        mapping.idsFromContent() ? hash(actor, time, content) : id(row),
                        mapping.direction(columns, row, actor),
                        actor,
                        time)
                .verb(Verbs.of(columns.field(Column.VERB), columns.cell(row, Column.VERB)))
                .content(content)
                .language(language(row))
                .inReplyTo(networkId(row, Column.IN_REPLY_TO))
                .context(checked(row, Column.CONTEXT))
                .url(Addresses.web(columns.field(Column.URL), columns.cell(row, Column.URL)))
                .attachments(attachments(row))
                .original(new Original(CSV, text));
        try {
            return RecordLoop.build(builder);
        } catch (RejectedRecord bound) {
            throw new RejectedRecord(heading(bound.field()), bound.reason());
        }
    }

    /** The file's word for a field of the vocabulary. */
    private @Nullable String heading(@Nullable String field) {
        if (field == null) {
            return null;
        }
        return switch (field) {
            case "networkId" -> columns.field(Column.ID);
            case "content" -> columns.field(Column.TEXT);
            case "inReplyTo" -> columns.field(Column.IN_REPLY_TO);
            case "context" -> columns.field(Column.CONTEXT);
            default -> field;
        };
    }

    private Actor actor(List<String> row) throws RejectedRecord {
        String field = columns.field(Column.AUTHOR);
        String named = columns.cell(row, Column.AUTHOR);
        String author = FieldText.required(field, named == null ? mapping.author() : named);
        String handle = author.startsWith("@") && author.length() > 1 ? author.substring(1) : author;
        try {
            return new Actor(handle, handle.length() > 256 ? null : handle, checked(row, Column.AUTHOR_NAME), null);
        } catch (IllegalArgumentException bound) {
            throw new RejectedRecord(field, String.valueOf(bound.getMessage()));
        }
    }

    private String id(List<String> row) throws RejectedRecord {
        return FieldText.required(columns.field(Column.ID), networkId(row, Column.ID));
    }

    private @Nullable String networkId(List<String> row, Column column) throws RejectedRecord {
        String id = checked(row, column);
        if (id != null && ROUNDED.matcher(id).matches()) {
            throw new RejectedRecord(
                    columns.field(column),
                    "\"" + id + "\" is an id that a spreadsheet has rounded. Export the column as text.");
        }
        return id;
    }

    private String content(List<String> row) {
        String cell = columns.cell(row, Column.TEXT);
        if (cell == null) {
            return "";
        }
        return mapping.html() ? HtmlText.of(cell) : PlainText.clean(cell);
    }

    private @Nullable String language(List<String> row) {
        String tag = columns.cell(row, Column.LANGUAGE);
        try {
            String known = tag == null
                    ? "und"
                    : new Locale.Builder()
                            .setLanguageTag(tag.strip().replace('_', '-'))
                            .build()
                            .toLanguageTag();
            return "und".equals(known) ? mapping.language() : known;
        } catch (IllformedLocaleException noTag) {
            return mapping.language();
        }
    }

    private List<Attachment> attachments(List<String> row) throws RejectedRecord {
        String cell = columns.cell(row, Column.ATTACHMENTS);
        List<Attachment> attachments = new ArrayList<>();
        if (cell != null) {
            for (String address : BETWEEN_ADDRESSES.split(cell.strip(), -1)) {
                var uri = Addresses.web(columns.field(Column.ATTACHMENTS), address);
                if (uri != null) {
                    attachments.add(new Attachment(uri, null, null));
                }
            }
        }
        return attachments;
    }

    private @Nullable String checked(List<String> row, Column column) throws RejectedRecord {
        return FieldText.checked(columns.field(column), columns.cell(row, column));
    }

    /** The same row gives the same id, so that a second import finds it known. */
    private static String hash(Actor actor, Instant time, String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = actor.networkId() + '\n' + time + '\n' + content;
            return "sha256:" + HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has SHA-256
        }
    }
}
