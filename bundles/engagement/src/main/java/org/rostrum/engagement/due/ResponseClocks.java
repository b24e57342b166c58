package org.rostrum.engagement.due;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.AccountTree;
import org.rostrum.api.engagement.EscalationStep;
import org.rostrum.api.engagement.InboxConversation;
import org.rostrum.api.engagement.InboxConversation.Status;
import org.rostrum.api.engagement.ResponseDue;
import org.rostrum.api.engagement.ResponseMeasure;
import org.rostrum.api.engagement.ResponseTarget;

/**
 * Measures conversations by the response targets: what is written of a conversation is followed in the same transaction, so that
 * what is due is never older than the conversation.
 */
@Component(service = ResponseClocks.class)
public final class ResponseClocks {
    static final String PART = "response-targets";

    private final AccountTree tree;
    private final AccountHours hours;
    private final Clock clock;
    private final TargetStore targets = new TargetStore();
    private final MeasuredStore store = new MeasuredStore();
    private volatile TargetBook remembered = new TargetBook(-1, List.of());

    @Activate
    public ResponseClocks(@Reference AccountTree tree, @Reference AccountHours hours, @Reference Clock clock) {
        this.tree = tree;
        this.hours = hours;
        this.clock = clock;
    }

    private TargetBook book(Connection connection) throws SQLException {
        TargetBook known = remembered;
        long number = TargetStore.number(connection);
        if (known.number() == number) {
            return known;
        }
        TargetBook book = new TargetBook(number, targets.all(connection));
        remembered = book;
        return book;
    }

    /** After each change of a conversation, while the inbox is locked. */
    public void follow(Connection connection, InboxConversation now) throws SQLException {
        TargetBook book = book(connection);
        if (book.number() == 0) {
            // there never was a target
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<ResponseMeasure, Instant> wanted = wanted(now);
        List<Measured> before = store.of(connection, now.id());
        if (wanted.isEmpty() && before.isEmpty()) {
            return;
        }
        Map<ResponseMeasure, Measured> going = new EnumMap<>(ResponseMeasure.class);
        Reckonings reckonings = new Reckonings(now.accountId());
        for (Map.Entry<ResponseMeasure, Instant> one : wanted.entrySet()) {
            Measured known = before.stream()
                    .filter(row ->
                            row.measure() == one.getKey() && row.started().equals(one.getValue()))
                    .findFirst()
                    .orElse(null);
            Optional<ResponseTarget> target = target(book, one.getKey(), now, known);
            if (target.isPresent()) {
                Reckoning reckoning = reckonings.by(target.get());
                boolean runs = now.status() != Status.PENDING;
                Measured after = known == null
                        ? reckoning.begun(now.id(), one.getKey(), one.getValue(), runs, at)
                        : reckoning.going(known, runs, at);
                save(connection, known, after);
                going.put(one.getKey(), after);
            }
        }
        for (Measured row : before) {
            Measured goesOn = going.get(row.measure());
            if (row.ended() == null && (goesOn == null || !goesOn.started().equals(row.started()))) {
                Instant ended = endOf(row, now, at);
                Measured over = book.byId(row.targetId())
                        .map(target -> reckonings.by(target).ended(row, ended))
                        .orElseGet(() -> row.over(row.usedSeconds(), ended));
                save(connection, row, over);
            }
        }
        show(connection, now, going);
    }

    /** What is to be measured, with when it began. */
    private static Map<ResponseMeasure, Instant> wanted(InboxConversation now) {
        Map<ResponseMeasure, Instant> wanted = new EnumMap<>(ResponseMeasure.class);
        if (now.status() != Status.CLOSED) {
            wanted.put(ResponseMeasure.RESOLUTION, now.openedSince().truncatedTo(ChronoUnit.MICROS));
            Instant waiting = now.waitingSince();
            if (waiting != null) {
                wanted.put(
                        now.lastOutbound() == null ? ResponseMeasure.FIRST_RESPONSE : ResponseMeasure.NEXT_RESPONSE,
                        waiting.truncatedTo(ChronoUnit.MICROS));
            }
        }
        return wanted;
    }

    /** What was missed stays with the target that was missed: its escalation may be what has changed the priority. */
    private Optional<ResponseTarget> target(
            TargetBook book, ResponseMeasure measure, InboxConversation now, @Nullable Measured known) {
        if (known != null && known.missed() != null) {
            Optional<ResponseTarget> missed = book.byId(known.targetId())
                    .filter(target -> target.minutes().containsKey(measure));
            if (missed.isPresent()) {
                return missed;
            }
        }
        return book.nearest(measure, now, tree.lineage(now.accountId()));
    }

    /** An answer counts from when it was given. */
    private static Instant endOf(Measured row, InboxConversation now, Instant at) {
        Instant answered = now.lastOutbound();
        if (answered == null || row.measure() == ResponseMeasure.RESOLUTION) {
            return at;
        }
        return answered.isAfter(row.started()) && answered.isBefore(at) ? answered : at;
    }

    private void save(Connection connection, @Nullable Measured before, Measured after) throws SQLException {
        if (before == null) {
            store.insert(connection, after);
        } else if (!after.equals(before)) {
            store.update(connection, after);
        }
    }

    private void show(Connection connection, InboxConversation now, Map<ResponseMeasure, Measured> going)
            throws SQLException {
        ResponseDue due = going.values().stream()
                .flatMap(one -> Stream.ofNullable(shown(one)))
                .min(Comparator.comparing(ResponseDue::at))
                .orElse(null);
        if (!Objects.equals(due, now.due())) {
            store.show(connection, now.id(), due);
        }
    }

    private static @Nullable ResponseDue shown(Measured one) {
        Instant due = one.due();
        return due == null || one.ended() != null ? null : new ResponseDue(one.measure(), due, one.missed() != null);
    }

    /** What has come about by a moment, to be told, done and saved. */
    public record Moment(Measured after, boolean warns, boolean misses, List<EscalationStep> steps) {}

    /** What comes about now; empty when the target is gone or counts no more, and {@link #follow} is all there is to do. */
    public Optional<Moment> moment(Connection connection, Measured one, InboxConversation conversation)
            throws SQLException {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<ResponseTarget> target = book(connection).byId(one.targetId());
        Instant due = one.due();
        if (target.isEmpty() || due == null) {
            return Optional.empty();
        }
        Reckoning reckoning = new Reckonings(conversation.accountId()).by(target.get());
        boolean misses = one.missed() == null && !due.isAfter(at);
        Instant missed = misses ? due : one.missed();
        Instant warning = one.warned() || missed != null ? null : reckoning.warning(one);
        boolean warns = warning != null && !warning.isAfter(at);
        int done = one.stepsDone();
        int all = target.get().escalation().size();
        while (missed != null && done < all) {
            Instant step = reckoning.step(due, done);
            if (step == null || step.isAfter(at)) {
                break;
            }
            done++;
        }
        Measured told = one.told(one.warned() || warns || missed != null, missed, done);
        return Optional.of(new Moment(
                reckoning.planned(told, at),
                warns,
                misses,
                target.get().escalation().subList(Math.min(one.stepsDone(), done), done)));
    }

    /** What the account's time is worth, by target. */
    private final class Reckonings {
        private final String accountId;
        private final Map<Boolean, BusinessTime> times = new HashMap<>();

        Reckonings(String accountId) {
            this.accountId = accountId;
        }

        Reckoning by(ResponseTarget target) {
            return new Reckoning(
                    target,
                    times.computeIfAbsent(
                            target.businessHours(), open -> open ? hours.apply(accountId) : BusinessTime.ALWAYS));
        }
    }
}
