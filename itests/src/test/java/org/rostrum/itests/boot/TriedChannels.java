package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Channels of all connectors that the distribution has, made and checked to see whom the server asks for them. */
final class TriedChannels {
    private static final String ROOT = Described.ROOT;
    private static final String ACCOUNT = "attack-addresses";
    private static final Pattern CONNECTOR = Pattern.compile("<feature name=\"(rostrum-connector-[a-z-]+)\"");

    private final ExamServer server;
    private final Decoy decoy;
    private final List<JsonNode> connectors = new ArrayList<>();
    private int channels;

    TriedChannels(ExamServer server, Decoy decoy) {
        this.server = server;
        this.decoy = decoy;
    }

    /** Sets the server up: with all connectors, and such that it may call {@link Decoy#OPEN}. */
    void prepare() throws IOException {
        server.api()
                .post(server.admin(), ROOT + "/accounts", Map.of("id", ACCOUNT, "name", ACCOUNT))
                .expect(201);
        install();
        Files.writeString(
                server.home().resolve("etc/org.rostrum.http.cfg"), "allowedPrivateHosts = " + Decoy.OPEN + "\n");
        Map<String, String> good = Map.of("url", decoy.open("/good"));
        await("the server that may be called")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> check("feed", good).json().path("ok").asBoolean());
    }

    /** Most of them come with the distribution, and are installed by those who want them. */
    private void install() throws IOException {
        TreeSet<String> features = new TreeSet<>();
        try (Stream<Path> files = Files.walk(server.home().resolve("system/org/rostrum"))) {
            for (Path file : files.filter(file -> file.toString().endsWith("-features.xml"))
                    .toList()) {
                CONNECTOR
                        .matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(features::add);
            }
        }
        assertThat(features).contains("rostrum-connector-feed");
        try (Ssh ssh = new Ssh(server.ports().ssh())) {
            ssh.run("admin", ExamServer.ADMINS_PASSWORD, "feature:install " + String.join(" ", features));
        }
        await("connectors").atMost(Duration.ofSeconds(60)).until(() -> {
            connectors.clear();
            server.api()
                    .get(server.admin(), ROOT + "/connectors")
                    .json()
                    .path("items")
                    .forEach(connectors::add);
            // one feature brings Facebook and Instagram; files are no channels
            return connectors.size() >= features.size();
        });
    }

    /** As the server describes them. */
    List<JsonNode> connectors() {
        return List.copyOf(connectors);
    }

    /** Made and checked, or refused as it is made; a channel each, as one may be checked only now and then. */
    private Api.Answer check(String connector, Map<String, String> settings) {
        channels++;
        Api.Answer made = server.api()
                .post(
                        server.admin(),
                        ROOT + "/channels",
                        Map.of(
                                "accountId",
                                ACCOUNT,
                                "connector",
                                connector,
                                "name",
                                "attack " + channels,
                                "settings",
                                settings));
        if (made.status() != 201) {
            return made;
        }
        String path = ROOT + "/channels/" + made.json().path("id").asText();
        List<Api.Answer> last = new ArrayList<>();
        await("turn")
                .atMost(Duration.ofSeconds(70))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    last.add(server.api().send(server.admin(), "POST", path + "/checks", null, Map.of()));
                    return last.get(last.size() - 1).status() != 429;
                });
        server.api()
                .send(
                        server.admin(),
                        "DELETE",
                        path,
                        null,
                        Map.of("If-Match", "\"" + made.json().path("version").asText() + "\""));
        return last.get(last.size() - 1);
    }

    /** Nobody is asked by a channel with these settings but who may be. */
    void refused(String connector, Map<String, String> settings) {
        int before = decoy.calls();
        Api.Answer answer = check(connector, settings);
        assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
        if (answer.status() == 200) {
            assertThat(answer.json().path("ok").asBoolean())
                    .as(answer.toString())
                    .isFalse();
        }
        assertThat(answer.body()).doesNotContain("root:");
        assertThat(decoy.calls()).as(answer.toString()).isEqualTo(before);
    }
}
