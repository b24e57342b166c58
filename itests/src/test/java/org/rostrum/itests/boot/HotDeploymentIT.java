package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.itests.boot.probe.HangingCheck;
import org.rostrum.itests.boot.probe.ProbeReport;
import org.rostrum.itests.boot.probe.ProbeResource;
import org.rostrum.spi.report.ReportPack;

/**
 * Bundles that come, change and go while the server works: nothing else notices, and what they lack is told. Deployed is by
 * putting files into the folder deploy, as operators do.
 */
class HotDeploymentIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PLUGIN = "probe.";
    /** What everybody asks for while bundles come and go; each of another bundle of ours. */
    private static final List<String> PAGES = List.of(
            "/api/v1/session",
            "/api/v1/accounts",
            "/api/v1/reports",
            "/api/v1/conversations?limit=5",
            "/api/v1/openapi.json");

    /** Everything inside that is not a plugin of this test. */
    private record Others(List<Inside.BundleState> bundles, List<Inside.ServiceState> services) {
        static Others now() {
            return new Others(
                    SERVER.inside().bundles().stream()
                            .filter(bundle -> !bundle.name().startsWith(PLUGIN))
                            .toList(),
                    SERVER.inside().services().stream()
                            .filter(service -> service.bundle().startsWith("org.rostrum."))
                            .toList());
        }
    }

    @Test
    void resource_comesChangesAndGoes_andNothingElseNotices() throws Exception {
        nothingElseNotices(HotDeploymentIT::resource, HotDeploymentIT::versionOfResource);
        assertThat(SERVER.api().get(Api.Caller.NOBODY, "/api/v1/openapi.json").body())
                .doesNotContain("/probe");
    }

    /** Who asks is answered in time, first with a warning and then, as it goes on, with the truth: the server is not well. */
    @Test
    void healthCheckThatHangs_isCritical_andHoldsNobodyUp() throws Exception {
        Path jar = SERVER.deploy().resolve("hanging.jar");
        Jars.bundle("probe.hanging", "1.0.0")
                .header("Import-Package", "org.apache.felix.hc.api")
                .component(
                        HangingCheck.class,
                        HealthCheck.class,
                        "<property name=\"hc.name\" value=\"hanging\"/>",
                        "<property name=\"hc.tags\" value=\"ready\"/>")
                .writeTo(jar);
        try {
            await().atMost(SOON).untilAsserted(() -> {
                long began = System.nanoTime();
                Api.Answer health = SERVER.api().get(Api.Caller.NOBODY, "/health");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
                assertThat(health.status()).as(health.toString()).isEqualTo(503);
                assertThat(StreamSupport.stream(health.json().path("checks").spliterator(), false)
                                .filter(check -> check.path("name").asText().equals("hanging")))
                        .singleElement()
                        .extracting(check -> check.path("status").asText())
                        .isEqualTo("CRITICAL");
            });
        } finally {
            Files.delete(jar);
        }
        await().atMost(SOON)
                .until(() -> SERVER.api().get(Api.Caller.NOBODY, "/health").status() == 200);
    }

    /** The features service resolves everything anew; that must not shake what runs. */
    @Test
    void feature_comesAndGoes_andNothingElseNotices(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("bundles/plugin.jar");
        Path feature = SERVER.deploy().resolve("probe.feature.xml");
        nothingElseNotices(
                feature,
                List.of("1.0.0"),
                version -> {
                    resource(version).writeTo(jar);
                    Path draft = folder.resolve("draft.xml");
                    Files.writeString(
                            draft,
                            """
                            <features name="probe" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                              <feature name="probe" version="%s" install="auto"><bundle>%s</bundle></feature>
                            </features>
                            """
                                    .formatted(version, jar.toUri()));
                    Files.move(draft, feature);
                },
                HotDeploymentIT::versionOfResource);
    }

    private static Jars resource(String version) throws IOException {
        return Jars.bundle("probe.resource", version)
                .header(
                        "Import-Package",
                        "jakarta.ws.rs,jakarta.ws.rs.core,org.osgi.framework,org.rostrum.api.security")
                .with(ProbeResource.Probe.class)
                .component(
                        ProbeResource.class,
                        ProbeResource.class,
                        "<property name=\"osgi.jakartars.resource\" type=\"Boolean\" value=\"true\"/>");
    }

    private static Optional<String> versionOfResource() {
        Api.Answer answer = SERVER.api().get(Api.Caller.NOBODY, "/api/v1/probe");
        return switch (answer.status()) {
            case 404 -> Optional.empty();
                // of all pages only that of the bundle itself may be away for a moment
            case 503 -> Optional.of("being replaced");
            default -> Optional.of(answer.expect(200).json().path("version").asText());
        };
    }

    @Test
    void reportPack_comesChangesAndGoes_andNothingElseNotices() throws Exception {
        nothingElseNotices(
                version -> Jars.bundle("probe.report", version)
                        .header("Import-Package", "org.osgi.framework,org.rostrum.api.reporting,org.rostrum.spi.report")
                        .component(ProbeReport.class, ReportPack.class),
                () -> {
                    for (JsonNode report : SERVER.api()
                            .get(SERVER.admin(), "/api/v1/reports")
                            .expect(200)
                            .json()
                            .path("items")) {
                        if (report.path("name").asText().equals("probe")) {
                            return Optional.of(report.path("title").asText().replace("Probe ", ""));
                        }
                    }
                    return Optional.empty();
                });
    }

    /** Makes a bundle of a version. */
    private interface Plugin {
        Jars of(String version) throws IOException;
    }

    /** The version that is seen from outside. */
    private interface Seen {
        Optional<String> version();
    }

    private static void nothingElseNotices(Plugin plugin, Seen seen) throws Exception {
        Path jar = SERVER.deploy().resolve("plugin.jar");
        nothingElseNotices(
                jar,
                List.of("1.0.0", "1.1.0", "2.0.0"),
                version -> plugin.of(version).writeTo(jar),
                seen);
    }

    /** Puts a version of something into the deploy folder. */
    private interface Putting {
        void put(String version) throws IOException;
    }

    private static void nothingElseNotices(Path file, List<String> versions, Putting putting, Seen seen)
            throws Exception {
        SERVER.admin();
        Others before = Others.now();
        int past = SERVER.inside().events().size();
        assertThat(seen.version()).isEmpty();

        try (Traffic traffic = new Traffic(SERVER.api(), SERVER.admin(), PAGES)) {
            for (String version : versions) {
                putting.put(version);
                await(version).atMost(SOON).until(seen::version, Predicate.isEqual(Optional.of(version)));
            }
            Files.delete(file);
            await("removed").atMost(SOON).until(seen::version, Optional::isEmpty);
            long then = traffic.fewest();
            await("traffic afterwards").atMost(SOON).until(() -> traffic.fewest() > then + 5);

            assertThat(traffic.stop()).isEmpty();
        }

        List<Inside.Happened> events = SERVER.inside().events();
        assertThat(events.subList(past, events.size())).isNotEmpty().allMatch(event -> event.bundle()
                .startsWith(PLUGIN));
        Others after = Others.now();
        assertThat(after.bundles()).isEqualTo(before.bundles());
        assertThat(after.services()).isEqualTo(before.services());
    }

    @Test
    void fileOfRoutes_runs_saysWhyNot_andGoes() {
        String route =
                """
                - route:
                    id: notes
                    from:
                      uri: rostrum:note
                      parameters:
                        adapter: notes
                      steps:
                        - setHeader:
                            name: RostrumExternalId
                            simple: "${header.RostrumSubject}"
                """;
        JsonNode taken = upload("notes.yaml", route, false).expect(201).json();
        assertThat(taken.path("state").asText()).as(taken.toString()).isEqualTo("ACTIVE");
        assertThat(taken.path("brings"))
                .extracting(JsonNode::asText)
                .containsExactly("adapter notes for note", "route notes");

        JsonNode broken = upload("notes.yaml", route.replace("rostrum:note", "nosuch:note"), true)
                .expect(201)
                .json();
        assertThat(broken.path("state").asText()).as(broken.toString()).isEqualTo("RESOLVED");
        assertThat(broken.path("reason").asText()).contains("nosuch");

        upload("notes.yaml", route, true).expect(201);
        await().atMost(SOON).untilAsserted(() -> assertThat(SERVER.api()
                        .get(SERVER.admin(), "/api/v1/plugins/notes.yaml")
                        .expect(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ACTIVE"));
        SERVER.api()
                .send(SERVER.admin(), "DELETE", "/api/v1/plugins/notes.yaml", null, Map.of())
                .expect(204);
        SERVER.api().get(SERVER.admin(), "/api/v1/plugins/notes.yaml").expect(404);
        await("its routes have ended")
                .atMost(SOON)
                .until(
                        () -> message(
                                SERVER.api().get(Api.Caller.NOBODY, "/health").json(), "integration"),
                        words -> words.stream().noneMatch(message -> message.contains("notes.yaml")));
    }

    private static Api.Answer upload(String name, String content, boolean replace) {
        return SERVER.api()
                .send(
                        SERVER.admin(),
                        "POST",
                        "/api/v1/plugins?fileName=" + name + "&replace=" + replace,
                        new Api.Body("application/octet-stream", content),
                        Map.of());
    }

    @Test
    void pluginThatLacksSomething_isWarnedOf_andTheServerStaysReady() throws IOException {
        Path jar = SERVER.deploy().resolve("lame.jar");
        SERVER.api().get(Api.Caller.NOBODY, "/health").expect(200);

        Jars.bundle("probe.lame", "1.0.0")
                .header("Import-Package", "org.example.nowhere;version=\"[3,4)\"")
                .writeTo(jar);

        await("named").atMost(SOON).untilAsserted(() -> {
            JsonNode health =
                    SERVER.api().get(Api.Caller.NOBODY, "/health").expect(200).json();
            assertThat(health.path("status").asText()).isEqualTo("WARN");
            assertThat(message(health, "plugins"))
                    .anySatisfy(
                            message -> assertThat(message).contains("lame.jar").contains("org.example.nowhere"));
        });
        // and so does the list of plugins, in more words
        JsonNode plugin = SERVER.api()
                .get(SERVER.admin(), "/api/v1/plugins/lame.jar")
                .expect(200)
                .json();
        assertThat(plugin.path("state").asText()).isEqualTo("INSTALLED");
        assertThat(plugin.path("reason").asText())
                .contains("the package org.example.nowhere from version 3.0.0 below 4.0.0");
        // the rest goes on working
        SERVER.api().get(SERVER.admin(), "/api/v1/accounts").expect(200);
        Files.delete(jar);
        await("no more of it").atMost(SOON).untilAsserted(() -> SERVER.api()
                .get(SERVER.admin(), "/api/v1/plugins/lame.jar")
                .expect(404));
    }

    @Test
    void server_isNotReady_whileABundleOfItsOwnLacksSomething_andSaysWhat() throws IOException {
        // who else knows the password
        SERVER.admin();
        // not by way of the deploy folder: as a feature brings it
        Path jar = SERVER.deploy().resolveSibling("ours.jar");
        Jars.bundle("probe.ours", "1.0.0")
                .header("Import-Package", "org.example.nowhere;version=\"[3,4)\"")
                .writeTo(jar);
        try (Ssh ssh = new Ssh(SERVER.ports().ssh())) {
            ssh.run("admin", ExamServer.ADMINS_PASSWORD, "bundle:install " + jar.toUri());
            try {
                await("not ready").atMost(SOON).untilAsserted(() -> {
                    JsonNode health = SERVER.api()
                            .get(Api.Caller.NOBODY, "/health")
                            .expect(503)
                            .json();
                    assertThat(message(health, "bundles"))
                            .anySatisfy(message ->
                                    assertThat(message).contains("probe.ours").contains("org.example.nowhere"));
                });
                // whoever may not look inside learns that, and no more
                assertThat(SERVER.api()
                                .send(Api.Caller.NOBODY, "GET", "/health", null, Map.of("X-Forwarded-For", "192.0.2.1"))
                                .expect(503)
                                .body())
                        .doesNotContain("probe");
            } finally {
                ssh.run("admin", ExamServer.ADMINS_PASSWORD, "bundle:uninstall probe.ours");
                Files.delete(jar);
            }
        }
        await("ready again").atMost(SOON).untilAsserted(() -> SERVER.api()
                .get(Api.Caller.NOBODY, "/health")
                .expect(200));
    }

    private static List<String> message(JsonNode health, String check) {
        for (JsonNode one : health.path("checks")) {
            if (one.path("name").asText().equals(check)) {
                return StreamSupport.stream(one.path("messages").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
            }
        }
        return List.of();
    }
}
