package org.rostrum.itests.outside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where things are in the checkout that is tested. */
final class Project {
    private Project() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("bundles")) ? here : Objects.requireNonNull(here.getParent());
    }

    /** The archive that users download. */
    static Path distribution() {
        return Path.of(Objects.requireNonNull(System.getProperty("rostrum.distribution"), "rostrum.distribution"));
    }

    /** The real conversations that ship with the demo. */
    static Path excerpt() {
        return root().resolve("demo/src/main/resources/care-conversations-excerpt.json");
    }
}
