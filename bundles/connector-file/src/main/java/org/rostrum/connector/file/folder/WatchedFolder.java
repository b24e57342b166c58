package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.accounts.AccountService;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one folder and hands its files to the imports, as the part "connector-file" of the server. */
@Component(
        service = HealthCheck.class,
        immediate = true,
        // with a dot, so that no channel can be of this kind: whoever may make channels may not read the server's files
        configurationPid = "org.rostrum.connector.file.folder",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {"hc.name=watched folder", "hc.tags=operations"})
@Designate(ocd = WatchedFolderConfig.class, factory = true)
public final class WatchedFolder implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final String PART = "connector-file";
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final FolderSettings settings;
    private final ImportService imports;
    private final AccountService accounts;
    private final Access access;
    private final Clock clock;
    private final Metrics metrics;
    private final SettledFiles files;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Watcher watcher;
    private volatile @Nullable Instant lastLook;
    private volatile @Nullable Instant lastImport;
    private volatile @Nullable String trouble;

    @Activate
    public WatchedFolder(
            WatchedFolderConfig config,
            @Reference ImportService imports,
            @Reference AccountService accounts,
            @Reference Access access,
            @Reference Clock clock,
            @Reference Metrics metrics) {
        this.settings = FolderSettings.of(config);
        this.imports = imports;
        this.accounts = accounts;
        this.access = access;
        this.clock = clock;
        this.metrics = metrics;
        metrics.describe("rostrum.connector.file.files", "Files taken from watched folders, by outcome");
        this.files = new SettledFiles(settings.folder(), settings.settle());
        this.thread =
                new Thread(this::run, "watched-folder " + settings.folder().getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    /** Without interrupting the thread: it may be in the middle of a transaction. */
    @Deactivate
    void stop() throws InterruptedException, IOException {
        stopped.countDown();
        Watcher waiting = watcher;
        if (waiting != null) {
            waiting.close();
        }
        thread.join(STOP_PATIENCE.toMillis());
        if (thread.isAlive()) {
            LOG.warn("The watcher of {} does not stop", settings.folder());
        }
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    private void run() {
        try {
            watch();
        } catch (InterruptedException ended) {
            LOG.debug("{} is not watched any more", settings.folder(), ended); // nobody of ours interrupts
        }
    }

    private void watch() throws InterruptedException {
        while (!stopping()) {
            try {
                Files.createDirectories(settings.folder());
                try (Shelves shelves = Shelves.open(settings.folder());
                        Watcher changes = new Watcher(settings.folder(), stopped)) {
                    watcher = changes;
                    watch(new Handover(settings, imports, shelves, this::stopping), changes);
                } finally {
                    watcher = null;
                }
            } catch (IOException failure) {
                note("The folder cannot be watched", failure);
                stopped.await(settings.rescan().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void watch(Handover handover, Watcher changes) throws IOException, InterruptedException {
        while (!stopping()) {
            boolean well = look(handover);
            lastLook = clock.instant();
            if (well) {
                trouble = null;
            }
            changes.await(files.waiting(clock.instant()) ? shorter(settings.settle()) : settings.rescan());
        }
    }

    private Duration shorter(Duration settle) {
        return settle.compareTo(settings.rescan()) < 0 ? settle : settings.rescan();
    }

    /** @return whether every complete file could be put away */
    private boolean look(Handover handover) throws IOException {
        if (!accountExists()) {
            return false;
        }
        boolean well = true;
        for (Path file : files.look(clock.instant())) {
            if (stopping()) {
                return false;
            }
            try {
                count(access.asSystem(PART, () -> hand(handover, file)));
            } catch (RuntimeException failure) { // whatever is wrong with one file must not stop the others
                if (!stopping()) {
                    well = false;
                    note(file.getFileName() + " stays in the folder and is tried again", failure);
                }
            }
        }
        return well;
    }

    /** While there is no such account the files wait: it is the configuration that is wrong, or early. */
    private boolean accountExists() {
        try {
            if (access.asSystem(PART, () -> accounts.find(settings.accountId())).isPresent()) {
                return true;
            }
            note(
                    "Its files wait",
                    Problem.invalid(
                            "accountId",
                            "There is no account \"" + settings.accountId()
                                    + "\". Make it, or name another one as accountId in the configuration.",
                            "Make it."));
        } catch (RuntimeException failure) {
            if (!stopping()) {
                note("Its account cannot be looked up", failure);
            }
        }
        return false;
    }

    private static Handover.Outcome hand(Handover handover, Path file) {
        try {
            return handover.hand(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void count(Handover.Outcome outcome) {
        switch (outcome) {
            case IMPORTED -> {
                lastImport = clock.instant();
                metrics.count("rostrum.connector.file.files", 1, "outcome", "imported");
            }
            case REFUSED -> metrics.count("rostrum.connector.file.files", 1, "outcome", "refused");
            case LATER -> {
                // counted when it is decided
            }
        }
    }

    /** Says a trouble once, not at every look. */
    private void note(String what, Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException wrapped ? wrapped.getCause() : failure;
        String why = cause instanceof Problem problem ? problem.detail() : String.valueOf(cause);
        String text = what + ": " + why;
        if (!text.equals(trouble)) {
            LOG.warn("{}: {}", settings.folder(), text, failure instanceof Problem ? null : failure);
        }
        trouble = text;
    }

    @Override
    public Result execute() {
        FormattingResultLog result = new FormattingResultLog();
        String wrong = trouble;
        Instant look = lastLook;
        Instant late = clock.instant().minus(settings.rescan().multipliedBy(3)).minusSeconds(60);
        if (!thread.isAlive()) {
            result.critical("{} is not watched any more", settings.folder());
        } else if (wrong != null) {
            result.warn("{}: {}", settings.folder(), wrong);
        } else if (look != null && look.isBefore(late)) {
            result.warn("{} was last looked at {}: a file may be taking long", settings.folder(), look);
        }
        result.info(
                "{}: last looked at {}, last file handed over {}",
                settings.folder(),
                look == null ? "never" : look,
                lastImport == null ? "never" : lastImport);
        return new Result(result);
    }
}
