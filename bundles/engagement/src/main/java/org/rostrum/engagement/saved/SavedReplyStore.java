package org.rostrum.engagement.saved;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.SavedReply;
import org.rostrum.api.engagement.SavedReplyDraft;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** The tables {@code engagement_saved_reply} and {@code engagement_saved_reply_text}. */
final class SavedReplyStore {
    private static final String SELECT =
            "select id, account_id, name, category, changed, version from engagement_saved_reply";

    /** Where a page ended. */
    record Place(String nameKey, long id) {
        static String of(SavedReply reply) {
            String place = reply.id() + " " + key(reply.name());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Place parse(@Nullable String cursor) {
            if (cursor == null) {
                return null;
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
                if (parts.length == 2 && parts[1].indexOf('\0') < 0) {
                    return new Place(parts[1], Long.parseLong(parts[0]));
                }
            } catch (IllegalArgumentException foreign) {
                throw none().withCause(foreign);
            }
            throw none();
        }

        private static Problem none() {
            return Problem.invalid("cursor", "This is no cursor of ours.", "Send nextCursor of the page before.");
        }
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<SavedReply> find(Connection connection, long id) throws SQLException {
        return withTexts(connection, Sql.list(connection, SELECT + " where id = ?", SavedReplyStore::row, id)).stream()
                .findFirst();
    }

    /** @param at only those of just these accounts */
    List<SavedReply> page(Connection connection, Reach at, @Nullable String text, @Nullable Place after, int limit)
            throws SQLException {
        Conditions conditions = new Conditions().within(at, "account_id");
        if (text != null) {
            conditions.and(
                    "id in (select r.id from engagement_saved_reply r join engagement_saved_reply_text t"
                            + " on t.reply_id = r.id where lower(r.name || ' ' || coalesce(r.category, '') || ' '"
                            + " || t.content) like ? escape '!')",
                    "%" + key(text).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(conditions.values()));
        String behind = "";
        if (after != null) {
            behind = (conditions.where().isEmpty() ? " where " : " and ")
                    + "(name_key > ? or (name_key = ? and id > ?))";
            values.addAll(List.of(after.nameKey(), after.nameKey(), after.id()));
        }
        return withTexts(
                connection,
                Sql.list(
                        connection,
                        SELECT + conditions.where() + behind + " order by name_key, id fetch first " + limit
                                + " rows only",
                        SavedReplyStore::row,
                        values.toArray()));
    }

    SavedReply insert(Connection connection, SavedReplyDraft draft, Instant now) throws SQLException {
        long id = Sql.insert(
                connection,
                "insert into engagement_saved_reply (account_id, name, name_key, category, changed, version)"
                        + " values (?, ?, ?, ?, ?, 1)",
                draft.accountId(),
                draft.name(),
                key(draft.name()),
                draft.category(),
                now);
        setTexts(connection, id, draft.texts());
        return reply(id, draft, now, 1);
    }

    /** Empty when the version is no longer the one expected. */
    Optional<SavedReply> update(
            Connection connection, long id, SavedReplyDraft draft, long expectedVersion, Instant now)
            throws SQLException {
        int changed = Sql.update(
                connection,
                "update engagement_saved_reply set account_id = ?, name = ?, name_key = ?, category = ?, changed = ?,"
                        + " version = version + 1 where id = ? and version = ?",
                draft.accountId(),
                draft.name(),
                key(draft.name()),
                draft.category(),
                now,
                id,
                expectedVersion);
        if (changed == 0) {
            return Optional.empty();
        }
        setTexts(connection, id, draft.texts());
        return Optional.of(reply(id, draft, now, expectedVersion + 1));
    }

    boolean remove(Connection connection, long id, long expectedVersion) throws SQLException {
        if (Sql.update(
                        connection,
                        "delete from engagement_saved_reply where id = ? and version = ?",
                        id,
                        expectedVersion)
                == 0) {
            return false;
        }
        Sql.update(connection, "delete from engagement_saved_reply_text where reply_id = ?", id);
        return true;
    }

    private static void setTexts(Connection connection, long id, Map<String, String> texts) throws SQLException {
        Sql.update(connection, "delete from engagement_saved_reply_text where reply_id = ?", id);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Sql.update(
                    connection,
                    "insert into engagement_saved_reply_text (reply_id, language_tag, content) values (?, ?, ?)",
                    id,
                    text.getKey(),
                    text.getValue());
        }
    }

    private static SavedReply reply(long id, SavedReplyDraft draft, Instant changed, long version) {
        return new SavedReply(id, draft.accountId(), draft.name(), draft.category(), draft.texts(), changed, version);
    }

    private record Text(long replyId, String language, String content) {}

    private static List<SavedReply> withTexts(Connection connection, List<SavedReply> bare) throws SQLException {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<Long, Map<String, String>> texts = new HashMap<>();
        Sql.list(
                        connection,
                        "select reply_id, language_tag, content from engagement_saved_reply_text where reply_id in "
                                + bare.stream().map(one -> "?").collect(Collectors.joining(", ", "(", ")")),
                        row -> new Text(row.getLong(1), row.getString(2), row.getString(3)),
                        bare.stream().map(SavedReply::id).toArray())
                .forEach(text -> texts.computeIfAbsent(text.replyId(), id -> new HashMap<>())
                        .put(text.language(), text.content()));
        return bare.stream()
                .map(one -> new SavedReply(
                        one.id(),
                        one.accountId(),
                        one.name(),
                        one.category(),
                        texts.getOrDefault(one.id(), Map.of()),
                        one.changed(),
                        one.version()))
                .toList();
    }

    private static SavedReply row(ResultSet row) throws SQLException {
        return new SavedReply(
                row.getLong("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("category"),
                Map.of(),
                Sql.instant(row, "changed"),
                row.getLong("version"));
    }
}
