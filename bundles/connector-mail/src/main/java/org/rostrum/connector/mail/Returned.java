package org.rostrum.connector.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rostrum.api.activity.Activity;
import org.rostrum.connector.mail.mime.DeliveryReport;

/** Which mails have come back lately, for those who look after the channel. */
final class Returned {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int MOST = 100;

    private final Clock clock;
    private final Deque<One> back = new ArrayDeque<>();

    private record One(String id, Instant when, String what) {}

    Returned(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Activity activity, DeliveryReport report) {
        boolean known = back.stream().anyMatch(one -> one.id().equals(activity.networkId()));
        if (!report.hasFailed() || known || !isLate(activity.published())) {
            return;
        }
        String what = report.recipients().stream()
                .filter(recipient -> recipient.action().equals("failed"))
                .map(recipient -> recipient.address() + " (" + recipient.status()
                        + (recipient.reason().isEmpty() ? "" : " " + recipient.reason()) + ")")
                .findFirst()
                .orElse("");
        back.addLast(new One(activity.networkId(), activity.published(), what));
        if (back.size() > MOST) {
            back.removeFirst();
        }
    }

    private boolean isLate(Instant when) {
        return when.isAfter(clock.instant().minus(LATELY));
    }

    synchronized List<String> warnings() {
        back.removeIf(one -> !isLate(one.when()));
        return back.isEmpty()
                ? List.of()
                : List.of(back.size() + (back.size() == 1 ? " mail has" : " mails have")
                        + " come back within the last 7 days, the last one at "
                        + back.getLast().when() + " from " + back.getLast().what() + ".");
    }
}
