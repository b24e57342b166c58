package org.rostrum.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.webhook.LifeCycleEvent;
import org.rostrum.api.webhook.LifeCycleFeed;
import org.rostrum.api.webhook.WebhookEventType;

/** What the archive took in. Its sequences are without gaps and in the order of commit. */
final class ArchiveFeed implements LifeCycleFeed {
    static final String TYPE = "org.rostrum.activity.archived";

    private final Archive archive;

    ArchiveFeed(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<WebhookEventType> types() {
        return List.of(new WebhookEventType(TYPE, "Somebody said or did something, and the archive has it"));
    }

    @Override
    public long last() {
        return archive.list(ActivityFilter.ALL, null, 1).items().stream()
                .mapToLong(ArchivedActivity::sequence)
                .findFirst()
                .orElse(0);
    }

    @Override
    public Part after(long position, int most) {
        List<ArchivedActivity> found = archive.after(position, most);
        long last = found.isEmpty() ? position : found.get(found.size() - 1).sequence();
        return new Part(found.stream().map(ArchiveFeed::event).toList(), last);
    }

    private static LifeCycleEvent event(ArchivedActivity archived) {
        ObjectNode data = CloudEvents.object();
        data.put("activity", Long.toString(archived.sequence()));
        data.put("conversation", Long.toString(archived.conversationId()));
        data.put("channel", archived.channelId());
        data.put("direction", archived.activity().direction().name());
        data.put("kind", archived.activity().kind().name());
        data.put("published", archived.activity().published().toString());
        return new LifeCycleEvent(
                "activity-" + archived.sequence(),
                TYPE,
                archived.accountId(),
                archived.conversationId(),
                "activity/" + archived.sequence(),
                archived.archived(),
                data.toString());
    }
}
