package org.rostrum.buildtools.bill;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Named;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.License;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.project.DefaultProjectBuildingRequest;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectBuilder;
import org.apache.maven.project.ProjectBuildingException;
import org.apache.maven.repository.RepositorySystem;

/** Reads POMs of the repositories, with what they inherit. */
@Named
public final class PomReader {

    private final ProjectBuilder builder;
    private final RepositorySystem repositories;

    @Inject
    public PomReader(ProjectBuilder builder, RepositorySystem repositories) {
        this.builder = builder;
        this.repositories = repositories;
    }

    /** Empty when the POM, or one that it inherits from, is not to be had. */
    Optional<MavenProject> read(MavenSession session, Coordinates part) {
        var request = new DefaultProjectBuildingRequest(session.getProjectBuildingRequest());
        request.setProcessPlugins(false);
        request.setResolveDependencies(false);
        request.setProject(null);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        try {
            return Optional.of(builder.build(
                            repositories.createProjectArtifact(part.group(), part.artifact(), part.version()), request)
                    .getProject());
        } catch (ProjectBuildingException e) {
            return Optional.empty();
        }
    }

    /** SPDX ids; a licence that is not known here keeps its name, and is in no list of allowed ones. */
    static List<String> licences(MavenProject pom) {
        return pom.getLicenses().stream().map(PomReader::id).distinct().toList();
    }

    private static String id(License licence) {
        String name = licence.getName() == null ? "" : licence.getName().strip();
        String address = licence.getUrl() == null ? "" : licence.getUrl().strip();
        return Licence.idOf(name, address).orElse(name + " " + address);
    }
}
