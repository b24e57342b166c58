package org.rostrum.engagement.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.data.Conditions;
import org.rostrum.api.data.Sql;

/** The table {@code engagement_word}; written while the inbox is locked. */
public final class WordStore {
    /** Of one text; a longer one is found by its beginning. */
    private static final int MOST = 500;

    /** Conversations that are named one by one: Derby would look at all of them to find the few that a rare word has. */
    private static final int FEW = 500;

    private WordStore() {}

    static Set<String> words(String text) {
        return SearchWords.of(text, MOST);
    }

    /** The conversation is found by this, too. */
    public static void add(Connection connection, long conversationId, String text) throws SQLException {
        add(connection, Map.of(conversationId, words(text)));
    }

    static void add(Connection connection, Map<Long, Set<String>> words) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into engagement_word (conversation_id, word) values (?, ?)")) {
            boolean any = false;
            Map<Long, Set<String>> known = known(connection, words.keySet());
            for (Map.Entry<Long, Set<String>> one : words.entrySet()) {
                Set<String> missing = new HashSet<>(one.getValue());
                missing.removeAll(known.getOrDefault(one.getKey(), Set.of()));
                for (String word : missing) {
                    Sql.bind(insert, one.getKey(), word);
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    private static Map<Long, Set<String>> known(Connection connection, Set<Long> ids) throws SQLException {
        Map<Long, Set<String>> known = new HashMap<>();
        if (!ids.isEmpty()) {
            Sql.list(
                            connection,
                            "select conversation_id, word from engagement_word where conversation_id in ("
                                    + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")",
                            row -> Map.entry(row.getLong(1), row.getString(2)),
                            ids.toArray())
                    .forEach(one -> known.computeIfAbsent(one.getKey(), id -> new HashSet<>())
                            .add(one.getValue()));
        }
        return known;
    }

    public static void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_word where conversation_id = ? and word in"
                        + " (select word from engagement_word where conversation_id = ?)",
                from,
                into);
        Sql.update(connection, "update engagement_word set conversation_id = ? where conversation_id = ?", into, from);
    }

    /**
     * The text as it is kept to be looked for later.
     *
     * @throws org.rostrum.api.problem.Problem naming the field when nothing can be looked for by it
     */
    public static String searchable(String field, String text) {
        List<SearchWords.Term> terms = SearchWords.query(field, text);
        return terms.isEmpty() ? "" : text.strip();
    }

    /**
     * That all words of the text are there.
     *
     * @throws org.rostrum.api.problem.Problem naming {@code q} when there is none, or too many
     */
    public static void require(Connection connection, Conditions conditions, String text) throws SQLException {
        Set<Long> few = null;
        for (SearchWords.Term term : SearchWords.query("q", text)) {
            String words =
                    "select conversation_id from engagement_word where word " + (term.begins() ? "like" : "=") + " ?";
            // words have letters and digits only
            String value = term.begins() ? term.word() + "%" : term.word();
            List<Long> ids = Sql.list(
                    connection, words + " fetch first " + (FEW + 1) + " rows only", row -> row.getLong(1), value);
            if (ids.size() > FEW) {
                conditions.and("id in (" + words + ")", value);
            } else if (few == null) {
                few = new TreeSet<>(ids);
            } else {
                few.retainAll(new HashSet<>(ids));
            }
        }
        if (few != null) {
            conditions.in("id", few);
        }
    }
}
