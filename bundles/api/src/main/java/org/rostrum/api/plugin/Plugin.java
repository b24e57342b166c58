package org.rostrum.api.plugin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the deploy folder, and what became of it.
 *
 * @param name name of the file
 * @param symbolicName of the bundle; null when it is none, or cannot be read
 * @param version of the bundle; null when it is none, or cannot be read
 * @param bundleId null when it is no bundle, or not installed
 * @param reason for people: why it does not run, or what else is wrong with it; null when nothing is
 * @param since when the bundle was installed or updated last; of other files, when they were changed last
 * @param sha256 of the file, in hexadecimal digits
 * @param bytes size of the file
 * @param brings for people: what it adds to the server, such as {@code connector bluesky}
 * @param waiting components of it that do not run although it does
 */
public record Plugin(
        String name,
        Kind kind,
        @Nullable String symbolicName,
        @Nullable String version,
        @Nullable Long bundleId,
        State state,
        @Nullable String reason,
        Instant since,
        String sha256,
        long bytes,
        List<String> brings,
        List<Part> waiting) {

    /** What sort of file it is. */
    public enum Kind {
        /** An OSGi bundle. */
        BUNDLE,
        /** An archive of features with their bundles. */
        KAR,
        /** A description of features, whose bundles are fetched from elsewhere. */
        FEATURES,
        /** A Camel route in YAML. */
        ROUTE,
        /** Settings. */
        CONFIGURATION,
        /** Nothing that the server knows. */
        OTHER
    }

    /** What became of it. */
    public enum State {
        /** It runs. */
        ACTIVE,
        /** It is being started. */
        STARTING,
        /** Something that it needs is missing. It starts by itself when that comes. */
        INSTALLED,
        /** All that it needs is there, and it does not run: its start failed, or it was stopped. */
        RESOLVED,
        /** The rules of this server do not let it in. */
        REFUSED,
        /** Nothing has taken the file, yet or at all. */
        PENDING
    }

    /**
     * A component that does not run.
     *
     * @param reason for people: what it lacks, or how it failed
     */
    public record Part(String name, String reason) {}

    public Plugin {
        brings = List.copyOf(brings);
        waiting = List.copyOf(waiting);
    }

    /** Whether it runs, and nothing is wrong with it. */
    public boolean works() {
        return state == State.ACTIVE && reason == null && waiting.isEmpty();
    }
}
