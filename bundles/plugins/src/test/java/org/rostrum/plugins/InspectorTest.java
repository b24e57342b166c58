package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.plugin.Plugin;

class InspectorTest {
    private static final String FEATURES =
            """
            <features name="probe" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <feature name="probe" version="1.0.0">
                <bundle start-level="80"> mvn:org.example/probe/1.0.0 </bundle>
              </feature>
            </features>
            """;

    private final Path file;
    private final Inspector inspector = new Inspector(100_000);

    InspectorTest(@TempDir Path folder) {
        this.file = folder.resolve("file");
    }

    private Contents read(Plugin.Kind kind, byte[] content) throws IOException, UnfitFileException {
        Files.write(file, content);
        return inspector.read(file, kind);
    }

    @Test
    void bundle_isNamedWithoutItsDirectives() throws Exception {
        Contents bundle = read(
                Plugin.Kind.BUNDLE,
                Jars.bundle("probe.a;singleton:=true", "1.2.3.today").build());
        assertThat(bundle.symbolicName()).isEqualTo("probe.a");
        assertThat(bundle.version()).isEqualTo("1.2.3.today");
        assertThat(bundle.sha256()).matches("[0-9a-f]{64}");
        assertThat(bundle.signers()).isEmpty();
    }

    @Test
    void kar_tellsItsBundles() throws Exception {
        Contents kar = read(
                Plugin.Kind.KAR,
                Jars.plain()
                        .text("repository/org/example/probe/1.0.0/probe-1.0.0-features.xml", FEATURES)
                        .text("repository/other.xml", "<project/>")
                        .text("repository/broken.xml", "<features")
                        .build());
        assertThat(kar.bundles()).containsExactly("mvn:org.example/probe/1.0.0");
    }

    @Test
    void featuresThatWantSomethingFromAnotherServer_areRefused() {
        String features =
                "<features><feature name='x'><bundle>wrap:HTTPS://x.example/a.jar</bundle></feature></features>";
        assertThatThrownBy(() -> read(
                        Plugin.Kind.KAR,
                        Jars.plain().text("repository/features.xml", features).build()))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("wrap:HTTPS://x.example/a.jar");
        assertThatThrownBy(() -> read(Plugin.Kind.FEATURES, features.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UnfitFileException.class);
    }

    @Test
    void karWhoseFeaturesLieWhereNobodyLooks_isRefused() {
        assertThatThrownBy(() -> read(
                        Plugin.Kind.KAR,
                        Jars.plain().text("features.xml", FEATURES).build()))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("repository/");
    }

    @Test
    void externalEntities_areNotRead() throws Exception {
        Path secret = Files.writeString(file.resolveSibling("secret"), "mvn:secret");
        String features = "<!DOCTYPE features [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<features><feature><bundle>&x;</bundle></feature></features>";
        Files.writeString(file, features);
        Contents read = inspector.inspect(file, Plugin.Kind.FEATURES);
        assertThat(read.bundles()).doesNotContain("mvn:secret");
    }

    @Test
    void archivesOfTooMuch_areNotReadToTheEnd() {
        assertThatThrownBy(() -> read(
                        Plugin.Kind.BUNDLE,
                        Jars.bundle("a", "1")
                                .bytes("one", new byte[60_000])
                                .bytes("two", new byte[60_000])
                                .build()))
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("larger than a plugin may be");
    }

    @Test
    void whatIsUnfit_isKnownByItsHashAllTheSame() throws IOException {
        Files.writeString(file, "no archive");
        Contents unfit = inspector.inspect(file, Plugin.Kind.BUNDLE);
        assertThat(unfit.defect()).contains("no archive");
        assertThat(unfit.sha256()).matches("[0-9a-f]{64}");
        assertThat(unfit.symbolicName()).isNull();
    }
}
