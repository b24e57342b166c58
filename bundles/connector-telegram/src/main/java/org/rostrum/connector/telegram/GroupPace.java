package org.rostrum.connector.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** A group or channel takes 20 messages of a bot in a minute; more are not sent, rather than refused. */
final class GroupPace {
    static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Deque<Instant>> sent = new HashMap<>();

    GroupPace(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the room of some messages.
     *
     * @param chat number or name; people have positive numbers, and no such limit
     * @throws DeliveryException RATE_LIMITED until there is room
     */
    synchronized void take(String chat, int messages) throws DeliveryException {
        if (Character.isDigit(chat.charAt(0))) {
            return;
        }
        Instant now = clock.instant();
        sent.values().forEach(times -> times.removeIf(time -> !time.plus(WINDOW).isAfter(now)));
        sent.values().removeIf(Deque::isEmpty);
        Deque<Instant> times = sent.computeIfAbsent(chat, none -> new ArrayDeque<>());
        int tooMany = times.size() + messages - MOST;
        if (tooMany > 0) {
            Instant last = times.stream().skip(tooMany - 1L).findFirst().orElse(now);
            throw new DeliveryException(
                    FailureCategory.RATE_LIMITED,
                    "Telegram lets a bot say " + MOST + " things a minute in one group or channel.",
                    last.plus(WINDOW),
                    null);
        }
        for (int i = 0; i < messages; i++) {
            times.addLast(now);
        }
    }
}
