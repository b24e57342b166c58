package org.rostrum.archive.append;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.rostrum.archive.store.Days;

/** What conversations add to the sums of accounts: their number, those waiting, and how fast they were answered first. */
final class ConversationSums {
    private static final int CONVERSATIONS = 0;
    private static final int WAITING = 1;

    private record Slot(String accountId, int time, int bucket) {}

    private final SumTable<String> accounts = new SumTable<>(
            "archive_account",
            List.of("conversations", "waiting"),
            List.of("account_id"),
            (batch, account) -> batch.text(account));
    private final SumTable<Slot> days = slots("archive_response_day", "day_number");
    private final SumTable<Slot> months = slots("archive_response_month", "month_number");

    private static SumTable<Slot> slots(String table, String time) {
        return new SumTable<>(
                table,
                List.of("conversations"),
                List.of("account_id", time, "bucket"),
                (batch, slot) -> batch.text(slot.accountId).number(slot.time).number(slot.bucket));
    }

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
            int day = Days.day(asked);
            days.add(new Slot(account, day, bucket), 0, sign);
            months.add(new Slot(account, Days.monthOfDay(day), bucket), 0, sign);
        }
    }

    void save(Connection connection) throws SQLException {
        accounts.save(connection);
        days.save(connection);
        months.save(connection);
    }
}
