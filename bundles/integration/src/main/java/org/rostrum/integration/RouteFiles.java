package org.rostrum.integration;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.rostrum.api.plugin.DeployFolder;
import org.rostrum.api.plugin.DeployedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Camel routes of YAML files in the deploy folder. Each file is a plugin with a context of its own, which is called as
 * the file is; a file that is changed is taken anew, and what it can deliver waits in the outbox meanwhile.
 */
@Component(
        service = {ArtifactInstaller.class, ArtifactListener.class, DeployedFiles.class},
        immediate = true)
public final class RouteFiles implements ArtifactInstaller, DeployedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final long MOST_BYTES = 1 << 20;

    private final PluginContexts contexts;
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private volatile @Nullable DeployFolder folder;

    /**
     * A file as it was taken.
     *
     * @param defect why it cannot be read; null when it can
     */
    private record Taken(
            Plugin plugin, @Nullable FileRoutes routes, @Nullable String defect, File file, long changed, long bytes) {
        /** Whether it still is what lies there. */
        boolean isCurrent() {
            return file.lastModified() == changed && file.length() == bytes;
        }
    }

    @Activate
    public RouteFiles(@Reference PluginRoutes routes) {
        this(routes.contexts());
    }

    RouteFiles(PluginContexts contexts) {
        this.contexts = contexts;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addFolder(DeployFolder present) {
        folder = present;
    }

    void removeFolder(DeployFolder present) {
        if (present.equals(folder)) {
            folder = null;
        }
    }

    @Deactivate
    void close() {
        List.copyOf(taken.keySet()).forEach(this::forget);
    }

    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName().toLowerCase(Locale.ROOT);
        return artifact.isFile() && (name.endsWith(".yaml") || name.endsWith(".yml")) && isLetIn(artifact);
    }

    /** Asked of what was taken already as well: what is written over it is another file. */
    private boolean isLetIn(File artifact) {
        DeployFolder known = folder;
        Optional<String> refusal = known == null ? Optional.empty() : known.refusal(artifact.toPath());
        refusal.ifPresent(why -> LOG.warn("{} is not taken: {}", artifact.getName(), why));
        return refusal.isEmpty();
    }

    @Override
    public void install(File artifact) {
        String name = artifact.getName();
        forget(name);
        Plugin plugin = new Plugin("file:" + name, name, camel());
        long changed = artifact.lastModified();
        long bytes = artifact.length();
        try {
            FileRoutes read = new FileRoutes(name, read(artifact.toPath()));
            taken.put(name, new Taken(plugin, read, null, artifact, changed, bytes));
            contexts.add(plugin, read);
        } catch (IOException unreadable) {
            LOG.warn("The routes of {} are not taken: {}", name, unreadable.getMessage());
            taken.put(name, new Taken(plugin, null, unreadable.getMessage(), artifact, changed, bytes));
        }
    }

    /** Routes of a file see what Camel and its extensions bring. */
    private static ClassLoader camel() {
        ClassLoader loader = DefaultCamelContext.class.getClassLoader();
        if (loader == null) {
            throw new IllegalStateException("Camel is on the boot class path");
        }
        return loader;
    }

    private static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new IOException("It has " + size + " bytes; a file of routes may have " + MOST_BYTES + ".");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
        } catch (CharacterCodingException other) {
            throw new IOException("It is not UTF-8: save it in that encoding.", other);
        }
        return content;
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        forget(artifact.getName());
    }

    private void forget(String name) {
        Taken gone = taken.remove(name);
        if (gone != null && gone.routes() != null) {
            contexts.remove(gone.routes());
        }
    }

    @Override
    public boolean takes(org.rostrum.api.plugin.Plugin.Kind kind) {
        return kind == org.rostrum.api.plugin.Plugin.Kind.ROUTE;
    }

    @Override
    public Optional<Report> report(String fileName) {
        Taken file = taken.get(fileName);
        if (file == null || !file.isCurrent()) {
            // what was written over it is still to be taken
            return Optional.empty();
        }
        if (file.defect() != null) {
            return Optional.of(new Report(org.rostrum.api.plugin.Plugin.State.RESOLVED, file.defect(), List.of()));
        }
        return Optional.of(judge(contexts.report(file.plugin())));
    }

    private static Report judge(@Nullable RoutesReport report) {
        if (report == null
                || report.starting()
                || (report.failures().isEmpty() && report.routes().isEmpty())) {
            return new Report(org.rostrum.api.plugin.Plugin.State.STARTING, null, List.of());
        }
        List<String> brings = new ArrayList<>();
        report.targets()
                .forEach(target -> brings.add("adapter " + target.adapter() + " for " + target.kind()
                        + (target.canFind() ? ", which can look up" : "")));
        report.routes().forEach(route -> brings.add("route " + route.id()));
        if (!report.failures().isEmpty()) {
            return new Report(
                    org.rostrum.api.plugin.Plugin.State.RESOLVED, String.join(" ", report.failures()), brings);
        }
        List<String> wrong = new ArrayList<>(report.warnings());
        report.routes().stream()
                .filter(route -> !route.started())
                .forEach(route -> wrong.add("The route \"" + route.id() + "\" is " + route.state() + "."));
        return new Report(
                org.rostrum.api.plugin.Plugin.State.ACTIVE, wrong.isEmpty() ? null : String.join(" ", wrong), brings);
    }
}
