package org.rostrum.buildtools.bill;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.jspecify.annotations.Nullable;

/** Reads POMs of the repositories and their parents. Maven's own effective model would take a minute for all of them. */
final class PomReader {

    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> remotes;
    private final Map<String, Pom> known = new HashMap<>();

    PomReader(RepositorySystem repositories, RepositorySystemSession session, List<RemoteRepository> remotes) {
        this.repositories = repositories;
        this.session = session;
        this.remotes = remotes;
    }

    Pom read(Coordinates part) {
        return read(part.group(), part.artifact(), part.version());
    }

    /** Tells nothing when the POM is not to be had. */
    private Pom read(String group, String artifact, String version) {
        String key = group + ":" + artifact + ":" + version;
        Pom pom = known.get(key);
        if (pom == null) {
            pom = model(new DefaultArtifact(group, artifact, "pom", version))
                    .map(this::withParents)
                    .orElse(Pom.NONE);
            known.put(key, pom);
        }
        return pom;
    }

    private Pom withParents(Model model) {
        var own = new Pom(
                interpolated(model.getName(), model),
                interpolated(model.getUrl(), model),
                model.getLicenses().stream().map(PomReader::id).distinct().toList());
        Parent parent = model.getParent();
        return parent == null ? own : own.or(read(parent.getGroupId(), parent.getArtifactId(), parent.getVersion()));
    }

    private Optional<Model> model(DefaultArtifact pom) {
        try {
            var file = repositories
                    .resolveArtifact(session, new ArtifactRequest(pom, remotes, null))
                    .getArtifact()
                    .getFile();
            try (Reader in = Files.newBufferedReader(file.toPath())) {
                return Optional.of(new MavenXpp3Reader().read(in, false));
            }
        } catch (ArtifactResolutionException | IOException | XmlPullParserException e) {
            return Optional.empty();
        }
    }

    private static String id(License licence) {
        String name = text(licence.getName());
        String address = text(licence.getUrl());
        return Licence.idOf(name, address).orElse((name + " " + address).strip());
    }

    /** With the artifact id put in; empty when other properties are left. */
    private static String interpolated(@Nullable String text, Model model) {
        String result = text(text).replaceAll("\\$\\{(project\\.|pom\\.)?artifactId}", model.getArtifactId());
        return result.contains("${") ? "" : result;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
