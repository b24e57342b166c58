package org.rostrum.engagement;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.engagement.routing.Finding;
import org.rostrum.engagement.routing.RuleJson;

/** What goes to the adapters, as they expect it. */
public final class Outbox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Outbox() {}

    /**
     * A lead or a ticket for a CRM or helpdesk.
     *
     * @param mark the installation's, as keys must be different in systems into which several write
     */
    public static DeliveryRequest ofCase(long id, String mark, Finding finding, String accountName) {
        String kind = finding.rule().action().name().toLowerCase(Locale.ROOT);
        ArchivedActivity archived = finding.archived();
        Activity activity = archived.activity();
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("id", Long.toString(id));
        payload.put("kind", kind);
        payload.put("createdAt", activity.published().toString());
        payload.put("account", archived.accountId());
        payload.put("accountName", accountName);
        payload.put("channel", archived.channelId());
        payload.put("contactHandle", finding.handle());
        payload.put("contactName", activity.actor().displayName());
        payload.put("summary", finding.summary());
        payload.put("text", activity.content());
        payload.put("url", finding.url());
        payload.put("owner", finding.rule().owner());
        payload.put("rule", finding.rule().name());
        payload.put("conversation", Long.toString(archived.conversationId()));
        payload.put("language", activity.language());
        return new DeliveryRequest(
                kind,
                finding.rule().adapter(),
                archived.accountId(),
                kind + "/" + id,
                kind + "/" + id + "/" + mark,
                RuleJson.write(payload),
                List.of());
    }

    /** A notice by mail to the rule's owner. */
    public static DeliveryRequest ofNotice(Finding finding, String accountName) {
        ArchivedActivity archived = finding.archived();
        Activity activity = archived.activity();
        String text = activity.content() + "\n\n"
                + "From: " + finding.handle() + "\n"
                + "To: " + accountName + " (" + archived.channelId() + ")\n"
                + "At: " + TIME.format(activity.published()) + " UTC\n"
                + (finding.url() == null ? "" : "See: " + finding.url() + "\n")
                + "Rule: " + finding.rule().name() + "\n"
                + "Archive: activity " + archived.sequence() + ", conversation " + archived.conversationId() + "\n";
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("to", List.of(finding.rule().owner()));
        payload.put("subject", accountName + ": " + finding.rule().name());
        payload.put("text", text);
        String key = "notice/" + finding.rule().id() + "/" + archived.sequence();
        return new DeliveryRequest(
                "mail",
                finding.rule().adapter(),
                archived.accountId(),
                "activity/" + archived.sequence(),
                key,
                RuleJson.write(payload),
                List.of());
    }
}
