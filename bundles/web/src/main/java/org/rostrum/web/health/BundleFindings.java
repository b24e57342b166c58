package org.rostrum.web.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.rostrum.web.publish.BootState;

/** Bundles that do not run, and why. */
final class BundleFindings implements FrameworkListener, BundleListener {
    private final BundleContext context;
    private final Map<Long, String> failures = new ConcurrentHashMap<>();

    private final LongPredicate leftOut;
    private final BootState boot;

    /** @param leftOut by its id, whether a bundle is told of elsewhere */
    BundleFindings(BundleContext context, LongPredicate leftOut) {
        this.context = context;
        this.leftOut = leftOut;
        this.boot = new BootState(context);
    }

    /** Begins to remember why bundles fail to start. */
    void listen() {
        context.addFrameworkListener(this);
        context.addBundleListener(this);
    }

    void stopListening() {
        context.removeFrameworkListener(this);
        context.removeBundleListener(this);
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            failures.put(event.getBundle().getBundleId(), rootOf(event.getThrowable()));
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTED || event.getType() == BundleEvent.UNINSTALLED) {
            failures.remove(event.getBundle().getBundleId());
        }
    }

    int count() {
        return context.getBundles().length;
    }

    /** One sentence for each bundle that does not run. */
    List<String> find() {
        List<String> findings = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            whyNotRunning(bundle)
                    .filter(why -> !leftOut.test(bundle.getBundleId()))
                    .ifPresent(why -> findings.add(
                            "Bundle " + bundle.getSymbolicName() + " (" + bundle.getBundleId() + ") " + why));
        }
        return findings;
    }

    private Optional<String> whyNotRunning(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> Optional.empty();
            case Bundle.RESOLVED -> isFragment(bundle) ? Optional.empty() : Optional.of(whyNotStarted(bundle));
            case Bundle.STARTING -> isLazy(bundle) ? Optional.empty() : Optional.of("is still starting");
            case Bundle.STOPPING -> Optional.of("is stopping");
            case Bundle.INSTALLED -> Optional.of(whyNotResolved(bundle));
            default -> Optional.of("is in no known state");
        };
    }

    private static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static boolean isLazy(Bundle bundle) {
        String policy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }

    private String whyNotStarted(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        if (level == null || !level.isPersistentlyStarted()) {
            return boot.isFinished()
                    ? "was stopped; start it with bundle:start " + bundle.getBundleId()
                    : "is not started yet";
        }
        FrameworkStartLevel reached = context.getBundle(0).adapt(FrameworkStartLevel.class);
        if (reached != null && level.getStartLevel() > reached.getStartLevel()) {
            return "waits for start level " + level.getStartLevel() + "; the framework is at "
                    + reached.getStartLevel();
        }
        String failure = failures.get(bundle.getBundleId());
        return failure == null ? "did not start; the log says why" : "did not start: " + failure;
    }

    private String whyNotResolved(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        if (revision == null || wiring == null) {
            return "is not resolved";
        }
        String missing = revision.getDeclaredRequirements(null).stream()
                .filter(BundleFindings::isNeeded)
                .filter(requirement -> wiring.findProviders(requirement).isEmpty())
                .map(BundleFindings::describe)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? "is not resolved: what it needs is there, but not all of it together; try bundle:diag "
                        + bundle.getBundleId()
                : "is not resolved: nothing offers " + missing;
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && directives
                        .getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE)
                        .equals(Constants.EFFECTIVE_RESOLVE)
                && !"dynamic".equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && !ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE.equals(requirement.getNamespace());
    }

    private static String describe(BundleRequirement requirement) {
        String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
        return requirement.getNamespace() + (filter == null ? "" : " " + filter);
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }
}
