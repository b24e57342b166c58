package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.problem.Problem;

/** Bundles that would change what the server itself consists of, or end it. */
class IntrusionTest {
    private final Path folder;

    IntrusionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Jars jar() {
        return Jars.bundle("probe.guest", "1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "Bundle-SymbolicName, system.bundle, takes its place, the Bundle-SymbolicName of a bundle of this server",
        "Bundle-SymbolicName, ORG.Rostrum.Ours, differs in case only, the Bundle-SymbolicName of a bundle of this server",
        "Fragment-Host, org.rostrum.ours;bundle-version=1, of a bundle of ours, a fragment of a bundle of this server",
        "Fragment-Host, system.bundle; extension:=framework, of the framework, a fragment of a bundle of this server",
        "Export-Package, 'a.b;version=\"1,2\",org.rostrum.ours.api;version=99', ours once more, org.rostrum.ours.api",
    })
    void whatTheServerConsistsOf_stays(String header, String value, String why, String told) throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.install(
                    "ours",
                    Jars.bundle("org.rostrum.ours", "1.0.0")
                            .header("Export-Package", "org.rostrum.ours.api;version=1.0.0")
                            .text("org/rostrum/ours/api/some.txt", "x")
                            .build());
            byte[] guest = jar().header(header, value).text("a/b/c.txt", "x").build();
            assertThatThrownBy(() -> server.upload("guest.jar", guest))
                    .as(why)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID))
                    .hasMessageContaining(told);
            server.drop("guest.jar", guest);
            Plugin dropped = server.plugins.find("guest.jar").orElseThrow();
            assertThat(dropped.reason()).contains(told);
            server.drop("last.jar", Jars.bundle("probe.last", "1.0.0").build());
            await().until(() -> server.plugins.find("last.jar").orElseThrow().state() == Plugin.State.ACTIVE);
            // by then the watcher has passed over it
            assertThat(server.plugins.find("guest.jar").orElseThrow().state()).isEqualTo(Plugin.State.REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bundle-SymbolicName, org.rostrum.ours, the Bundle-SymbolicName of a bundle of this server",
        "Fragment-Host, org.rostrum.ours, a fragment of a bundle of this server",
        "Export-Package, org.rostrum.ours.api, exports packages of this server",
    })
    void bundlesOfAKar_areLookedAtAsIfTheyCameAlone(String header, String value, String told) throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.install(
                    "ours",
                    Jars.bundle("org.rostrum.ours", "1.0.0")
                            .header("Export-Package", "org.rostrum.ours.api;version=1.0.0")
                            .text("org/rostrum/ours/api/some.txt", "x")
                            .build());
            Jars kar = kar().bytes(
                            "repository/probe/guest/1.0.0/guest-1.0.0.jar",
                            jar().header(header, value).build());
            assertThatThrownBy(() -> server.upload("guest.kar", kar.build()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("In it, the bundle")
                    .hasMessageContaining(told);
            server.drop("dropped.kar", kar.build());
            Plugin dropped = server.plugins.find("dropped.kar").orElseThrow();
            assertThat(dropped.state()).isEqualTo(Plugin.State.REFUSED);
            assertThat(dropped.reason()).contains(told);
        }
    }

    private static Jars kar() {
        return Jars.plain()
                .text(
                        "repository/features.xml",
                        "<features><feature name='x'><bundle>mvn:probe/guest/1.0.0</bundle></feature></features>");
    }

    @Test
    void aKar_bringsBundlesAndItsOwnSettings_andNothingElse() throws Exception {
        byte[] guest = jar().build();
        read(kar().bytes("repository/probe/guest.jar", guest).text("resources/etc/probe.guest~a.cfg", "a=b"));
        for (String taken : new String[] {
            "resources/bin/start",
            "resources/etc/org.rostrum.plugins.cfg",
            "resources/etc/ORG.Apache.karaf.shell.cfg",
            "resources/etc/users.properties",
            "resources/etc/config.properties",
            "resources/etc/a/b.cfg",
            "resources/deploy/other.jar"
        }) {
            assertThatThrownBy(() -> read(kar().text(taken, "x")))
                    .as(taken)
                    .isInstanceOf(UnfitFileException.class)
                    .hasMessageContaining(taken.substring(10));
        }
        assertThatThrownBy(() -> read(kar().text("repository/a.jar", "no archive")))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("repository/a.jar: It is no archive");
        byte[] large = jar().text("OSGI-INF/a.xml", "<x a='" + "y".repeat(Descriptors.LARGEST) + "'/>")
                .build();
        assertThatThrownBy(() -> read(kar().bytes("repository/a.jar", large)))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("more than 4 MiB");
    }

    private void read(Jars kar) throws IOException, UnfitFileException {
        Path file = folder.resolve("probe.kar");
        Files.write(file, kar.build());
        new Inspector(100_000_000).read(file, Plugin.Kind.KAR);
    }

    /** Whoever opens a pipe waits for its other end, and all other plugins would wait as well. */
    @Test
    void whatIsNoFile_isLeftAlone() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            for (String name : new String[] {"pipe.jar", "pipe.kar", "pipe.yaml"}) {
                Process made =
                        new ProcessBuilder("mkfifo", server.deploy.resolve(name).toString()).start();
                assertThat(made.waitFor()).isZero();
            }
            server.drop("after.jar", Jars.bundle("probe.after", "1.0.0").build());
            await().until(() ->
                    server.plugins.find("after.jar").filter(Plugin::works).isPresent());
        }
    }

    @Test
    void fragmentsAndPackages_ofPlugins_areTheirs() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.upload("host.jar", Jars.bundle("probe.host", "1.0.0").build());
            Plugin fragment = server.upload(
                    "guest.jar", jar().header("Fragment-Host", "probe.host").build());
            assertThat(fragment.works()).as(fragment.toString()).isTrue();
        }
    }

    @Test
    void filesThatTheServerReadsWhole_areBounded() throws Exception {
        String large = "<x a='" + "y".repeat(Descriptors.LARGEST) + "'/>";
        unfit(jar().text("OSGI-INF/a.xml", large), "OSGI-INF/a.xml has more than 4 MiB");
        unfit(jar().text("OSGI-INF/l10n/a.properties", large), "more than 4 MiB");
        unfit(jar().text("META-INF/a.SF", large), "META-INF/a.SF has more than 4 MiB");
        unfit(jar().header("X", "y".repeat(Descriptors.LARGEST)), "META-INF/MANIFEST.MF has more than 4 MiB");
        fits(jar().text("META-INF/resources/page.js", large).text("OSGI-INF/a.xml", "<a/>"));
    }

    @Test
    void descriptionsThatCannotBeRead_areNamed() throws Exception {
        unfit(jar().text("OSGI-INF/a.xml", "<a>\n<b></a>"), "OSGI-INF/a.xml is no proper XML (line 2)");
        unfit(jar().text("OSGI-INF/a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "OSGI-INF/a.xml");
        unfit(jar().text("OSGI-INF/metatype/a.xml", "no XML"), "OSGI-INF/metatype/a.xml");
    }

    private void unfit(Jars jar, String told) throws IOException {
        Path file = folder.resolve("probe.jar");
        Files.write(file, jar.build());
        assertThatThrownBy(() -> new Inspector(100_000_000).read(file, Plugin.Kind.BUNDLE))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining(told);
    }

    private void fits(Jars jar) throws IOException, UnfitFileException {
        Path file = folder.resolve("probe.jar");
        Files.write(file, jar.build());
        assertThat(new Inspector(100_000_000).read(file, Plugin.Kind.BUNDLE).defect())
                .isNull();
    }
}
