package org.rostrum.plugins;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.plugin.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from the watcher of the deploy folder what is no bundle and may not be taken, and does nothing with it. The watcher
 * asks whom it found last when a file is written over, so only files that are new come by here.
 */
@Component(
        service = {ArtifactInstaller.class, ArtifactListener.class},
        immediate = true,
        property = "service.ranking:Integer=1000")
public final class RefusedFiles implements ArtifactInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedFiles.class);

    private final Deployment deployment;

    @Activate
    public RefusedFiles(@Reference Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public boolean canHandle(File artifact) {
        return refusal(artifact).isPresent();
    }

    private Optional<String> refusal(File artifact) {
        Path file = artifact.toPath().toAbsolutePath().normalize();
        if (deployment.folder().equals(file.getParent()) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return Optional.of("It is neither a file nor a folder.");
        }
        Plugin.Kind kind = FileNames.kind(artifact.getName());
        if (kind == Plugin.Kind.CONFIGURATION || !deployment.folder().equals(file.getParent())) {
            return Optional.empty();
        }
        boolean brings = kind == Plugin.Kind.KAR || kind == Plugin.Kind.FEATURES;
        if (!brings && !deployment.policy().demands()) {
            return Optional.empty();
        }
        Optional<Contents> found = deployment.contents(file);
        // what Karaf would try again and again, with everybody else waiting for it
        Optional<String> defect = found.filter(contents -> brings)
                .flatMap(contents -> Optional.ofNullable(contents.defect()).or(() -> deployment.intrusion(contents)));
        if (defect.isPresent() || !deployment.policy().demands()) {
            return defect;
        }
        return found.filter(contents -> kind != Plugin.Kind.BUNDLE || contents.symbolicName() == null)
                .flatMap(deployment.policy()::refusal);
    }

    @Override
    public void install(File artifact) {
        refusal(artifact).ifPresent(why -> LOG.warn("{} is not taken: {}", artifact.getName(), why));
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        // there is nothing of it
    }
}
