package org.rostrum.api.plugin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Registered as a service by whoever takes files out of the deploy folder beside the framework, to say what became of them. */
@ConsumerType
public interface DeployedFiles {
    /**
     * What became of a file.
     *
     * @param reason for people; null when nothing is wrong
     * @param brings for people: what the file adds to the server
     */
    record Report(Plugin.State state, @Nullable String reason, List<String> brings) {
        public Report {
            brings = List.copyOf(brings);
        }
    }

    /** Whether files of this kind are taken here. */
    boolean takes(Plugin.Kind kind);

    /** @return empty when no file of this name was taken, yet or at all */
    Optional<Report> report(String fileName);
}
