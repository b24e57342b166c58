package org.rostrum.api.engagement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead or a ticket that came of a conversation.
 *
 * @param kind LEAD or TICKET
 * @param sequence the activity of the archive that it came of
 * @param ruleId the rule that made it; the rule may have changed since
 * @param summary the activity's content, shortened to 500 characters
 * @param deliveryId the delivery that carries it to another system
 * @param status how it is there
 */
public record CaseRecord(
        long id,
        RuleAction kind,
        String accountId,
        long conversationId,
        long sequence,
        @Nullable Long contactId,
        String contactHandle,
        String summary,
        @Nullable String url,
        String owner,
        long ruleId,
        String ruleName,
        Instant created,
        long deliveryId,
        CaseStatus status) {
    /** Of a case of which nothing was heard. */
    public CaseRecord(
            long id,
            RuleAction kind,
            String accountId,
            long conversationId,
            long sequence,
            @Nullable Long contactId,
            String contactHandle,
            String summary,
            @Nullable String url,
            String owner,
            long ruleId,
            String ruleName,
            Instant created,
            long deliveryId) {
        this(
                id,
                kind,
                accountId,
                conversationId,
                sequence,
                contactId,
                contactHandle,
                summary,
                url,
                owner,
                ruleId,
                ruleName,
                created,
                deliveryId,
                CaseStatus.UNHEARD);
    }
}
