package org.rostrum.plugins;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Of several versions of one plugin in the deploy folder, the newest is used. Libraries may be there in as many as are needed. */
final class Versions {
    private final Deployment deployment;

    Versions(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The file and bundle that are used instead of this one; empty when there is no newer one. */
    Optional<Map.Entry<Path, Bundle>> newerThan(Bundle bundle) {
        if (!runs(bundle)) {
            return Optional.empty();
        }
        return deployment.files().stream()
                .flatMap(file -> deployment.bundle(file).stream().map(other -> Map.entry(file, other)))
                .filter(other -> other.getValue().getBundleId() != bundle.getBundleId()
                        && bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().equals(other.getValue().getSymbolicName())
                        && other.getValue().getVersion().compareTo(bundle.getVersion()) > 0
                        && runs(other.getValue()))
                .max((one, other) ->
                        one.getValue().getVersion().compareTo(other.getValue().getVersion()));
    }

    /** Whether there is something in it that would be there twice. */
    private static boolean runs(Bundle bundle) {
        return bundle.getHeaders("").get("Service-Component") != null
                || bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR) != null;
    }
}
