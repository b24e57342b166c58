package org.rostrum.engagement.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;

/** Who was mentioned in notes and has not seen it; the table {@code engagement_mention}. */
final class Mentions {
    /** The address jan@example.org mentions nobody; names of users have these letters. */
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}._+-])@([\\p{L}\\p{N}._@+-]{1,100})");

    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.@+-]+$");

    /** Each is asked about before the note is written; and a note to everybody is none. */
    private static final int MOST = 20;

    private Mentions() {}

    /** Names that stand behind an {@code @}; those of whom nobody knows whether they are users. */
    static Set<String> in(String note) {
        Set<String> names = new TreeSet<>();
        for (Matcher found = MENTION.matcher(note); found.find(); ) {
            String name = found.group(1).toLowerCase(Locale.ROOT);
            names.add(END_OF_SENTENCE.matcher(name).replaceFirst(""));
        }
        names.remove("");
        if (names.size() > MOST) {
            throw Problem.invalid(
                    "text",
                    "The note mentions " + names.size() + " people; " + MOST + " is the most.",
                    "Mention fewer, or write several notes.");
        }
        return names;
    }

    static void add(Connection connection, long conversationId, String user) throws SQLException {
        seen(connection, conversationId, user);
        Sql.update(
                connection,
                "insert into engagement_mention (conversation_id, user_name) values (?, ?)",
                conversationId,
                user);
    }

    /** @return whether there was something to see */
    static boolean seen(Connection connection, long conversationId, String user) throws SQLException {
        return Sql.update(
                        connection,
                        "delete from engagement_mention where conversation_id = ? and user_name = ?",
                        conversationId,
                        user)
                > 0;
    }

    static void move(Connection connection, long from, long into) throws SQLException {
        Sql.update(
                connection,
                "delete from engagement_mention where conversation_id = ? and user_name in"
                        + " (select user_name from engagement_mention where conversation_id = ?)",
                from,
                into);
        Sql.update(
                connection, "update engagement_mention set conversation_id = ? where conversation_id = ?", into, from);
    }
}
