package org.rostrum.plugins;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactListener;
import org.apache.felix.fileinstall.ArtifactUrlTransformer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.plugin.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asked by the watcher of the deploy folder for each bundle that is put there or changed, before the framework sees it; those
 * that may not be taken end here. The others go on as they would without this.
 */
@Component(
        service = {ArtifactUrlTransformer.class, ArtifactListener.class},
        immediate = true,
        property = "service.ranking:Integer=1000")
public final class DroppedBundles implements ArtifactUrlTransformer {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedBundles.class);

    private final Deployment deployment;
    private final Starts starts;

    @Activate
    public DroppedBundles(@Reference Deployment deployment, @Reference Starts starts) {
        this.deployment = deployment;
        this.starts = starts;
    }

    @Override
    public boolean canHandle(File artifact) {
        Path file = artifact.toPath().toAbsolutePath().normalize();
        return deployment.folder().equals(file.getParent())
                && FileNames.kind(artifact.getName()) == Plugin.Kind.BUNDLE
                && deployment
                        .contents(file)
                        .filter(contents -> contents.symbolicName() != null)
                        .isPresent();
    }

    @Override
    public @Nullable URL transform(URL artifact) throws URISyntaxException {
        Path file = Path.of(artifact.toURI());
        Optional<String> refusal = deployment.contents(file).flatMap(deployment::refusal);
        if (refusal.isPresent()) {
            LOG.warn("{} is not taken: {}", file.getFileName(), refusal.get());
            return null;
        }
        Optional<Path> twin = deployment.twinFile(file);
        if (twin.isPresent()) {
            // the watcher would put it in the place of that one, and take that one away with this file
            LOG.warn(
                    "{} is not taken: {} is the same bundle in the same version",
                    file.getFileName(),
                    Deployment.name(twin.get()));
            starts.waitForTwin(file);
            return null;
        }
        // else the framework would start what takes its place while the watcher waits
        deployment.bundle(file).ifPresent(starts::stopForUpdate);
        return artifact;
    }
}
