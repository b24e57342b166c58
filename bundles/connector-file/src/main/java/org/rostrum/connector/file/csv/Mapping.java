package org.rostrum.connector.file.csv;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.Options;
import org.rostrum.connector.file.Times;
import org.rostrum.connector.file.records.RejectedRecord;
import org.rostrum.spi.importing.UnreadableFileException;

/**
 * How the cells are to be understood.
 *
 * @param otherwise direction of rows that do not tell
 * @param ownActors whose rows are outbound; lower case
 * @param author of rows that name none; null to reject them
 * @param language of rows that name none; null when unknown
 * @param html whether texts are HTML
 * @param idsFromContent whether the id is made of author, time and text
 */
record Mapping(
        char delimiter,
        Times times,
        Direction otherwise,
        Set<String> ownActors,
        @Nullable String author,
        @Nullable String language,
        boolean html,
        boolean idsFromContent) {

    static Mapping of(Options options, char delimiter, Clock clock) throws UnreadableFileException {
        return new Mapping(
                delimiter,
                Times.of(clock, options.zone(), options.text("timeFormat")),
                options.direction(Direction.INBOUND),
                options.list("ownActors").stream().map(Mapping::key).collect(Collectors.toUnmodifiableSet()),
                options.text("author"),
                options.language(),
                "html".equals(options.oneOf("textFormat", "plain", "html")),
                "hash".equals(options.oneOf("ids", "column", "hash")));
    }

    Direction direction(Columns columns, List<String> row, Actor actor) throws RejectedRecord {
        String cell = columns.cell(row, Column.DIRECTION);
        if (cell == null) {
            return ownActors.contains(key(actor.networkId())) ? Direction.OUTBOUND : otherwise;
        }
        String heading = columns.field(Column.DIRECTION);
        boolean asksForOutbound = Column.plain(heading).endsWith("outbound");
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "inbound", "in", "incoming", "received" -> Direction.INBOUND;
            case "outbound", "out", "outgoing", "sent" -> Direction.OUTBOUND;
            case "true", "yes", "1" -> answer(heading, asksForOutbound);
            case "false", "no", "0" -> answer(heading, !asksForOutbound);
            default -> throw unknown(heading, cell);
        };
    }

    /** True and false only mean something under a heading that asks. */
    private static Direction answer(String heading, boolean outbound) throws RejectedRecord {
        if (!Column.plain(heading).endsWith("bound")) {
            throw unknown(heading, "true or false");
        }
        return outbound ? Direction.OUTBOUND : Direction.INBOUND;
    }

    private static RejectedRecord unknown(String heading, String cell) {
        return new RejectedRecord(heading, "\"" + cell.strip() + "\" is no direction. Use inbound or outbound.");
    }

    private static String key(String author) {
        return (author.startsWith("@") ? author.substring(1) : author).toLowerCase(Locale.ROOT);
    }
}
