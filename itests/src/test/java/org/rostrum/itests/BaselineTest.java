package org.rostrum.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What plugins are built against keeps its promises: each exported package of {@code api} and {@code spi} is compared with
 * the kept copy in the folder {@code baseline} beside its sources, and must carry the version that its changes demand
 * (a method more in a type that only Rostrum implements: minor; anything taken away: major). How the copy is replaced after
 * a release is told in CONTRIBUTING.md.
 */
class BaselineTest {
    @ParameterizedTest
    @ValueSource(strings = {"api", "spi"})
    void packages_carryTheVersion_thatTheirChangesDemand(String bundle) throws Exception {
        try (Jar newer = new Jar(folder(bundle).resolve("target/classes").toFile());
                Jar older = new Jar(kept(bundle))) {
            assertThat(mismatches(newer, older)).isEmpty();
        }
    }

    @Test
    void aTypeThatWasTakenAway_isNoticed() throws Exception {
        try (Jar newer = new Jar(kept("api"));
                Jar older = new Jar(kept("api"))) {
            assertThat(mismatches(newer, older)).isEmpty();
            assertThat(newer.remove("org/rostrum/api/archive/ArchiveTotals.class"))
                    .isNotNull();
            assertThat(mismatches(newer, older))
                    .singleElement()
                    .asString()
                    .contains("org.rostrum.api.archive", "at least 2.0.0");
        }
    }

    private static Path folder(String bundle) {
        return Modules.root().resolve("bundles").resolve(bundle);
    }

    private static File kept(String bundle) {
        return folder(bundle).resolve("baseline/org.rostrum." + bundle + ".jar").toFile();
    }

    private static List<String> mismatches(Jar newer, Jar older) throws Exception {
        try (Processor processor = new Processor()) {
            return new Baseline(processor, new DiffPluginImpl())
                    .baseline(newer, older, null).stream()
                            .filter(info -> info.mismatch)
                            .map(info -> info.packageName + " has version " + info.newerVersion + " and needs at least "
                                    + info.suggestedVersion + ": see its package-info.java")
                            .toList();
        }
    }
}
