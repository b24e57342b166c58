package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.Result;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.rostrum.api.plugin.DeployedFiles;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.Plugins;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.FixedAccess;

class DeployedPluginsTest {
    private static final String ROUTE = "- route:\n    from:\n      uri: \"timer:tick\"\n      steps: []\n";

    private final Path folder;

    DeployedPluginsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static void refused(Problem.Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.detail()).contains(words);
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    private static List<String> files(SmallKaraf server) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(server.deploy)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void upload_runs_isListed_updated_downgraded_andRemoved() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            byte[] first = Jars.bundle("probe.one", "1.0.0")
                    .header("Provide-Capability", "org.rostrum.connector;org.rostrum.connector=probe")
                    .build();
            Plugin one = server.upload("probe-1.0.0.jar", first);
            assertThat(one.state()).isEqualTo(Plugin.State.ACTIVE);
            assertThat(one.works()).isTrue();
            assertThat(one.symbolicName()).isEqualTo("probe.one");
            assertThat(one.brings()).containsExactly("connector probe");
            assertThat(one.bytes()).isEqualTo(first.length);
            assertThat(server.plugins.list()).containsExactly(one);
            assertThat(server.plugins.find("probe-1.0.0.jar")).contains(one);
            assertThat(server.plugins.find("../deploy/probe-1.0.0.jar")).isEmpty();

            // once more the same: nothing is done
            assertThat(server.upload("other.jar", first, false)).isEqualTo(new Plugins.Outcome(one, false));

            Plugin two = server.upload(
                    "probe-2.0.0.jar", Jars.bundle("probe.one", "2.0.0").build());
            assertThat(two.state()).isEqualTo(Plugin.State.ACTIVE);
            assertThat(files(server)).containsExactly("probe-2.0.0.jar");
            assertThat(two.version()).isEqualTo("2.0.0");
            Plugin back = server.upload("probe-1.0.0.jar", first);
            assertThat(back.version()).isEqualTo("1.0.0");
            assertThat(back.works()).isTrue();
            assertThat(files(server)).containsExactly("probe-1.0.0.jar");
            assertThat(server.healthText()).contains("1 plugins, of which 1 work");
            assertThat(server.gauge("rostrum.plugins.active")).isEqualTo(1);

            server.plugins.remove("probe-1.0.0.jar");
            assertThat(server.plugins.list()).isEmpty();
            assertThat(server.context().getBundles())
                    .extracting(Bundle::getSymbolicName)
                    .doesNotContain("probe.one");
            refused(Problem.Kind.NOT_FOUND, "probe-1.0.0.jar", () -> {
                try {
                    server.plugins.remove("probe-1.0.0.jar");
                } catch (Problem problem) {
                    throw problem.withRemedy("none");
                }
            });
            assertThat(server.audit.actions())
                    .containsExactly("plugin.install", "plugin.install", "plugin.install", "plugin.remove");
            assertThat(server.audit.events().get(1).before()).contains("probe-1.0.0.jar", one.sha256());
            assertThat(server.metrics.count("rostrum.plugins.installed")).isEqualTo(3);
            assertThat(files(server)).isEmpty();
            assertThat(server.base.resolve("data/plugins")).isEmptyDirectory();
        }
    }

    @Test
    void sameVersionWithOtherContent_isRefused_unlessItShallReplace() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.upload("a.jar", Jars.bundle("probe.a", "1.0.0").build());
            byte[] other =
                    Jars.bundle("probe.a", "1.0.0").text("more.txt", "more").build();
            refused(Problem.Kind.CONFLICT, "other content", () -> server.upload("b.jar", other));
            byte[] foreign = Jars.bundle("probe.b", "1.0.0").build();
            refused(Problem.Kind.CONFLICT, "a file of this name", () -> server.upload("a.jar", foreign));
            assertThat(files(server)).containsExactly("a.jar");

            Plugin replaced = server.upload("a.jar", other, true).plugin();
            assertThat(replaced.works()).isTrue();
            assertThat(replaced.sha256())
                    .isNotEqualTo(server.audit.events().get(0).after());
            Plugin moved = server.upload(
                            "c.jar",
                            Jars.bundle("probe.a", "1.0.0").text("x", "y").build(),
                            true)
                    .plugin();
            assertThat(moved.works()).as(moved.toString()).isTrue();
            assertThat(files(server)).containsExactly("c.jar");
            assertThat(server.upload("c.jar", foreign, true).plugin().symbolicName())
                    .isEqualTo("probe.b");
        }
    }

    @Test
    void uploadsOfOneNameAtOnce_areOne_andWhoeverIsToldSoHasItThere() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            List<CompletableFuture<Plugin>> uploads = new ArrayList<>();
            for (String version : List.of("1.0.1", "1.0.2", "1.0.3")) {
                byte[] jar = Jars.bundle("probe.a", version).build();
                uploads.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return server.upload("same.jar", jar);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                }));
            }
            List<String> told = new ArrayList<>();
            for (CompletableFuture<Plugin> upload : uploads) {
                try {
                    told.add(upload.get(1, TimeUnit.MINUTES).sha256());
                } catch (ExecutionException refused) {
                    assertThat(refused).cause().isInstanceOfSatisfying(Problem.class, problem -> assertThat(
                                    problem.kind())
                            .isEqualTo(Problem.Kind.CONFLICT));
                }
            }
            String there = server.plugins.find("same.jar").map(Plugin::sha256).orElseThrow();
            // one that was there when it was said so may have been replaced since, by a version that came later
            assertThat(told).isNotEmpty().doesNotHaveDuplicates().contains(there);
        }
    }

    @Test
    void whatIsMissing_isSaid_andItStartsWhenThatComes() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.install(
                    "old",
                    Jars.bundle("probe.old", "1.0.0")
                            .header("Export-Package", "probe.library;version=\"2.1.0\"")
                            .build());
            Plugin lame = server.upload(
                    "lame.jar",
                    Jars.bundle("probe.lame", "1.0.0")
                            .header(
                                    "Import-Package",
                                    "probe.library;version=\"[3,4)\",probe.extra;resolution:=optional,probe.more")
                            .build());
            assertThat(lame.state()).isEqualTo(Plugin.State.INSTALLED);
            assertThat(lame.reason())
                    .contains("the package probe.library from version 3.0.0 below 4.0.0 (here in version 2.1.0)")
                    .contains("the package probe.more")
                    .doesNotContain("probe.extra");
            assertThat(server.health.execute().getStatus()).isEqualTo(Result.Status.WARN);
            assertThat(server.healthText()).contains("lame.jar (INSTALLED): It needs");
            assertThat(server.gauge("rostrum.plugins.ailing")).isEqualTo(1);

            server.upload(
                    "library.jar",
                    Jars.bundle("probe.library", "1.0.0")
                            .header("Export-Package", "probe.library;version=\"3.5.0\",probe.more")
                            .build());
            await().until(() -> server.plugins.find("lame.jar").orElseThrow().works());
            assertThat(server.health.execute().getStatus()).isEqualTo(Result.Status.OK);
        }
    }

    @Test
    void whyItDidNotStart_isSaid_andTheRestGoesOn() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            Plugin broken = server.upload(
                    "broken.jar",
                    Jars.bundle("probe.broken", "1.0.0")
                            .header("Bundle-Activator", FailingActivator.class.getName())
                            .header("Import-Package", "org.osgi.framework")
                            .type(FailingActivator.class)
                            .build());
            assertThat(broken.state()).isEqualTo(Plugin.State.RESOLVED);
            assertThat(broken.reason())
                    .startsWith(
                            "Its start failed: IllegalStateException: the moon is not full (at org.rostrum.plugins.FailingActivator.");
            assertThat(server.upload("good.jar", Jars.bundle("probe.good", "1").build())
                            .works())
                    .isTrue();
            server.plugins.remove("broken.jar");
            assertThat(server.plugins.list()).extracting(Plugin::name).containsExactly("good.jar");
        }
    }

    @Test
    void componentsThatDoNotRun_areNamed() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            Plugin parts = server.upload(
                    "parts.jar",
                    Jars.bundle("probe.parts", "1.0.0")
                            .header("Service-Component", "OSGI-INF/waits.xml,OSGI-INF/fails.xml,OSGI-INF/needs.xml")
                            .type(FailingComponent.class)
                            .text(
                                    "OSGI-INF/waits.xml",
                                    FailingComponent.description(
                                            "waits",
                                            "",
                                            "<reference name=\"clock\" interface=\"java.time.Clock\" bind=\"bind\"/>"))
                            .text("OSGI-INF/fails.xml", FailingComponent.description("fails", "", ""))
                            // made for each configuration
                            .text(
                                    "OSGI-INF/needs.xml",
                                    FailingComponent.description("needs", "configuration-policy=\"require\"", ""))
                            .build());
            assertThat(parts.state()).isEqualTo(Plugin.State.ACTIVE);
            assertThat(parts.works()).isFalse();
            assertThat(parts.waiting())
                    .extracting(Plugin.Part::name)
                    .contains("waits")
                    .doesNotContain("needs");
            assertThat(parts.waiting())
                    .anySatisfy(part -> assertThat(part.reason()).contains("waits for the service java.time.Clock"))
                    .anySatisfy(part ->
                            assertThat(part.reason()).startsWith("It failed: ").contains("no tide today"));
            assertThat(server.healthText()).contains("its component waits does not run");
        }
    }

    @Test
    void oneThatWasStoppedByHand_staysStopped_whileOthersCome() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.upload("a.jar", Jars.bundle("probe.a", "1.0.0").build());
            server.bundle("probe.a").stop();
            server.upload("b.jar", Jars.bundle("probe.b", "1.0.0").build());
            assertThat(server.plugins.find("a.jar").orElseThrow().reason()).startsWith("It was stopped; bundle:start");
            server.upload("a-2.jar", Jars.bundle("probe.a", "1.1.0").build());
            assertThat(server.plugins.find("a-2.jar").orElseThrow().works()).isTrue();
        }
    }

    @Test
    void whatWasDroppedByHand_isTold_withWhatIsWrongWithIt() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            server.install("ours", Jars.bundle("probe.ours", "1.0.0").build());
            server.drop("good.jar", Jars.bundle("probe.good", "1.0.0").build());
            server.drop("taken.jar", Jars.bundle("probe.ours", "1.0.0").build());
            server.drop("half.jar", "PK and no more".getBytes(StandardCharsets.UTF_8));
            server.drop("notes.txt", "what I did".getBytes(StandardCharsets.UTF_8));
            server.drop("route.yaml", ROUTE.getBytes(StandardCharsets.UTF_8));
            await().until(() ->
                    server.plugins.find("good.jar").filter(Plugin::works).isPresent());
            await().untilAsserted(() -> assertThat(
                            server.plugins.find("taken.jar").orElseThrow().state())
                    .isEqualTo(Plugin.State.REFUSED));
            assertThat(server.context().getBundle("ours").getLastModified())
                    .as("not written over")
                    .isLessThan(server.plugins
                            .find("good.jar")
                            .orElseThrow()
                            .since()
                            .toEpochMilli());
            Plugin half = server.plugins.find("half.jar").orElseThrow();
            assertThat(half.state()).isEqualTo(Plugin.State.PENDING);
            assertThat(half.reason()).contains("no archive, or a damaged one");
            assertThat(server.plugins.find("notes.txt").orElseThrow().reason()).contains("Nothing in this server");
            assertThat(server.plugins.find("route.yaml").orElseThrow().kind()).isEqualTo(Plugin.Kind.ROUTE);
        }
    }

    @Test
    void routes_areToldByWhoTakesThem() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            Plugin nobody = server.upload("one.yaml", ROUTE.getBytes(StandardCharsets.UTF_8));
            assertThat(nobody.state()).isEqualTo(Plugin.State.PENDING);
            assertThat(nobody.reason()).contains("Nothing in this server takes files of this kind");
            DeployedFiles routes = new DeployedFiles() {
                @Override
                public boolean takes(Plugin.Kind kind) {
                    return kind == Plugin.Kind.ROUTE;
                }

                @Override
                public Optional<Report> report(String fileName) {
                    return Optional.of(new Report(Plugin.State.ACTIVE, null, List.of("route " + fileName)));
                }
            };
            server.plugins.addOther(routes);
            Plugin two = server.upload("two.yaml", (ROUTE + "# two").getBytes(StandardCharsets.UTF_8));
            assertThat(two.works()).isTrue();
            assertThat(two.brings()).containsExactly("route two.yaml");
            server.plugins.removeOther(routes);
            server.plugins.remove("two.yaml");
            assertThat(server.plugins.find("two.yaml")).isEmpty();
        }
    }

    @Test
    void badUploads_areRefused_andLeaveNothing() throws Exception {
        try (SmallKaraf server = new SmallKaraf(
                folder, Map.of("maxBytes", 5_000L, "maxUnpackedBytes", 20_000L), FixedAccess.everything())) {
            server.install("ours", Jars.bundle("probe.ours", "1.0.0").build());
            byte[] good = Jars.bundle("probe.a", "1.0.0").build();
            for (String name : List.of(
                    "../a.jar",
                    "/etc/a.jar",
                    "a/b.jar",
                    "..jar",
                    ".a.jar",
                    "a..jar",
                    "a\\b.jar",
                    "ä.jar",
                    "a.jar\0",
                    "a.exe",
                    "a",
                    "x".repeat(130) + ".jar",
                    "a.cfg",
                    "features.xml",
                    "a b.jar")) {
                assertThatThrownBy(() -> server.upload(name, good))
                        .as(name)
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                                .isEqualTo("fileName"));
            }
            refused(Problem.Kind.INVALID, "empty", () -> server.upload("a.jar", new byte[0]));
            refused(Problem.Kind.TOO_LARGE, "larger than 5000 bytes", () -> server.upload("a.jar", new byte[5_001]));
            refused(Problem.Kind.INVALID, "no archive", () -> server.upload("a.jar", new byte[5_000]));
            refused(
                    Problem.Kind.INVALID,
                    "Bundle-SymbolicName",
                    () -> server.upload("a.jar", Jars.plain().build()));
            refused(
                    Problem.Kind.INVALID,
                    "Bundle-SymbolicName is none",
                    () -> server.upload("a.jar", Jars.bundle("../x", "1").build()));
            refused(
                    Problem.Kind.INVALID,
                    "Bundle-Version is none",
                    () -> server.upload("a.jar", Jars.bundle("x", "one").build()));
            refused(
                    Problem.Kind.INVALID,
                    "of a bundle of this server",
                    () -> server.upload("a.jar", Jars.bundle("probe.ours", "9").build()));
            refused(
                    Problem.Kind.INVALID,
                    "larger than a plugin may be",
                    () -> server.upload(
                            "a.jar",
                            Jars.bundle("x", "1")
                                    .bytes("zeros", new byte[30_000])
                                    .build()));
            refused(
                    Problem.Kind.INVALID,
                    "leads out of the archive",
                    () -> server.upload(
                            "a.jar", Jars.bundle("x", "1").text("a/../../b", "").build()));
            refused(
                    Problem.Kind.INVALID,
                    "manifest is not its first file",
                    () -> server.upload("a.jar", Jars.bundle("x", "1").buildWithManifestAtTheEnd()));
            refused(
                    Problem.Kind.INVALID,
                    "no archive of features",
                    () -> server.upload(
                            "a.kar", Jars.plain().text("a.xml", "<a/>").build()));
            for (byte[] text : List.of(
                    "- foo: bar".getBytes(StandardCharsets.UTF_8),
                    new byte[] {'-', ' ', 'f', 'r', 'o', 'm', ':', (byte) 0xff},
                    ROUTE.replace("tick", "\0").getBytes(StandardCharsets.UTF_8))) {
                assertThatThrownBy(() -> server.upload("a.yaml", text)).isInstanceOf(Problem.class);
            }
            // the first half of a plugin, as when a connection breaks
            byte[] half = java.util.Arrays.copyOf(good, good.length / 2);
            refused(Problem.Kind.INVALID, "damaged", () -> server.upload("a.jar", half));
            assertThat(files(server)).isEmpty();
            assertThat(server.audit.events()).isEmpty();
            assertThat(server.base.resolve("data/plugins")).isEmptyDirectory();
            assertThat(server.metrics.count("rostrum.plugins.refused")).isPositive();
        }
    }

    @Test
    void brokenConnection_leavesNothing() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder)) {
            InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    throw new IOException("reset");
                }
            };
            assertThatThrownBy(() -> server.plugins.install("a.jar", false, broken))
                    .isInstanceOf(IOException.class);
            assertThat(server.base.resolve("data/plugins")).isEmptyDirectory();
        }
    }

    @Test
    void listOfAllowedFiles_holdsForUploads_andForFilesDroppedByHand() throws Exception {
        byte[] allowed = Jars.bundle("probe.allowed", "1.0.0").build();
        byte[] other = Jars.bundle("probe.other", "1.0.0").build();
        Path draft = Files.write(folder.resolve("draft"), allowed);
        String sha256 = Inspector.sha256(draft);
        try (SmallKaraf server = new SmallKaraf(
                folder,
                Map.of("allowedSha256", new String[] {sha256.toUpperCase(java.util.Locale.ROOT)}),
                FixedAccess.everything())) {
            refused(Problem.Kind.FORBIDDEN, "whose SHA-256 it knows", () -> server.upload("other.jar", other));
            server.drop("other.jar", other);
            assertThat(server.upload("allowed.jar", allowed).works()).isTrue();
            Plugin refused = server.plugins.find("other.jar").orElseThrow();
            assertThat(refused.state()).isEqualTo(Plugin.State.REFUSED);
            assertThat(refused.reason()).contains(refused.sha256());
            assertThat(server.healthText()).contains("other.jar (REFUSED)");
            // what is written over what runs is looked at, too
            server.drop("allowed.jar", Jars.bundle("probe.allowed", "1.0.1").build());
            await().untilAsserted(() -> assertThat(server.context().getBundles())
                    .extracting(Bundle::getSymbolicName)
                    .doesNotContain("probe.allowed", "probe.other"));
        }
    }

    @Test
    void uploads_canBeSwitchedOff() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder, Map.of("uploads", false), FixedAccess.everything())) {
            refused(
                    Problem.Kind.FORBIDDEN,
                    "takes no uploads",
                    () -> server.upload("a.jar", Jars.bundle("a", "1").build()));
        }
    }

    @Test
    void asksTheGate() throws Exception {
        try (SmallKaraf server = new SmallKaraf(folder, Map.of(), FixedAccess.only("plugins:read"))) {
            assertThat(server.plugins.list()).isEmpty();
            for (ThrowingCallable change : List.<ThrowingCallable>of(
                    () -> server.upload("a.jar", new byte[1]), () -> server.plugins.remove("a.jar"))) {
                assertThatThrownBy(change).isInstanceOf(Problem.class).hasMessageContaining("plugins:install");
            }
        }
        try (SmallKaraf server = new SmallKaraf(
                Files.createDirectory(folder.resolve("2")), Map.of(), FixedAccess.only("plugins:install"))) {
            for (ThrowingCallable look :
                    List.<ThrowingCallable>of(server.plugins::list, () -> server.plugins.find("a.jar"))) {
                assertThatThrownBy(look).isInstanceOf(Problem.class).hasMessageContaining("plugins:read");
            }
        }
    }
}
