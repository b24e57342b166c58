package org.rostrum.engagement.cases;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.Conversation;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryService;
import org.rostrum.api.engagement.CaseStatus;
import org.rostrum.api.engagement.InboxEvent;
import org.rostrum.api.security.Requester;
import org.rostrum.engagement.inbox.CaseLog;
import org.rostrum.spi.cases.CaseNews;

/** Takes news of cases: each once, and only of cases that went to the adapter that tells it. */
final class CaseNewsWork {
    private static final int AUTHOR = 200;
    private static final int WORDING = 100;
    private static final int TEXT = 3500;

    private final Archive archive;
    private final DeliveryService deliveries;
    private final CaseLog log;
    private final Clock clock;
    private final CaseNewsStore store = new CaseNewsStore();

    CaseNewsWork(Archive archive, DeliveryService deliveries, CaseLog log, Clock clock) {
        this.archive = archive;
        this.deliveries = deliveries;
        this.log = log;
        this.clock = clock;
    }

    /** What became of a piece of news. */
    enum Taken {
        NEW,
        KNOWN,
        /** Of a case that is not there or did not go to this record of this adapter. */
        NOT_OURS
    }

    /** The inbox must be locked. */
    Taken take(Connection connection, String adapter, CaseNews told) throws SQLException {
        if (store.isKnown(connection, adapter, told.newsId())) {
            return Taken.KNOWN;
        }
        KnownCase known = ours(connection, adapter, told).orElse(null);
        if (known == null) {
            return Taken.NOT_OURS;
        }
        CaseNews news = fitting(told);
        store.add(connection, known.id(), adapter, news, clock.instant());
        CaseStatus status = after(known.status(), news);
        if (!status.equals(known.status())) {
            store.save(connection, known.id(), status);
        }
        long conversation = archive.conversation(known.conversationId())
                .map(Conversation::id)
                .orElse(known.conversationId());
        if (news.own()) {
            log.touch(connection, conversation);
            return Taken.NEW;
        }
        log.add(
                connection,
                conversation,
                clock.instant(),
                new Requester(NewsText.fitting(news.author(), 120) + " (" + adapter + ")", null),
                kind(news),
                detail(known, news),
                news.kind() == CaseNews.Kind.ANSWER);
        return Taken.NEW;
    }

    /** A key can be copied by hand: it counts for the record only that the delivery has made, once that is known. */
    private Optional<KnownCase> ours(Connection connection, String adapter, CaseNews news) throws SQLException {
        Optional<Long> id = KnownCase.idOf(news.key());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return store.find(connection, id.get())
                .filter(known -> known.isOfKind(news.key()) && went(known, adapter, news));
    }

    private boolean went(KnownCase known, String adapter, CaseNews news) {
        Delivery delivery = deliveries.find(known.deliveryId()).orElse(null);
        if (delivery == null) {
            return false;
        }
        String wanted = delivery.request().adapter();
        String made = delivery.externalId();
        return delivery.request().idempotencyKey().equals(news.key())
                && (wanted == null || wanted.equals(adapter))
                && (made == null || made.equals(news.externalId()));
    }

    private static CaseNews fitting(CaseNews news) {
        return new CaseNews(
                news.key(),
                news.externalId(),
                news.newsId(),
                news.happened(),
                NewsText.fitting(news.author(), AUTHOR),
                news.kind(),
                news.stage(),
                NewsText.fitting(news.wording(), WORDING),
                NewsText.fitting(news.text(), TEXT),
                news.worth(),
                news.own());
    }

    /** What comes late changes the worth of nothing and the stage of nothing. */
    private static CaseStatus after(CaseStatus before, CaseNews news) {
        Instant since = before.since();
        if (news.stage() == null || (since != null && news.happened().isBefore(since))) {
            return before;
        }
        return new CaseStatus(
                news.stage(),
                news.wording(),
                news.happened(),
                news.text(),
                news.worth() == null ? before.worth() : news.worth());
    }

    private static InboxEvent.Kind kind(CaseNews news) {
        return switch (news.kind()) {
            case STAGE -> InboxEvent.Kind.CASE_STAGE;
            case COMMENT -> InboxEvent.Kind.CASE_COMMENT;
            case ANSWER -> InboxEvent.Kind.CASE_ANSWER;
        };
    }

    private static String detail(KnownCase known, CaseNews news) {
        String first = known.kind() + " " + known.id();
        if (news.stage() != null) {
            first += " " + news.stage() + " " + news.wording();
        }
        return news.text().isEmpty() ? first : first + "\n" + news.text();
    }
}
