package org.rostrum.buildtools.bill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.cyclonedx.exception.GeneratorException;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.NullUnmarked;

/** Writes bill-of-materials.cdx.json and THIRD-PARTY.txt into a distribution, and fails when a licence is not allowed. */
@NullUnmarked
@Mojo(name = "write", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public final class BillOfMaterialsMojo extends AbstractMojo {

    /** The unpacked distribution. */
    @Parameter(required = true)
    private File directory;

    /** SPDX ids of the licences that may be shipped. */
    @Parameter(required = true)
    private List<String> allowed;

    /** Licences that POMs do not tell; see {@link DeclaredLicences}. */
    @Parameter(required = true)
    private File declared;

    @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
    private String timestamp;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    private final RepositorySystem repositories;

    @Inject
    public BillOfMaterialsMojo(RepositorySystem repositories) {
        this.repositories = repositories;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        try {
            write();
        } catch (IOException | GeneratorException e) {
            throw new MojoExecutionException("Cannot write the bill of materials of " + directory, e);
        }
    }

    private void write() throws IOException, GeneratorException, MojoFailureException {
        Path folder = directory.toPath();
        List<String> complaints = new ArrayList<>();
        var declarations = new DeclaredLicences(declared.toPath());
        Map<Coordinates, List<Content>> contents = byOrigin(folder, complaints);
        List<Part> parts = new ArrayList<>();
        var poms = new PomReader(repositories, session.getRepositorySession(), project.getRemoteProjectRepositories());
        contents.forEach((coordinates, places) -> parts.add(part(coordinates, places, declarations, poms)));

        parts.forEach(part -> complaint(part).ifPresent(complaints::add));
        declarations.unused().forEach(key -> complaints.add(key + ": declared in " + declared + ", but not shipped"));
        if (!complaints.isEmpty()) {
            throw new MojoFailureException("Licences of what is shipped:\n  " + String.join("\n  ", complaints));
        }
        var product = new Coordinates(project.getGroupId(), project.getArtifactId(), project.getVersion(), "");
        Files.writeString(
                folder.resolve("bill-of-materials.cdx.json"), CycloneDx.json(product, Instant.parse(timestamp), parts));
        Files.writeString(
                folder.resolve("THIRD-PARTY.txt"),
                PlainList.text("Rostrum " + project.getVersion(), project.getGroupId(), parts));
        getLog().info(parts.size() + " parts, all under licences that are allowed");
    }

    private Map<Coordinates, List<Content>> byOrigin(Path folder, List<String> complaints) throws IOException {
        var repository =
                new LocalRepository(Path.of(session.getLocalRepository().getBasedir()));
        var contents = new Distribution(folder).contents();
        Map<Coordinates, List<Content>> byOrigin = new TreeMap<>();
        for (Content content : contents) {
            Optional<Coordinates> origin = origin(folder, content, repository);
            if (origin.isPresent()) {
                byOrigin.computeIfAbsent(origin.get(), coordinates -> new ArrayList<>())
                        .add(content);
            } else {
                complaints.add(content.place() + ": no such jar in the local repository, origin unknown");
            }
        }
        return new LinkedHashMap<>(byOrigin);
    }

    private static Optional<Coordinates> origin(Path folder, Content content, LocalRepository repository) {
        if (content.isFont()) {
            return Optional.of(new Coordinates("font", content.fileName(), "", ""));
        }
        Path system = folder.resolve("system");
        Path file = folder.resolve(content.place());
        return !content.place().contains("!") && file.startsWith(system)
                ? Coordinates.ofPath(system, file)
                : repository.find(content);
    }

    private Part part(Coordinates coordinates, List<Content> contents, DeclaredLicences declarations, PomReader poms) {
        List<String> places = contents.stream().map(Content::place).toList();
        String sha256 = contents.get(0).sha256();
        List<String> ids = declarations.of(coordinates);
        if (coordinates.group().equals("font")) {
            return new Part(coordinates, "", "", ids, places, sha256);
        }
        if (coordinates.group().equals(project.getGroupId())) {
            return new Part(coordinates, "", "", List.of("Apache-2.0"), places, sha256);
        }
        Pom pom = poms.read(coordinates);
        return new Part(
                coordinates,
                pom.name(),
                pom.address(),
                Stream.of(
                                ids,
                                pom.licences(),
                                Licence.idsOfHeader(contents.get(0).bundleLicence()))
                        .filter(licences -> !licences.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                places,
                sha256);
    }

    private Optional<String> complaint(Part part) {
        if (part.licences().isEmpty()) {
            return Optional.of(part.coordinates() + ": neither POM nor manifest tell a licence ("
                    + part.places().get(0) + ")");
        }
        return part.licences().stream().anyMatch(allowed::contains)
                ? Optional.empty()
                : Optional.of(part.coordinates() + ": not allowed: " + String.join(" or ", part.licences()));
    }
}
