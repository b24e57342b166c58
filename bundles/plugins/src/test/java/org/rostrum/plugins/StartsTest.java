package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.rostrum.api.plugin.Plugin;

/** How bundles of the deploy folder are started: one for all, none against another. */
final class StartsTest {
    private final Path folder;

    StartsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aStartThatDoesNotEnd_isNamed_holdsUpNobody_andCanBeTakenAway() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.drop(
                    "a-hanging.jar",
                    Jars.bundle("probe.hanging", "1.0.0")
                            .header("Bundle-Activator", HangingActivator.class.getName())
                            .header("Import-Package", "org.osgi.framework")
                            .type(HangingActivator.class)
                            .build());
            server.drop("b-good.jar", Jars.bundle("probe.good", "1.0.0").build());
            await().until(() ->
                    server.plugins.find("b-good.jar").filter(Plugin::works).isPresent());
            await().untilAsserted(() -> {
                Plugin hanging = server.plugins.find("a-hanging.jar").orElseThrow();
                assertThat(hanging.state()).isEqualTo(Plugin.State.STARTING);
                assertThat(hanging.reason())
                        .contains(
                                "It has been starting since 20",
                                "is at " + HangingActivator.class.getName() + ".start(");
            });
            assertThat(server.healthText()).contains("a-hanging.jar (STARTING): It has been starting");

            // others come, are changed and go meanwhile
            byte[] more = Jars.bundle("probe.more", "1.0.0").build();
            assertThat(server.upload("c-more.jar", more).works()).isTrue();
            byte[] newer = Jars.bundle("probe.more", "1.1.0").build();
            assertThat(server.upload("c-more-1.1.jar", newer).works()).isTrue();
            server.plugins.remove("b-good.jar");

            server.plugins.remove("a-hanging.jar");
            assertThat(server.plugins.list()).extracting(Plugin::name).containsExactly("c-more-1.1.jar");
            assertThat(server.context().getBundles())
                    .extracting(Bundle::getSymbolicName)
                    .doesNotContain("probe.hanging", "probe.good");
        }
    }

    /** Nothing can end such a thread; who looks shall learn why the folder stands still. */
    @Test
    void aStartThatCannotBeEnded_isNamed_alsoWhenItsFileIsGone() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        System.getProperties().put(DeafActivator.RELEASE, release);
        try (SmallKaraf server = new SmallKaraf(folder)) {
            Path file = server.drop(
                    "deaf.jar",
                    Jars.bundle("probe.deaf", "1.0.0")
                            .header("Bundle-Activator", DeafActivator.class.getName())
                            .header("Import-Package", "org.osgi.framework")
                            .type(DeafActivator.class)
                            .build());
            await().until(() -> server.plugins.find("deaf.jar").orElseThrow().state() == Plugin.State.STARTING);
            Files.delete(file);
            await().untilAsserted(() -> assertThat(server.healthText())
                    .contains(
                            "deaf.jar was changed or taken away", "is at " + DeafActivator.class.getName() + ".start(")
                    .contains("Start the server anew"));

            release.countDown();
            server.drop("good.jar", Jars.bundle("probe.good", "1.0.0").build());
            await().until(() ->
                    server.plugins.find("good.jar").filter(Plugin::works).isPresent());
            assertThat(server.healthText()).doesNotContain("deaf.jar");
        } finally {
            release.countDown();
            System.getProperties().remove(DeafActivator.RELEASE);
        }
    }

    @Test
    void aStartThatDoesNotEnd_doesNotKeepTheServerFromEnding() throws Exception {
        long began;
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.drop(
                    "hanging.jar",
                    Jars.bundle("probe.hanging", "1.0.0")
                            .header("Bundle-Activator", HangingActivator.class.getName())
                            .header("Import-Package", "org.osgi.framework")
                            .type(HangingActivator.class)
                            .build());
            await().until(() -> server.plugins.find("hanging.jar").orElseThrow().state() == Plugin.State.STARTING);
            began = System.nanoTime();
        }
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(8));
    }

    @Test
    void aPluginWhoseStartEndedTheServerTwice_isLeftAlone_untilItsFileIsChanged() throws Exception {
        Path marks = folder.toRealPath().resolve("data/plugins-starting.properties");
        Path deploy = Files.createDirectories(folder.toRealPath().resolve("deploy"));
        Path file = Files.write(
                deploy.resolve("deadly one=.jar"),
                Jars.bundle("probe.deadly", "1.0.0").build());
        // as two servers leave it that died
        new StartMarks(marks).begin(file);
        StartMarks second = new StartMarks(marks);
        assertThat(second.deaths(file)).isEqualTo(1);
        second.begin(file);
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.drop("good.jar", Jars.bundle("probe.good", "1.0.0").build());
            await().until(() ->
                    server.plugins.find("good.jar").filter(Plugin::works).isPresent());
            await().untilAsserted(() -> {
                Plugin deadly = server.plugins.find("deadly one=.jar").orElseThrow();
                assertThat(deadly.state()).isEqualTo(Plugin.State.RESOLVED);
                assertThat(deadly.reason()).contains("ended 2 times while it was being started");
            });
            assertThat(server.healthText()).contains("deadly one=.jar");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T10:00:00Z")));
            await().until(() ->
                    server.plugins.find("deadly one=.jar").filter(Plugin::works).isPresent());
        }
        assertThat(new StartMarks(marks).deaths(file)).isZero();
        assertThat(Files.readString(marks)).doesNotContain("good").doesNotContain("deadly");
    }

    @Test
    void aPluginThatIsBeingStarted_whenSomebodyElseEndsTheServer_isNotDoubted() throws Exception {
        Path file;
        try (SmallKaraf server = new SmallKaraf(folder)) {
            file = server.drop(
                    "hanging.jar",
                    Jars.bundle("probe.hanging", "1.0.0")
                            .header("Bundle-Activator", HangingActivator.class.getName())
                            .header("Import-Package", "org.osgi.framework")
                            .type(HangingActivator.class)
                            .build());
            await().until(() -> server.plugins.find("hanging.jar").orElseThrow().state() == Plugin.State.STARTING);
            assertThat(new StartMarks(folder.toRealPath().resolve("data/plugins-starting.properties")).deaths(file))
                    .isEqualTo(1);
        }
        assertThat(new StartMarks(folder.toRealPath().resolve("data/plugins-starting.properties")).deaths(file))
                .isZero();
    }

    @Test
    void aSecondFileOfOneBundle_isToldSo_andTakesTheFirstOnesPlace_onlyWhenThatGoes() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            byte[] jar = Jars.bundle("probe.a", "1.0.0").build();
            server.upload("a.jar", jar);
            server.drop("copy.jar", jar);
            server.drop(
                    "other.jar", Jars.bundle("probe.a", "1.0.0").text("x", "y").build());
            server.upload("b.jar", Jars.bundle("probe.b", "1.0.0").build());
            assertThat(server.plugins.find("copy.jar").orElseThrow().reason())
                    .contains("here already, in the same version");
            assertThat(server.plugins.find("other.jar").orElseThrow().state()).isEqualTo(Plugin.State.PENDING);
            // what is in use is not gone with it
            server.plugins.remove("copy.jar");
            server.upload("c.jar", Jars.bundle("probe.c", "1.0.0").build());
            assertThat(server.plugins.find("a.jar").orElseThrow().works()).isTrue();
            server.plugins.remove("a.jar");
            await().until(() ->
                    server.plugins.find("other.jar").filter(Plugin::works).isPresent());
        }
    }
}
