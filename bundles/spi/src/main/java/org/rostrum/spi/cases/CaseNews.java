package org.rostrum.spi.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.engagement.CaseStage;
import org.rostrum.api.engagement.Worth;

/**
 * Something that happened to a case in another system.
 *
 * @param key the idempotency key of the delivery that carried the case there, as it was written into the record
 * @param externalId the record's id there, as in the delivery's receipt
 * @param newsId names this piece of news among all of the adapter's, for ever; 1 to 200 characters
 * @param happened by the other side's clock
 * @param author who did it there; what is longer than 200 characters is shortened
 * @param kind what it is
 * @param stage the case's stage from then on; null unless the kind is STAGE
 * @param wording what the other side calls that stage; what is longer than 100 characters is shortened; empty for other kinds
 * @param text what was written, or why a case ended as it did, as plain text; what is longer than 3,500 characters is shortened
 * @param worth what the case is worth from then on; null when that is not known
 * @param own whether the integration itself did it, as somebody here has asked it to: the case's stage is kept, and nobody is told. Only
 *     for stages; what else the integration has written is left out
 */
public record CaseNews(
        String key,
        String externalId,
        String newsId,
        Instant happened,
        String author,
        Kind kind,
        @Nullable CaseStage stage,
        String wording,
        String text,
        @Nullable Worth worth,
        boolean own) {

    /** What happened. */
    public enum Kind {
        /** The case has another stage. */
        STAGE,
        /** Somebody wrote something for colleagues. */
        COMMENT,
        /**
         * Somebody wrote an answer to the customer. It is shown to the people of the conversation, who send it on: nothing is
         * published that was not approved here.
         */
        ANSWER
    }

    public CaseNews {
        if (newsId.isEmpty() || newsId.length() > 200) {
            throw new IllegalArgumentException("newsId: 1 to 200 characters");
        }
        if ((kind == Kind.STAGE) != (stage != null)) {
            throw new IllegalArgumentException("stage: for news of the kind STAGE, and for no others");
        }
        if (own && kind != Kind.STAGE) {
            throw new IllegalArgumentException("own: for news of the kind STAGE, and for no others");
        }
    }

    /** Something that others did. */
    public CaseNews(
            String key,
            String externalId,
            String newsId,
            Instant happened,
            String author,
            Kind kind,
            @Nullable CaseStage stage,
            String wording,
            String text,
            @Nullable Worth worth) {
        this(key, externalId, newsId, happened, author, kind, stage, wording, text, worth, false);
    }
}
