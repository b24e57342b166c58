package org.rostrum.connector.mail.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail system says became of a mail (RFC 3464).
 *
 * @param recipients what became of it at each
 * @param originalId Message-ID of the mail, without brackets; null when the report does not tell
 */
public record DeliveryReport(List<Recipient> recipients, @Nullable String originalId) {
    /**
     * @param action failed, delayed, delivered, relayed or expanded
     * @param status such as {@code 5.1.1}
     * @param reason what the other system said
     */
    public record Recipient(String address, String action, String status, String reason) {}

    public DeliveryReport {
        recipients = List.copyOf(recipients);
    }

    /** Whether it came back, for at least one. */
    public boolean hasFailed() {
        return recipients.stream().anyMatch(recipient -> recipient.action().equals("failed"));
    }

    /** Whether it is still on its way. */
    public boolean isDelayed() {
        return !hasFailed()
                && recipients.stream().anyMatch(recipient -> recipient.action().equals("delayed"));
    }
}
