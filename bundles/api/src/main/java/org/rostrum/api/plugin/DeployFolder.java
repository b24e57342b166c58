package org.rostrum.api.plugin;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The folder that plugins come through, for other parts of the server. */
@ProviderType
public interface DeployFolder {
    /** Whether a bundle is one of a plugin, rather than one of the server itself: how it fares is told with the plugins. */
    boolean isPlugin(long bundleId);

    /** For people: why the rules of the server do not let a file in; empty when they do, or when it lies elsewhere. */
    Optional<String> refusal(Path file);
}
