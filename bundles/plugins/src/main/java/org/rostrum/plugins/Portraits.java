package org.rostrum.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.rostrum.api.plugin.DeployedFiles;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.SettingsAdvice;
import org.rostrum.spi.connector.ConnectorType;

/** Tells what became of files. */
final class Portraits {
    private static final Map<String, String> SERVICES = new TreeMap<>(Map.of(
            "org.rostrum.spi.report.ReportPack", "report",
            "org.rostrum.spi.importing.ImportFormat", "import format",
            "org.rostrum.api.delivery.DeliveryTarget", "adapter",
            "org.apache.camel.RoutesBuilder", "Camel routes"));

    private final Deployment deployment;
    private final Requirements requirements;
    private final Parts parts;
    private final Starts starts;
    private final Versions versions;
    private final Supplier<List<DeployedFiles>> others;

    /** The state of one bundle. */
    private record Standing(Plugin.State state, @Nullable String reason) {}

    Portraits(
            BundleContext context,
            Deployment deployment,
            ServiceComponentRuntime runtime,
            SettingsAdvice settings,
            Starts starts,
            Supplier<List<DeployedFiles>> others) {
        this.deployment = deployment;
        this.requirements = new Requirements(context);
        this.parts = new Parts(runtime, settings);
        this.starts = starts;
        this.versions = new Versions(deployment);
        this.others = others;
    }

    List<Plugin> all() {
        return deployment.files().stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @return empty when the file is gone */
    Optional<Plugin> of(Path file) {
        return deployment.contents(file).map(contents -> of(file, contents));
    }

    private Plugin of(Path file, Contents contents) {
        return switch (contents.kind()) {
            case BUNDLE -> deployment
                    .bundle(file)
                    .map(bundle -> ofBundle(file, contents, bundle))
                    .orElseGet(() -> notTaken(file, contents));
            case KAR, FEATURES -> ofFeatures(file, contents);
            case ROUTE, CONFIGURATION, OTHER -> ofOther(file, contents);
        };
    }

    private Plugin ofBundle(Path file, Contents contents, Bundle bundle) {
        Standing standing = doubted(file, bundle).orElseGet(() -> standing(bundle));
        String reason = standing.reason();
        if (standing.state() == Plugin.State.ACTIVE) {
            // the rules may be newer than the bundle
            reason = deployment
                    .policy()
                    .refusal(contents)
                    .map(why -> "It runs because it was here before, and would not be taken any more. " + why)
                    .or(() -> slow(bundle))
                    .orElse(null);
        }
        return new Plugin(
                Deployment.name(file),
                Plugin.Kind.BUNDLE,
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                bundle.getBundleId(),
                standing.state(),
                reason,
                Instant.ofEpochMilli(bundle.getLastModified()),
                contents.sha256(),
                contents.bytes(),
                brings(bundle),
                bundle.getState() == Bundle.ACTIVE ? parts.waiting(bundle) : List.of());
    }

    private Optional<Standing> doubted(Path file, Bundle bundle) {
        boolean idle = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        return idle && starts.of(bundle).isEmpty()
                ? starts.doubt(file).map(why -> new Standing(Plugin.State.RESOLVED, why))
                : Optional.empty();
    }

    private Standing standing(Bundle bundle) {
        boolean idle = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED;
        Optional<Map.Entry<Path, Bundle>> newer = idle ? versions.newerThan(bundle) : Optional.empty();
        if (newer.isPresent()) {
            return new Standing(
                    Plugin.State.RESOLVED,
                    "Version " + newer.get().getValue().getVersion() + " is used instead, from "
                            + Deployment.name(newer.get().getKey()) + ". Take one of the two files away.");
        }
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> new Standing(Plugin.State.ACTIVE, null);
            case Bundle.STARTING -> isLazy(bundle)
                    ? new Standing(Plugin.State.ACTIVE, null)
                    : new Standing(
                            Plugin.State.STARTING,
                            slow(bundle)
                                    .map(words -> words + " Others do not wait for it: take it away, or mend what its"
                                            + " activator waits for.")
                                    .orElse("It is being started."));
            case Bundle.RESOLVED -> resolved(bundle);
            case Bundle.INSTALLED -> new Standing(Plugin.State.INSTALLED, requirements.whyNotResolved(bundle));
            default -> new Standing(Plugin.State.PENDING, "It is being stopped or replaced.");
        };
    }

    private Standing resolved(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            // a fragment runs as part of its host
            return new Standing(Plugin.State.ACTIVE, null);
        }
        Optional<Start> start = starts.of(bundle);
        if (start.isEmpty() || start.get().isRunning()) {
            return new Standing(Plugin.State.RESOLVED, "It is about to be started.");
        }
        String failure = start.get().failure();
        return new Standing(
                Plugin.State.RESOLVED,
                failure == null
                        ? "It was stopped; bundle:start " + bundle.getBundleId() + " at the shell starts it."
                        : "Its start failed: " + failure);
    }

    private Optional<String> slow(Bundle bundle) {
        return starts.of(bundle).filter(starts.hanging()::contains).map(Starts::words);
    }

    private static boolean isLazy(Bundle bundle) {
        String policy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }

    private Plugin notTaken(Path file, Contents contents) {
        Optional<String> refusal =
                contents.defect() == null ? deployment.refusal(contents) : Optional.of(contents.defect());
        Optional<String> hint = refusal.or(() -> deployment
                .twin(contents)
                .map(twin ->
                        "This bundle is here already, in the same version, from " + twin + ". Take one of them away."));
        return plain(
                file,
                contents,
                contents.defect() == null && refusal.isPresent() ? Plugin.State.REFUSED : Plugin.State.PENDING,
                hint.orElse("The server has not taken it yet. That takes a second or two; if it stays so, the log says"
                        + " why."),
                List.of());
    }

    private Plugin ofFeatures(Path file, Contents contents) {
        List<Bundle> found = deployment.bundles(contents.bundles());
        if (contents.defect() != null || found.isEmpty()) {
            return notTaken(file, contents);
        }
        List<String> brings = new ArrayList<>();
        List<Plugin.Part> waiting = new ArrayList<>();
        Plugin.State state = Plugin.State.ACTIVE;
        String reason = null;
        for (Bundle bundle : found) {
            Standing standing = standing(bundle);
            brings.addAll(brings(bundle));
            if (standing.state() != Plugin.State.ACTIVE && reason == null) {
                state = standing.state();
                reason = bundle.getSymbolicName() + ": " + Objects.requireNonNullElse(standing.reason(), "");
            } else if (bundle.getState() == Bundle.ACTIVE) {
                waiting.addAll(parts.waiting(bundle));
            }
        }
        return new Plugin(
                Deployment.name(file),
                contents.kind(),
                null,
                null,
                null,
                state,
                reason,
                found.stream()
                        .map(bundle -> Instant.ofEpochMilli(bundle.getLastModified()))
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH),
                contents.sha256(),
                contents.bytes(),
                brings,
                waiting);
    }

    private Plugin ofOther(Path file, Contents contents) {
        String name = Deployment.name(file);
        List<DeployedFiles> takers = others.get().stream()
                .filter(taker -> taker.takes(contents.kind()))
                .toList();
        for (DeployedFiles taker : takers) {
            Optional<DeployedFiles.Report> report = taker.report(name);
            if (report.isPresent()) {
                return plain(
                        file,
                        contents,
                        report.get().state(),
                        report.get().reason(),
                        report.get().brings());
            }
        }
        if (contents.kind() == Plugin.Kind.CONFIGURATION) {
            return plain(file, contents, Plugin.State.PENDING, "Settings belong into the folder etc.", List.of());
        }
        return contents.kind() == Plugin.Kind.OTHER || (takers.isEmpty() && contents.defect() == null)
                ? plain(
                        file,
                        contents,
                        Plugin.State.PENDING,
                        "Nothing in this server takes files of this kind.",
                        List.of())
                : notTaken(file, contents);
    }

    private static Plugin plain(
            Path file, Contents contents, Plugin.State state, @Nullable String reason, List<String> brings) {
        return new Plugin(
                Deployment.name(file),
                contents.kind(),
                contents.symbolicName(),
                contents.version(),
                null,
                state,
                reason,
                changed(file),
                contents.sha256(),
                contents.bytes(),
                brings,
                List.of());
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    /** What a bundle says it adds, and what else it has registered. */
    private static List<String> brings(Bundle bundle) {
        TreeSet<String> brings = new TreeSet<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(ConnectorType.NAMESPACE)) {
                brings.add("connector " + capability.getAttributes().get(ConnectorType.NAMESPACE));
            }
        }
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services != null) {
            for (ServiceReference<?> service : services) {
                if (service.getProperty(Constants.OBJECTCLASS) instanceof String[] types) {
                    for (String type : types) {
                        String word = SERVICES.get(type);
                        if (word != null) {
                            brings.add(word);
                        }
                    }
                }
                if (Boolean.TRUE.equals(service.getProperty("osgi.jakartars.resource"))) {
                    brings.add("REST resource");
                }
            }
        }
        return List.copyOf(brings);
    }
}
