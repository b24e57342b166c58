package org.rostrum.web.publish;

import jakarta.servlet.ServletException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a new generation in the place of the current one; leaves out what cannot be published, so that the rest is. */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final GenerationFactory factory;
    private final Switchboard switchboard;
    private final Function<String, Optional<Problem>> absence;
    private final Clock clock;
    private final Map<Long, String> leftOut = new ConcurrentSkipListMap<>();
    private volatile @Nullable Instant renewed;

    /** @param absence says of a path without resource why it has none */
    Renewal(
            GenerationFactory factory,
            Switchboard switchboard,
            Function<String, Optional<Problem>> absence,
            Clock clock) {
        this.clock = clock;
        this.factory = factory;
        this.switchboard = switchboard;
        this.absence = absence;
    }

    /** What could not be published, by id of the service, and why. */
    Map<Long, String> leftOut() {
        return Map.copyOf(leftOut);
    }

    /** When the current generation came into service; null while there is none. */
    @Nullable
    Instant renewed() {
        return renewed;
    }

    void forget(long id) {
        leftOut.remove(id);
    }

    /** Builds and changes over; when nothing can be built, what was there before goes on serving. */
    void renew(Collection<PublishedResource> resources) {
        List<PublishedResource> wanted = new ArrayList<>(resources);
        wanted.removeIf(resource -> leftOut.containsKey(resource.id()));
        long begin = System.nanoTime();
        try {
            switchboard.changeTo(build(wanted));
            renewed = clock.instant();
            LOG.info(
                    "The API offers {} resources; renewed in {} ms",
                    switchboard.served(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (ServletException | RuntimeException | LinkageError failure) {
            LOG.error("The API could not be renewed; what was there before goes on serving", failure);
        }
    }

    /** Builds all of them; when that fails, finds those that cannot be published even alone and builds the rest. */
    private ApiGeneration build(List<PublishedResource> wanted) throws ServletException {
        try {
            return factory.build(wanted, absence);
        } catch (ServletException | RuntimeException | LinkageError together) {
            List<PublishedResource> sound = new ArrayList<>();
            for (PublishedResource resource : wanted) {
                if (canBePublished(resource)) {
                    sound.add(resource);
                }
            }
            if (sound.size() == wanted.size()) {
                throw together;
            }
            return factory.build(sound, absence);
        }
    }

    private boolean canBePublished(PublishedResource resource) {
        try {
            factory.build(List.of(resource), absence).release();
            return true;
        } catch (ServletException | RuntimeException | LinkageError alone) {
            String name = resource.instance().getClass().getName();
            leftOut.put(resource.id(), name + ": " + alone.getMessage());
            LOG.error("Defect: {} cannot be published and is left out", name, alone);
            return false;
        }
    }
}
