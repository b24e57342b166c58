package org.rostrum.webhooks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.webhook.LifeCycleFeed;
import org.rostrum.api.webhook.WebhookEventType;

/** Where events come from. */
@Component(service = Feeds.class)
public final class Feeds {
    private final ArchiveFeed archive;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.REPLACE)
    private volatile List<LifeCycleFeed> others = List.of();

    @Activate
    public Feeds(@Reference Archive archive) {
        this.archive = new ArchiveFeed(archive);
    }

    Feeds(Archive archive, List<LifeCycleFeed> others) {
        this(archive);
        this.others = others;
    }

    ArchiveFeed archive() {
        return archive;
    }

    /** Those of what people and the server did with what the archive holds. */
    List<LifeCycleFeed> others() {
        return List.copyOf(others);
    }

    /** By name. */
    List<WebhookEventType> types() {
        return Stream.of(
                        archive.types().stream(),
                        DeliveryEnds.TYPES.stream(),
                        others().stream().flatMap(feed -> feed.types().stream()))
                .flatMap(types -> types)
                .sorted(Comparator.comparing(WebhookEventType::name))
                .toList();
    }
}
