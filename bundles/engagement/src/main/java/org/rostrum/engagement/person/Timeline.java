package org.rostrum.engagement.person;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.TimelineEntry;
import org.rostrum.api.engagement.TimelineEntry.Kind;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.Reach;
import org.rostrum.engagement.person.ContactStore.Seen;
import org.rostrum.engagement.person.TimelineSources.Line;
import org.rostrum.engagement.person.TimelineSources.Place;

/** What was said by and to contacts and done because of them, put together of where it is kept. */
final class Timeline {
    private static final String PART = "people";
    private static final String READ_CASES = "cases:read";
    private static final int LONGEST = 500;

    private final Database database;
    private final Archive archive;
    private final Access access;
    private final PersonViews views;

    Timeline(Database database, Archive archive, Access access, PersonViews views) {
        this.database = database;
        this.archive = archive;
        this.access = access;
        this.views = views;
    }

    /** Which contacts, as far as somebody may see them. */
    @FunctionalInterface
    interface Who {
        List<Seen> in(Connection connection) throws SQLException;
    }

    CursorPage<TimelineEntry> page(Who who, Reach reach, @Nullable String cursor, int limit) {
        Place place = Place.parse(cursor);
        Reach cases = access.reach(READ_CASES);
        Set<String> delivered = new HashSet<>();
        CursorPage<Line> page = database.read(connection -> {
            List<Line> found =
                    new TimelineSources(connection, who.in(connection), reach, cases, limit + 1).after(place);
            CursorPage<Line> lines = CursorPage.of(found, limit, Line::place);
            delivered.addAll(delivered(connection, lines.items()));
            return lines;
        });
        List<TimelineEntry> entries = new ArrayList<>();
        for (Line line : page.items()) {
            said(line, delivered).ifPresent(entries::add);
        }
        return new CursorPage<>(entries, page.nextCursor());
    }

    /** Where the replies of people here have arrived, in the conversations of these answers. */
    private static List<String> delivered(Connection connection, List<Line> lines) throws SQLException {
        Set<Long> conversations = new HashSet<>();
        lines.stream()
                .filter(line -> line.kind() == Kind.ANSWER)
                .forEach(line -> conversations.add(line.conversation()));
        return conversations.isEmpty()
                ? List.of()
                : Sql.list(
                        connection,
                        "select detail from engagement_event where kind = 'DELIVERED' and conversation_id in "
                                + ContactStore.places(conversations),
                        row -> row.getString(1),
                        conversations.toArray());
    }

    /** The entry; empty for an answer that is a reply, which is there already, with who wrote it. */
    private Optional<TimelineEntry> said(Line line, Set<String> delivered) {
        if (line.kind() != Kind.MESSAGE && line.kind() != Kind.ANSWER) {
            return Optional.of(entry(line, line.text(), line.url()));
        }
        Activity activity = access.asSystem(PART, () -> archive.find(line.id()))
                .map(ArchivedActivity::activity)
                .orElseThrow(() -> new IllegalStateException("The archive lost " + line.id()));
        URI url = activity.url();
        String page = url == null ? null : url.toString();
        boolean known = line.kind() == Kind.ANSWER
                && (delivered.contains(activity.networkId()) || (page != null && delivered.contains(page)));
        return known ? Optional.empty() : Optional.of(entry(line, activity.content(), page));
    }

    private TimelineEntry entry(Line line, String text, @Nullable String url) {
        return new TimelineEntry(
                line.at(),
                line.kind(),
                views.present(line.account()),
                line.conversation(),
                line.contact(),
                line.actor(),
                shortened(text),
                url,
                line.id());
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
