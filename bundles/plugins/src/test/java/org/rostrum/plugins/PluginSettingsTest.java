package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.plugin.Plugin;

/** What is said of a plugin whose settings are missing or wrong. */
final class PluginSettingsTest {
    private final Path folder;

    PluginSettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static final String SETTINGS =
            """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0" localization="x">
              <OCD id="desk" name="Desk">
                <AD id="url" type="String" name="Address" description="Where the desk is"/>
                <AD id=".token" type="Password" name="Token"/>
                <AD id="atOnce" type="Integer" name="At once" default="4" min="1" max="9" description="Tickets at once"/>
                <AD id="mode" type="String" name="Mode" default="fast"><Option label="Fast" value="fast"/><Option
                    label="Slow" value="slow"/></AD>
              </OCD>
              <Designate %s="com.acme.desk"><Object ocdref="desk"/></Designate>
            </metatype:MetaData>
            """;

    @Test
    void settingsThatAreMissingOrWrong_areNamed_withTheirFile() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            Plugin waits = server.upload("desk.jar", desk("com.acme.desk", SETTINGS.formatted("pid")));
            assertThat(waits.works()).isFalse();
            assertThat(waits.waiting())
                    .containsExactly(
                            new Plugin.Part(
                                    "com.acme.desk",
                                    "It waits for its settings: write the file etc/com.acme.desk.cfg with url (Where the desk is),"
                                            + " .token (a secret); it may have atOnce (Tickets at once; else 4), mode (else fast)."));
            assertThat(server.health.execute().getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(server.healthText())
                    .contains("desk.jar: its component com.acme.desk does not run. It waits for");

            Map<String, Object> wrong =
                    Map.of("url", "https://desk.example", "atOnce", "many", ".token", "hush-hush", "mode", "quick");
            server.configure("com.acme.desk", wrong);
            await().untilAsserted(() -> assertThat(
                            server.plugins.find("desk.jar").orElseThrow().waiting())
                    .singleElement()
                    .extracting(Plugin.Part::reason)
                    .asString()
                    .isEqualTo("etc/com.acme.desk.cfg: atOnce is \"many\", and must be a whole number from 1 to 9"
                            + " (Tickets at once). etc/com.acme.desk.cfg: mode is \"quick\", and must be"
                            + " one of fast, slow."));
            assertThat(server.healthText()).doesNotContain("hush-hush");
        }
    }

    @Test
    void whatIsMadeForEachOfManySettings_waitsForNone() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            assertThat(server.upload("many.jar", desk("com.acme.desk", SETTINGS.formatted("factoryPid")))
                            .works())
                    .isTrue();
        }
    }

    /** A bundle whose one component fails as soon as it is configured. */
    private static byte[] desk(String pid, String settings) throws IOException {
        return desk(pid, settings, "1.0.0");
    }

    private static byte[] desk(String pid, String settings, String version) throws IOException {
        return Jars.bundle("probe.desk", version)
                .header("Service-Component", "OSGI-INF/desk.xml")
                .type(FailingComponent.class)
                .text("OSGI-INF/desk.xml", FailingComponent.description(pid, "configuration-policy=\"require\"", ""))
                .text("OSGI-INF/metatype/desk.xml", settings)
                .build();
    }

    @Test
    void ofTwoVersionsDroppedByHand_theNewerIsUsed_andThatIsSaid() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.drop("probe-1.9.0.jar", desk("com.acme.desk", SETTINGS.formatted("factoryPid"), "1.9.0"));
            await().until(() ->
                    server.plugins.find("probe-1.9.0.jar").filter(Plugin::works).isPresent());
            server.drop("probe-1.10.0.jar", desk("com.acme.desk", SETTINGS.formatted("factoryPid"), "1.10.0"));
            await().untilAsserted(() -> {
                assertThat(server.plugins.find("probe-1.10.0.jar").orElseThrow().works())
                        .isTrue();
                Plugin older = server.plugins.find("probe-1.9.0.jar").orElseThrow();
                assertThat(older.state()).isEqualTo(Plugin.State.RESOLVED);
                assertThat(older.reason())
                        .isEqualTo(
                                "Version 1.10.0 is used instead, from probe-1.10.0.jar. Take one of the two files away.");
            });
            Files.delete(server.deploy.resolve("probe-1.10.0.jar"));
            await().until(() ->
                    server.plugins.find("probe-1.9.0.jar").filter(Plugin::works).isPresent());
        }
    }
}
