package org.rostrum.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.plugin.DeployFolder;
import org.rostrum.api.plugin.Plugin;

/** The deploy folder: its files, the bundles they became, and which files may become any. */
@Component(
        service = {Deployment.class, DeployFolder.class},
        configurationPid = "org.rostrum.plugins")
@Designate(ocd = PluginsConfig.class)
public final class Deployment implements DeployFolder {
    private final BundleContext context;
    private final PluginsConfig config;
    private final Path folder;
    private final Path data;
    private final Policy policy;
    private final Inspector inspector;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** A file as it was when it was looked into. */
    private record Seen(FileTime changed, long bytes, @Nullable Object key, Contents contents) {}

    @Activate
    public Deployment(BundleContext context, PluginsConfig config) {
        this.context = context;
        this.config = config;
        Path base = path("karaf.base", context.getDataFile("").toPath());
        this.folder = config.folder().isBlank()
                ? base.resolve("deploy")
                : base.resolve(config.folder().strip());
        this.data = path("karaf.data", base.resolve("data"));
        this.policy = new Policy(config, path("karaf.etc", base.resolve("etc")));
        this.inspector = new Inspector(config.maxUnpackedBytes());
    }

    private Path path(String property, Path otherwise) {
        String path = context.getProperty(property);
        return (path == null ? otherwise : Path.of(path)).toAbsolutePath().normalize();
    }

    PluginsConfig config() {
        return config;
    }

    Path folder() {
        return folder;
    }

    /** Where files lie until they are known to be fit; nobody watches it. */
    Path waitingRoom() {
        return data.resolve("plugins");
    }

    /** Where it is remembered what is being started. */
    Path starting() {
        return data.resolve("plugins-starting.properties");
    }

    Policy policy() {
        return policy;
    }

    Inspector inspector() {
        return inspector;
    }

    /** The files there are, by name. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, file -> Files.isRegularFile(file) && !name(file).startsWith("."))) {
            entries.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            seen.clear();
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        files.sort((one, other) -> name(one).compareTo(name(other)));
        seen.keySet().retainAll(files);
        return files;
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** What a file of the folder holds; empty when it is gone. It is looked into again only after it was changed. */
    Optional<Contents> contents(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.isOther()) {
                // whoever opens a pipe waits for its other end
                return Optional.empty();
            }
            Seen before = seen.get(file);
            if (before != null
                    && before.changed().equals(now.lastModifiedTime())
                    && before.bytes() == now.size()
                    && java.util.Objects.equals(before.key(), now.fileKey())) {
                return Optional.of(before.contents());
            }
            Contents contents = inspector.inspect(file, FileNames.kind(name(file)));
            seen.put(file, new Seen(now.lastModifiedTime(), now.size(), now.fileKey(), contents));
            return Optional.of(contents);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The bundle that the framework made of a file. */
    Optional<Bundle> bundle(Path file) {
        String location = location(file);
        for (Bundle bundle : context.getBundles()) {
            // around it may stand what changed the file on its way in
            if (bundle.getLocation().endsWith(location) || bundle.getLocation().contains(location + "$")) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    /** Whence a bundle came of the same symbolic name and version. */
    Optional<String> twin(Contents contents) {
        for (Bundle bundle : context.getBundles()) {
            if (contents.symbolicName() != null
                    && contents.symbolicName().equals(bundle.getSymbolicName())
                    && bundle.getVersion().toString().equals(contents.version())) {
                return Optional.of(bundle.getLocation());
            }
        }
        return Optional.empty();
    }

    /** The installed bundles of these locations. */
    List<Bundle> bundles(List<String> locations) {
        List<Bundle> found = new ArrayList<>();
        for (String location : locations) {
            Bundle bundle = context.getBundle(location);
            if (bundle != null) {
                found.add(bundle);
            }
        }
        return found;
    }

    @Override
    public boolean isPlugin(long bundleId) {
        Bundle bundle = context.getBundle(bundleId);
        if (bundle == null) {
            return false;
        }
        String location = bundle.getLocation();
        return location.contains(location(folder))
                || files().stream().flatMap(file -> contents(file).stream()).anyMatch(contents -> contents.bundles()
                        .contains(location));
    }

    @Override
    public Optional<String> refusal(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return folder.equals(absolute.getParent()) ? contents(absolute).flatMap(this::refusal) : Optional.empty();
    }

    /** Another file whose bundle has the same symbolic name and version, and is here. */
    Optional<Path> twinFile(Path file) {
        Contents mine = contents(file).orElse(null);
        if (mine == null || mine.symbolicName() == null) {
            return Optional.empty();
        }
        return files().stream()
                .filter(other -> !other.equals(file))
                .filter(other -> contents(other)
                        .filter(theirs -> theirs.isSameBundleAs(mine))
                        .filter(theirs -> java.util.Objects.equals(theirs.version(), mine.version()))
                        .isPresent())
                .filter(other -> bundle(other).isPresent())
                .findFirst();
    }

    private static String location(Path file) {
        return file.toFile().toURI().toString();
    }

    /** The packages of the server's own bundles: of two that offer the same, the framework may choose either. */
    private Set<String> packagesOfTheServer() {
        Set<String> packages = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            String name = bundle.getSymbolicName();
            if (revision != null && name != null && name.startsWith("org.rostrum.") && isOfThePlatform(name)) {
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                        .forEach(offered -> packages.add(
                                String.valueOf(offered.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))));
            }
        }
        return packages;
    }

    /** For people: how it would change what the server itself consists of; empty when it would not. */
    Optional<String> intrusion(Contents contents) {
        return contents.members().stream()
                .flatMap(member -> intrusion(member, contents.kind() == Plugin.Kind.KAR).stream())
                .findFirst();
    }

    /** @param amongOthers whether it comes with others, among them perhaps a library that is here as well */
    private Optional<String> intrusion(Member member, boolean amongOthers) {
        String name = member.symbolicName();
        if (name == null) {
            return Optional.empty();
        }
        String it = amongOthers ? "In it, the bundle " + name : "It";
        boolean taken = amongOthers ? isOurs(name) : isOfTheServer(name);
        if (taken) {
            return Optional.of(it + " has the Bundle-SymbolicName of a bundle of this server (" + name
                    + "), which it would take the place of.");
        }
        String host = member.host();
        if (host != null && isOfTheServer(host)) {
            return Optional.of(it + " is a fragment of a bundle of this server (" + host
                    + "), which would have to be taken down for it.");
        }
        if (member.exports().isEmpty()) {
            return Optional.empty();
        }
        Set<String> both = new TreeSet<>(member.exports());
        both.retainAll(packagesOfTheServer());
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(it + " exports packages of this server, which other plugins could get from it instead: "
                        + String.join(", ", both) + ".");
    }

    /** Whether it is a bundle of Rostrum, rather than a library that the server has too. */
    private boolean isOurs(String symbolicName) {
        return symbolicName.equalsIgnoreCase(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                || (symbolicName.regionMatches(true, 0, "org.rostrum.", 0, "org.rostrum.".length())
                        && isOfThePlatform(symbolicName));
    }

    private boolean isOfTheServer(String symbolicName) {
        return symbolicName.equalsIgnoreCase(Constants.SYSTEM_BUNDLE_SYMBOLICNAME) || isOfThePlatform(symbolicName);
    }

    /** Whether a bundle of this symbolic name is here that did not come through the deploy folder. */
    boolean isOfThePlatform(String symbolicName) {
        List<Bundle> same = new ArrayList<>();
        String deployed = location(folder);
        for (Bundle bundle : context.getBundles()) {
            // whoever reads a list takes names that differ in case for the same
            if (symbolicName.equalsIgnoreCase(bundle.getSymbolicName())
                    && !bundle.getLocation().contains(deployed)) {
                same.add(bundle);
            }
        }
        if (same.isEmpty()) {
            return false;
        }
        Set<String> brought = new HashSet<>();
        for (Path file : files()) {
            contents(file).ifPresent(contents -> brought.addAll(contents.bundles()));
        }
        return same.stream().anyMatch(bundle -> !brought.contains(bundle.getLocation()));
    }

    /** For people: why the framework may not take a file; empty when it may. */
    Optional<String> refusal(Contents contents) {
        Optional<String> intrusion = intrusion(contents);
        if (intrusion.isPresent()) {
            return intrusion;
        }
        return contents.kind() == Plugin.Kind.CONFIGURATION || contents.kind() == Plugin.Kind.OTHER
                ? Optional.empty()
                : policy.refusal(contents);
    }
}
