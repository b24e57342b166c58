package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.rostrum.api.data.Database.Engine;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.archive.store.ResponseBuckets;

/** What conversations add to the sums of accounts: their number, those waiting, and how fast they were answered first. */
final class ConversationSums {
    private static final int CONVERSATIONS = 0;
    private static final int WAITING = 1;

    private final SumTable<String> accounts = new SumTable<>(
            "archive_account",
            List.of("conversations", "waiting"),
            List.of("account_id"),
            (batch, account) -> batch.text(account));
    private final PackedSums days = new PackedSums("archive_response_day", "day_number", "conversations");
    private final PackedSums months = new PackedSums("archive_response_month", "month_number", "conversations");

    void remove(ConversationState conversation) {
        add(conversation, -1);
    }

    void add(ConversationState conversation) {
        add(conversation, 1);
    }

    private void add(ConversationState conversation, int sign) {
        String account = conversation.accountId;
        accounts.add(account, CONVERSATIONS, sign);
        if (conversation.waiting()) {
            accounts.add(account, WAITING, sign);
        }
        Instant asked = conversation.firstInbound;
        Integer bucket = conversation.responseBucket();
        if (asked != null && bucket != null) {
            int day = RollupCalendar.day(asked);
            int slot = ResponseBuckets.slot(bucket);
            days.add(account, day, slot, sign);
            months.add(account, RollupCalendar.monthOfDay(day), slot, sign);
        }
    }

    void save(Connection connection, Engine engine) throws SQLException {
        accounts.save(connection);
        days.save(connection, engine);
        months.save(connection, engine);
    }
}
