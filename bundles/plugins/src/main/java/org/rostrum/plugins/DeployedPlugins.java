package org.rostrum.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.api.audit.AuditLog;
import org.rostrum.api.data.Database;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.api.plugin.DeployedFiles;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.Plugins;
import org.rostrum.api.plugin.SettingsAdvice;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;

/** Plugins by way of the deploy folder, which the framework watches. */
@Component(service = {Plugins.class, DeployedPlugins.class})
public final class DeployedPlugins implements Plugins {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Deployment deployment;
    private final Database database;
    private final Access access;
    private final AuditLog audit;
    private final Metrics metrics;
    private final WaitingRoom waitingRoom;
    private final Portraits portraits;
    private final Watch watch;
    private final Starts starts;
    private final ReentrantLock changing = new ReentrantLock();
    private final List<DeployedFiles> others = new CopyOnWriteArrayList<>();

    @Activate
    public DeployedPlugins(
            BundleContext context,
            @Reference Deployment deployment,
            @Reference ServiceComponentRuntime components,
            @Reference SettingsAdvice settings,
            @Reference Starts starts,
            @Reference Database database,
            @Reference Access access,
            @Reference AuditLog audit,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this(context, deployment, components, settings, starts, database, access, audit, metrics, clock, LONGEST_WAIT);
    }

    DeployedPlugins(
            BundleContext context,
            Deployment deployment,
            ServiceComponentRuntime components,
            SettingsAdvice settings,
            Starts starts,
            Database database,
            Access access,
            AuditLog audit,
            Metrics metrics,
            Clock clock,
            Duration longestWait) {
        this.deployment = deployment;
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.metrics = metrics;
        this.waitingRoom =
                new WaitingRoom(deployment.waitingRoom(), deployment.config().maxBytes());
        this.starts = starts;
        this.portraits = new Portraits(context, deployment, components, settings, starts, () -> others);
        this.watch = new Watch(longestWait);
        waitingRoom.tidy(clock.instant());
        metrics.describe("rostrum.plugins.installed", "Plugins that were uploaded and put into the deploy folder");
        metrics.describe("rostrum.plugins.refused", "Uploads that were refused because of what they held");
        metrics.describe("rostrum.plugins.removed", "Plugins that were taken away over REST");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOther(DeployedFiles other) {
        others.add(other);
    }

    void removeOther(DeployedFiles other) {
        others.remove(other);
    }

    @Override
    public List<Plugin> list() {
        access.require("plugins:read");
        return look();
    }

    /** As {@link #list}, for the server itself. */
    List<Plugin> look() {
        return portraits.all();
    }

    @Override
    public Optional<Plugin> find(String name) {
        access.require("plugins:read");
        return file(name).flatMap(portraits::of);
    }

    private Optional<Path> file(String name) {
        // compared rather than resolved: a name that leads elsewhere is none of them
        return deployment.files().stream()
                .filter(file -> Deployment.name(file).equals(name))
                .findFirst();
    }

    @Override
    public Outcome install(String fileName, boolean replace, InputStream content) throws IOException {
        access.require("plugins:install");
        if (!deployment.config().uploads()) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "This server takes no uploads of plugins.")
                    .withRemedy("Put the file into its deploy folder, or have its administrator set uploads = true in"
                            + " etc/org.rostrum.plugins.cfg.");
        }
        Plugin.Kind kind = FileNames.check(fileName);
        Path upload = waitingRoom.take(content);
        try {
            Contents contents = inspect(upload, kind);
            return put(upload, contents, deployment.folder().resolve(fileName), replace);
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private Contents inspect(Path upload, Plugin.Kind kind) throws IOException {
        Contents contents;
        try {
            contents = deployment.inspector().read(upload, kind);
        } catch (UnfitFileException unfit) {
            metrics.count("rostrum.plugins.refused", 1);
            throw unfit.asProblem();
        }
        Optional<String> intrusion = deployment.intrusion(contents);
        if (intrusion.isPresent()) {
            metrics.count("rostrum.plugins.refused", 1);
            throw Problem.invalid(
                    "content",
                    intrusion.get(),
                    "Give the bundle and its packages names of their own, and attach it to none of the server's.");
        }
        Optional<String> refusal = deployment.policy().refusal(contents);
        if (refusal.isPresent()) {
            metrics.count("rostrum.plugins.refused", 1);
            throw Problem.of(Problem.Kind.FORBIDDEN, refusal.get())
                    .withField("content")
                    .withRemedy("Have the administrator of the server look at the file and at"
                            + " etc/org.rostrum.plugins.cfg.");
        }
        return contents;
    }

    private Outcome put(Path upload, Contents contents, Path place, boolean replace) throws IOException {
        Watch.Before before;
        changing.lock();
        try {
            List<Path> outdated = new ArrayList<>();
            for (Path file : deployment.files()) {
                Contents there = deployment.contents(file).orElse(null);
                if (there == null) {
                    continue;
                }
                if (there.hasTheContentOf(contents)) {
                    return new Outcome(portraits.of(file).orElseThrow(() -> gone(file)), false);
                }
                check(file, there, place, contents, replace);
                if (!file.equals(place) && there.isSameBundleAs(contents)) {
                    outdated.add(file);
                }
            }
            before = Watch.before(place, deployment.bundle(place));
            note(place, contents, outdated);
            Files.createDirectories(deployment.folder());
            WaitingRoom.move(upload, place);
            for (Path file : outdated) {
                Files.deleteIfExists(file);
            }
            metrics.count("rostrum.plugins.installed", 1);
        } finally {
            changing.unlock();
        }
        watch.awaitOutcome(before, () -> portraits.of(place), () -> deployment.bundle(place));
        if (deployment.contents(place).filter(contents::hasTheContentOf).isEmpty()) {
            throw Problem.of(
                            Problem.Kind.CONFLICT,
                            "Somebody else has put another file in the place of \"" + Deployment.name(place)
                                    + "\", or taken it away, meanwhile.")
                    .withField("fileName")
                    .withRemedy("Look at the list of plugins, and send it once more if it shall be there.");
        }
        return new Outcome(portraits.of(place).orElseThrow(() -> gone(place)), true);
    }

    /** Whether a file that is there lets another one take its place. */
    private static void check(Path file, Contents there, Path place, Contents contents, boolean replace) {
        boolean sameVersion = there.isSameBundleAs(contents) && Objects.equals(there.version(), contents.version());
        boolean otherVersion = there.isSameBundleAs(contents) && !sameVersion;
        if (replace || otherVersion || !(sameVersion || file.equals(place))) {
            return;
        }
        String name = Deployment.name(file);
        throw Problem.of(
                        Problem.Kind.CONFLICT,
                        sameVersion
                                ? there.symbolicName() + " " + there.version() + " is here with other content, as "
                                        + name + "."
                                : "There is another plugin in a file of this name: "
                                        + Objects.requireNonNullElse(there.symbolicName(), name) + ".")
                .withField(sameVersion ? "content" : "fileName")
                .withRemedy(
                        sameVersion
                                ? "Give it a version of its own, or send replace=true."
                                : "Use another name, or send replace=true.");
    }

    /** The files follow the entry: what the trail does not know of may not be there. */
    private void note(Path place, Contents contents, List<Path> outdated) {
        List<Path> replaced = new ArrayList<>(outdated);
        replaced.add(place);
        List<String> before = replaced.stream()
                .flatMap(file ->
                        deployment.contents(file).stream().map(there -> PluginJson.of(Deployment.name(file), there)))
                .toList();
        String name = Deployment.name(place);
        database.transact(connection -> audit.record(
                "plugin.install",
                "plugin/" + name,
                null,
                before.isEmpty() ? null : before.toString(),
                PluginJson.of(name, contents)));
    }

    private static Problem gone(Path file) {
        return Problem.of(Problem.Kind.CONFLICT, "Somebody took \"" + Deployment.name(file) + "\" away meanwhile.")
                .withRemedy("Look at the list of plugins.");
    }

    @Override
    public void remove(String name) throws IOException {
        access.require("plugins:install");
        Path file;
        List<Bundle> bundles;
        List<Bundle> brought;
        changing.lock();
        try {
            file = file(name).orElseThrow(() -> Problem.notFound("plugin", name));
            bundles = deployment.bundle(file).map(List::of).orElse(List.of());
            Optional<Contents> contents = deployment.contents(file);
            brought = deployment.bundles(contents.map(Contents::bundles).orElse(List.of()));
            @Nullable
            String before = contents.map(held -> PluginJson.of(name, held)).orElse(null);
            database.transact(connection -> audit.record("plugin.remove", "plugin/" + name, null, before, null));
            Files.deleteIfExists(file);
            metrics.count("rostrum.plugins.removed", 1);
        } finally {
            changing.unlock();
        }
        // some of what features brought may stay, because others need it
        watch.awaitStandstill(() -> brought.stream()
                .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
                .count());
        if (!watch.await(() -> bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.UNINSTALLED))) {
            throw Problem.of(
                            Problem.Kind.UNAVAILABLE,
                            "The file is deleted, but the bundle has not ended yet: "
                                    + Arrays.toString(bundles.toArray()) + ".")
                    .withRemedy(starts.hanging().stream()
                            .findFirst()
                            .map(start -> "It goes when nothing holds up the deploy folder any more. What does is "
                                    + Deployment.name(start.file()) + ": " + Starts.words(start)
                                    + " If that does not end although its file is gone, the server must be restarted.")
                            .orElse("It goes when it has stopped. If that does not end, its own end hangs, and the"
                                    + " server must be restarted."));
        }
    }
}
