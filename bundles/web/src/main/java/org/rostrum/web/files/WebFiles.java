package org.rostrum.web.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What running bundles bring for browsers, by their manifests:
 *
 * <pre>
 * Rostrum-Files: /plugins/moon;files=web
 * Rostrum-Page: moon;module=/plugins/moon/page.js;title="Moon";title.de="Mond";permission="archive:read"
 * </pre>
 *
 * A path or a page that two bundles claim belongs to the one that was installed first.
 */
@Component(service = WebFiles.class)
public final class WebFiles implements BundleTrackerCustomizer<WebFiles.Brought> {
    private static final Logger LOG = LoggerFactory.getLogger(WebFiles.class);

    /** What one bundle brings. */
    record Brought(List<FileMount> mounts, List<ContributedPage> pages) {}

    private final Map<Long, Brought> byBundle = new ConcurrentSkipListMap<>();
    private final BundleTracker<Brought> tracker;

    @Activate
    public WebFiles(BundleContext context) {
        tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
    }

    /** The folder that answers for the path: the one with the longest path of its own. */
    public Optional<Served> find(String path) {
        return mounts().stream()
                .filter(mount -> mount.holds(path))
                .max(Comparator.comparingInt(mount -> mount.path().length()))
                .map(Served::new);
    }

    /** Where visitors of {@code /} are led to. */
    public Optional<String> home() {
        return mounts().stream().filter(FileMount::home).findFirst().map(mount -> mount.path() + "/");
    }

    /** In the order of their ids. */
    List<ContributedPage> pages() {
        Map<String, ContributedPage> pages = new ConcurrentSkipListMap<>();
        byBundle.values().forEach(brought -> brought.pages().forEach(page -> pages.putIfAbsent(page.id(), page)));
        return List.copyOf(pages.values());
    }

    private List<FileMount> mounts() {
        Map<String, FileMount> mounts = new ConcurrentSkipListMap<>();
        byBundle.values()
                .forEach(brought -> brought.mounts().forEach(mount -> mounts.putIfAbsent(mount.path(), mount)));
        return List.copyOf(mounts.values());
    }

    @Override
    public @Nullable Brought addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        Brought brought = read(bundle);
        if (brought.mounts().isEmpty() && brought.pages().isEmpty()) {
            return null;
        }
        byBundle.put(bundle.getBundleId(), brought);
        return brought;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Brought brought) {
        // what a running bundle's manifest says does not change
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Brought brought) {
        byBundle.remove(bundle.getBundleId(), brought);
    }

    private static Brought read(Bundle bundle) {
        List<FileMount> mounts = new ArrayList<>();
        List<ContributedPage> pages = new ArrayList<>();
        for (HeaderClause clause : HeaderClause.parse(bundle.getHeaders("").get("Rostrum-Files"))) {
            accept(bundle, () -> mounts.add(FileMount.of(bundle, clause)));
        }
        String version = Long.toString(bundle.getLastModified(), Character.MAX_RADIX);
        for (HeaderClause clause : HeaderClause.parse(bundle.getHeaders("").get("Rostrum-Page"))) {
            accept(bundle, () -> pages.add(ContributedPage.of(clause, version)));
        }
        return new Brought(List.copyOf(mounts), List.copyOf(pages));
    }

    private static void accept(Bundle bundle, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException mistake) {
            LOG.warn("{}: {}", Objects.requireNonNullElse(bundle.getSymbolicName(), "?"), mistake.getMessage());
        }
    }
}
