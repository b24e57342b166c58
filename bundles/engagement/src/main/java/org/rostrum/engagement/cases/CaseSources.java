package org.rostrum.engagement.cases;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.delivery.TimedWork;
import org.rostrum.spi.cases.CaseSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources that are installed, by adapter; one that comes is asked at once. */
@Component(service = CaseSources.class)
public final class CaseSources {
    private static final Logger LOG = LoggerFactory.getLogger(CaseSources.class);

    private final Map<String, CaseSource> sources = new ConcurrentHashMap<>();
    private final TimedWork timedWork;
    private final Clock clock;

    @Activate
    public CaseSources(@Reference TimedWork timedWork, @Reference Clock clock) {
        this.timedWork = timedWork;
        this.clock = clock;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(CaseSource source) {
        String adapter = source.adapter();
        if (adapter.isEmpty() || adapter.length() > 64) {
            LOG.error("{} names no adapter of 1 to 64 characters: it is not asked", source.getClass());
            return;
        }
        sources.put(adapter, source);
        timedWork.scheduleIfAbsent(CaseNewsTask.NAME, adapter, clock.instant(), "");
        timedWork.hurry(CaseNewsTask.NAME, adapter);
    }

    void remove(CaseSource source) {
        // an updated bundle may have brought its successor before
        sources.remove(source.adapter(), source);
    }

    Optional<CaseSource> find(String adapter) {
        return Optional.ofNullable(sources.get(adapter));
    }

    /** There may be news: asks soon. */
    void hint(String adapter) {
        timedWork.hurry(CaseNewsTask.NAME, adapter);
    }
}
