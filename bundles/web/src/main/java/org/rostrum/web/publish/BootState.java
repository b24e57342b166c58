package org.rostrum.web.publish;

import java.util.Arrays;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.rostrum.api.problem.Problem;

/** Whether the server has come up as far as it was told to, so that what is not there now is not to be expected. */
public final class BootState {
    private static final String BEGINNING_LEVEL = "org.osgi.framework.startlevel.beginning";
    private static final String FEATURES_BUNDLE = "org.apache.karaf.features.core";
    private static final String FEATURES_DONE = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private volatile boolean finished;

    public BootState(BundleContext context) {
        this.context = context;
    }

    /** True once the start level is reached and, on Karaf, the boot features are installed; stays true. */
    public boolean isFinished() {
        if (!finished) {
            finished = isLevelReached() && areFeaturesInstalled();
        }
        return finished;
    }

    /** What to answer where nothing is while it is not finished. */
    public static Problem starting() {
        return Problem.of(Problem.Kind.UNAVAILABLE, "The server is starting; not everything is up yet.")
                .withRemedy("Try again in a moment.")
                .withRetryAfter(2);
    }

    private boolean isLevelReached() {
        FrameworkStartLevel level = context.getBundle(0).adapt(FrameworkStartLevel.class);
        String wanted = context.getProperty(BEGINNING_LEVEL);
        return level == null || level.getStartLevel() >= (wanted == null ? 1 : Integer.parseInt(wanted.strip()));
    }

    private boolean areFeaturesInstalled() {
        boolean karaf = Arrays.stream(context.getBundles())
                .anyMatch(bundle -> FEATURES_BUNDLE.equals(bundle.getSymbolicName()));
        try {
            // all: this bundle does not import the interface and need not
            return !karaf || context.getAllServiceReferences(FEATURES_DONE, null) != null;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
