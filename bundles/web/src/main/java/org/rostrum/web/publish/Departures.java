package org.rostrum.web.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.cxf.jaxrs.model.URITemplate;

/**
 * Resources that went away a moment ago, most often because their bundle is being updated. Requests for them are held back
 * or told to come again, instead of being told that there is no such thing.
 */
final class Departures {
    private record Departure(PublishedResource resource, Instant until) {}

    private static final Comparator<PublishedResource> MOST_SPECIFIC_FIRST =
            (one, other) -> URITemplate.compareTemplates(one.template(), other.template());

    private final Clock clock;
    private final Duration grace;
    private final ConcurrentMap<Long, Departure> departures = new ConcurrentHashMap<>();

    Departures(Clock clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    void add(PublishedResource resource) {
        departures.put(resource.id(), new Departure(resource, clock.instant().plus(grace)));
    }

    /** Whether a request with the path would go to a resource that has gone, rather than to one of those that are served. */
    boolean concern(String path, List<PublishedResource> served) {
        if (departures.isEmpty()) {
            return false;
        }
        forgetOldOnes();
        List<PublishedResource> gone =
                departures.values().stream().map(Departure::resource).toList();
        return java.util.stream.Stream.concat(
                        served.stream().filter(resource -> !departures.containsKey(resource.id())), gone.stream())
                .filter(resource -> resource.covers(path))
                // what is served wins against an equal that has gone: the sort keeps their order
                .sorted(MOST_SPECIFIC_FIRST)
                .findFirst()
                .filter(resource -> departures.containsKey(resource.id()))
                .isPresent();
    }

    private void forgetOldOnes() {
        Instant now = clock.instant();
        departures.values().removeIf(departure -> departure.until().isBefore(now));
    }
}
