package org.rostrum.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the bundles of the deploy folder, which its watcher only installs. They are started one after the other, but none waits
 * for long for another: a start that does not end goes on by itself, and holds up neither the watcher nor the start of the server.
 * What did not start is tried again whenever something changed in the framework, and logged again only when the reason is
 * another one.
 */
@Component(service = Starts.class, immediate = true)
public final class Starts implements SynchronousBundleListener, FrameworkListener {
    static final long PATIENCE_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);
    private static final long QUIET_MILLIS = 300;

    private final BundleContext context;
    private final Deployment deployment;
    private final Clock clock;
    private final Versions versions;
    private final StartMarks marks;
    private final long patienceMillis;
    private final Map<Long, Start> starts = new ConcurrentHashMap<>();
    /** Files that are not taken because others have the same bundle. */
    private final Set<Path> twins = ConcurrentHashMap.newKeySet();

    private final Map<Long, String> logged = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor thread;
    private @Nullable ScheduledFuture<?> next;
    /** Of that one thread. */
    private @Nullable ScheduledFuture<?> watching;

    @Activate
    public Starts(BundleContext context, @Reference Deployment deployment, @Reference Clock clock) {
        this(context, deployment, clock, PATIENCE_MILLIS);
    }

    Starts(BundleContext context, Deployment deployment, Clock clock, long patienceMillis) {
        this.context = context;
        this.deployment = deployment;
        this.clock = clock;
        this.versions = new Versions(deployment);
        this.marks = new StartMarks(deployment.starting());
        this.patienceMillis = patienceMillis;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "plugins-starts");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        // no thread while there is nothing to start
        thread.setKeepAliveTime(2, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        context.addBundleListener(this);
        context.addFrameworkListener(this);
        lookIn(0);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.UNINSTALLED -> {
                starts.remove(event.getBundle().getBundleId());
                logged.remove(event.getBundle().getBundleId());
                lookIn(QUIET_MILLIS);
            }
            case BundleEvent.INSTALLED, BundleEvent.RESOLVED, BundleEvent.UNRESOLVED, BundleEvent.UPDATED -> lookIn(
                    QUIET_MILLIS);
            case BundleEvent.STOPPING -> {
                if (event.getBundle().getBundleId() == 0) {
                    // the end of the server would wait for them
                    starts.values().forEach(this::endWithTheServer);
                }
            }
            default -> {
                // nothing that lets others start
            }
        }
    }

    private void endWithTheServer(Start start) {
        // what is being started when somebody else ends the server is no reason to doubt it
        if (start.isRunning() && !start.isEndingTheServer()) {
            marks.end(start.file());
        }
        start.end();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        switch (event.getType()) {
                // the watcher is done with what it found
            case FrameworkEvent.PACKAGES_REFRESHED, FrameworkEvent.STARTLEVEL_CHANGED, FrameworkEvent.STARTED -> lookIn(
                    0);
            default -> {
                // nothing that lets others start
            }
        }
    }

    private synchronized void lookIn(long millis) {
        ScheduledFuture<?> before = next;
        if (before != null) {
            before.cancel(false);
        }
        try {
            next = thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            next = null;
        }
    }

    /** As long as there are starts that do not end. */
    private void watch() {
        starts.values().forEach(Start::endIfOutdated);
        if (starts.values().stream().anyMatch(Start::isRunning)) {
            watchLater();
        }
    }

    private void watchLater() {
        try {
            watching = thread.schedule(this::watch, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            watching = null;
        }
    }

    /** The watcher of the folder shall be told once more of a file, when the bundle of the other one is gone. */
    void waitForTwin(Path file) {
        twins.add(file);
    }

    private void takeTwins() {
        for (Path file : List.copyOf(twins)) {
            if (deployment.twinFile(file).isPresent()) {
                continue;
            }
            twins.remove(file);
            try {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            } catch (IOException gone) {
                LOG.debug("{} is gone as well", file, gone);
            }
        }
    }

    private void look() {
        try {
            takeTwins();
            for (Path file : deployment.files()) {
                Bundle bundle = deployment.bundle(file).orElse(null);
                if (bundle == null) {
                    continue;
                }
                if (versions.newerThan(bundle).isPresent()) {
                    giveWay(bundle, file);
                } else if (isToBeStarted(bundle) && isTrusted(bundle, file)) {
                    start(bundle, file);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warn("The bundles of the deploy folder could not all be started", failure);
        }
    }

    /** Started again when the newer one goes. */
    private void giveWay(Bundle bundle, Path file) throws InterruptedException {
        if (bundle.getState() == Bundle.ACTIVE) {
            LOG.info("{} is stopped: a newer version of it is here", Deployment.name(file));
            Thread stop = new Thread(() -> stop(bundle), "plugins-stop-" + Deployment.name(file));
            stop.setDaemon(true);
            stop.start();
            stop.join(patienceMillis);
        }
        starts.remove(bundle.getBundleId());
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | IllegalStateException failed) {
            LOG.warn("{} did not stop cleanly", bundle.getSymbolicName(), failed);
        }
    }

    private boolean isToBeStarted(Bundle bundle) {
        boolean idle = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        if (!idle || isFragment(bundle) || !isReached(bundle)) {
            return false;
        }
        Start last = starts.get(bundle.getBundleId());
        if (last == null || !last.isOf(bundle)) {
            return true;
        }
        // one that ran and is still resolved was stopped by somebody
        return !last.isRunning() && (last.failure() != null || bundle.getState() == Bundle.INSTALLED);
    }

    private static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Whether the server has come as far as to start it, and does not end. */
    private boolean isReached(Bundle bundle) {
        Bundle framework = context.getBundle(0);
        FrameworkStartLevel reached = framework.adapt(FrameworkStartLevel.class);
        BundleStartLevel wanted = bundle.adapt(BundleStartLevel.class);
        return framework.getState() != Bundle.STOPPING
                && reached != null
                && wanted != null
                && reached.getStartLevel() >= wanted.getStartLevel();
    }

    private boolean isTrusted(Bundle bundle, Path file) {
        Optional<String> doubt = doubt(file);
        doubt.filter(words -> !words.equals(logged.put(bundle.getBundleId(), words)))
                .ifPresent(words -> LOG.warn("{}: {}", Deployment.name(file), words));
        return doubt.isEmpty();
    }

    /** For people: why it is not started, though nothing is missing; empty when it may be. */
    Optional<String> doubt(Path file) {
        return marks.deaths(file) < StartMarks.MOST
                ? Optional.empty()
                : Optional.of("The server ended " + StartMarks.MOST + " times while it was being started, so it is not"
                        + " started again. Take it away or mend it; if it was not to blame, change the time of its file"
                        + " (touch), and it is tried once more.");
    }

    private void start(Bundle bundle, Path file) throws InterruptedException {
        marks.begin(file);
        Start start = new Start(bundle, file, clock.instant(), () -> marks.end(file));
        starts.put(bundle.getBundleId(), start);
        start.begin(bundle, patienceMillis);
        String state;
        if (start.isRunning()) {
            ScheduledFuture<?> before = watching;
            if (before == null || before.isDone()) {
                watchLater();
            }
            state = "its start has not ended after " + patienceMillis + " ms; the others do not wait for it";
        } else if (start.failure() != null) {
            state = "it did not start: " + start.failure();
        } else {
            logged.remove(bundle.getBundleId());
            LOG.info("{} is started", Deployment.name(file));
            return;
        }
        if (!state.equals(logged.put(bundle.getBundleId(), state))) {
            LOG.warn("{}: {}", Deployment.name(file), state);
        }
    }

    /** The last start of the bundle as it is now; empty when there was none, because it came another way or is about to be started. */
    Optional<Start> of(Bundle bundle) {
        return Optional.ofNullable(starts.get(bundle.getBundleId())).filter(start -> start.isOf(bundle));
    }

    /** Those that have been starting for longer than a start should take. */
    List<Start> hanging() {
        return starts.values().stream()
                .filter(Start::isRunning)
                .filter(start -> start.since().plusMillis(patienceMillis).isBefore(clock.instant()))
                .toList();
    }

    /** Those that cannot be broken off, though their files are gone or others: the watcher of the folder waits for them. */
    List<Start> holdingUp() {
        return hanging().stream().filter(Start::isOutdated).toList();
    }

    /** For people: a start that goes on and on. */
    static String words(Start start) {
        return "It has been starting since " + start.since()
                + start.place().map(place -> ", and is at " + place).orElse("") + ".";
    }

    /** Ends it for the watcher, who puts another version in its place; it is started again whatever becomes of that. */
    void stopForUpdate(Bundle bundle) {
        Start last = starts.remove(bundle.getBundleId());
        if (last != null) {
            last.endIfOutdated();
        }
        if (bundle.getState() == Bundle.ACTIVE && !isFragment(bundle)) {
            stop(bundle);
        }
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
        context.removeFrameworkListener(this);
        thread.shutdownNow();
    }
}
