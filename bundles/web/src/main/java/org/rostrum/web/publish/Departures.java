package org.rostrum.web.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.apache.cxf.jaxrs.model.URITemplate;

/**
 * Resources that went away a moment ago, most often because their bundle is being updated. Requests for them are held back
 * or told to come again, instead of being told that there is no such thing.
 */
final class Departures {
    /** Without the resource itself, which would keep its bundle's classes in memory. */
    private record Departure(URITemplate template, Instant until) {}

    private record Candidate(URITemplate template, boolean gone) {}

    private static final Comparator<Candidate> MOST_SPECIFIC_FIRST =
            (one, other) -> URITemplate.compareTemplates(one.template(), other.template());

    private final Clock clock;
    private final Duration grace;
    private final ConcurrentMap<Long, Departure> departures = new ConcurrentHashMap<>();

    Departures(Clock clock, Duration grace) {
        this.clock = clock;
        this.grace = grace;
    }

    void add(PublishedResource resource) {
        forgetOldOnes();
        departures.put(
                resource.id(),
                new Departure(resource.template(), clock.instant().plus(grace)));
    }

    /** Whether a request with the path would go to a resource that has gone, rather than to one of those that are served. */
    boolean concern(String path, List<PublishedResource> served) {
        if (departures.isEmpty()) {
            return false;
        }
        forgetOldOnes();
        Stream<Candidate> staying = served.stream()
                .filter(resource -> !departures.containsKey(resource.id()))
                .map(resource -> new Candidate(resource.template(), false));
        Stream<Candidate> gone =
                departures.values().stream().map(departure -> new Candidate(departure.template(), true));
        return Stream.concat(staying, gone)
                .filter(candidate -> PublishedResource.covers(candidate.template(), path))
                // what stays wins against an equal that has gone: the sort keeps their order
                .sorted(MOST_SPECIFIC_FIRST)
                .findFirst()
                .filter(Candidate::gone)
                .isPresent();
    }

    private void forgetOldOnes() {
        Instant now = clock.instant();
        departures.values().removeIf(departure -> departure.until().isBefore(now));
    }
}
