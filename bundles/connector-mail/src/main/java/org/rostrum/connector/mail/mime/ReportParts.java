package org.rostrum.connector.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rostrum.spi.text.PlainText;

/** Gathers the parts of a delivery report while a mail is taken apart. */
final class ReportParts {
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_GROUPS = 200;

    private boolean begun;
    private byte @Nullable [] status;
    private byte @Nullable [] original;

    /** From here on parts are those of a report. */
    void begin() {
        begun = true;
    }

    void offer(String mediaType, Supplier<byte[]> content) {
        if (!begun) {
            return;
        }
        if (status == null && mediaType.endsWith("delivery-status")) {
            status = content.get();
        } else if (original == null
                && (mediaType.equals("message/rfc822") || mediaType.equals("text/rfc822-headers"))) {
            original = content.get();
        }
    }

    Optional<DeliveryReport> read() {
        if (status == null) {
            return Optional.empty();
        }
        List<DeliveryReport.Recipient> recipients = new ArrayList<>();
        int from = 0;
        for (int group = 0; from < status.length && group < MOST_GROUPS; group++) {
            Headers fields = Headers.read(status, from, status.length);
            from = fields.end();
            if (fields.raw("action") != null && recipients.size() < MOST_RECIPIENTS) {
                recipients.add(recipient(fields));
            }
        }
        return recipients.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeliveryReport(recipients, original == null ? null : id(original)));
    }

    private static DeliveryReport.Recipient recipient(Headers fields) {
        String address = value(fields, "final-recipient");
        return new DeliveryReport.Recipient(
                address.isEmpty() ? value(fields, "original-recipient") : address,
                bounded(fields.text("action").toLowerCase(Locale.ROOT)),
                bounded(fields.text("status")),
                value(fields, "diagnostic-code"));
    }

    /** What stands behind the kind of value, such as {@code rfc822; joe@example.org}. */
    private static String value(Headers fields, String name) {
        String text = fields.text(name);
        return bounded(text.substring(text.indexOf(';') + 1));
    }

    private static String bounded(String text) {
        String line = PlainText.line(text);
        return line.length() <= 300 ? line : PlainText.line(line.substring(0, 300)) + "…";
    }

    private static @Nullable String id(byte[] original) {
        List<String> ids =
                MessageIds.of(Headers.read(original, 0, original.length).raw("message-id"));
        return ids.isEmpty() ? null : ids.get(0);
    }
}
