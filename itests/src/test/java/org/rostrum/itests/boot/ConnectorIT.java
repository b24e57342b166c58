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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rostrum.itests.boot.probe.ProbeConnector;
import org.rostrum.itests.boot.probe.ProbeKind;
import org.rostrum.itests.boot.probe.ProbePoster;

/** A connector's life in a running server: tried, made, fed, publishing, taken away and updated. */
class ConnectorIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String API = "/api/v1";
    private static final String CHANNEL = API + "/channels/" + ProbePoster.CHANNEL;

    private static Jars plugin(String version) throws IOException {
        return Jars.bundle("probe.connector", version)
                .header(
                        "Import-Package",
                        "org.rostrum.spi.connector,org.rostrum.api.activity,org.rostrum.api.delivery,"
                                + "org.rostrum.api.problem,org.rostrum.api.security")
                .header("Service-Component", "OSGI-INF/kind.xml,OSGI-INF/connector.xml,OSGI-INF/poster.xml")
                .with(ProbeKind.class, ProbeConnector.class, ProbePoster.class)
                .text(
                        "OSGI-INF/kind.xml",
                        """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="probe.kind">
                          <property name="rostrum.connector.type" value="probe"/>
                          <service><provide interface="org.rostrum.spi.connector.ConnectorKind"/></service>
                          <implementation class="org.rostrum.itests.boot.probe.ProbeKind"/>
                        </scr:component>
                        """)
                .text(
                        "OSGI-INF/connector.xml",
                        """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="probe.connector"
                            configuration-pid="org.rostrum.connector.probe" configuration-policy="require"
                            activate="activate">
                          <service><provide interface="org.rostrum.spi.connector.Connector"/></service>
                          <implementation class="org.rostrum.itests.boot.probe.ProbeConnector"/>
                        </scr:component>
                        """)
                .text(
                        "OSGI-INF/poster.xml",
                        """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="probe.poster"
                            immediate="true" init="2">
                          <reference name="deliveries" interface="org.rostrum.api.delivery.DeliveryService" parameter="0"/>
                          <reference name="access" interface="org.rostrum.api.security.Access" parameter="1"/>
                          <implementation class="org.rostrum.itests.boot.probe.ProbePoster"/>
                        </scr:component>
                        """)
                .text(
                        "OSGI-INF/metatype/probe.xml",
                        """
                        <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0"
                            localization="OSGI-INF/l10n/probe">
                          <OCD id="probe" name="%title">
                            <AD id="url" name="%url" type="String"/>
                            <AD id=".password" type="Password" required="false"/>
                            <AD id="words" type="String" cardinality="9" required="false"/>
                            <AD id="seconds" type="Integer" min="1" max="40" default="15"/>
                          </OCD>
                          <Designate factoryPid="org.rostrum.connector.probe"><Object ocdref="probe"/></Designate>
                        </metatype:MetaData>
                        """)
                .text("OSGI-INF/l10n/probe.properties", "title=Probe\nurl=Address\n")
                .text("OSGI-INF/l10n/probe_pl.properties", "title=Sonda\nurl=Adres\n");
    }

    private static Api.Answer get(String path) {
        return SERVER.api().get(SERVER.admin(), path);
    }

    private static Api.Answer post(String path, Object body) {
        return SERVER.api().post(SERVER.admin(), path, body);
    }

    private static String state() {
        return get(CHANNEL).expect(200).json().path("health").path("state").asText();
    }

    @BeforeAll
    static void deploy() throws IOException {
        Path jar = SERVER.deploy().resolve("probe-connector.jar");
        plugin("1.0.0").writeTo(jar);
        await().atMost(SOON).until(() -> get(API + "/connectors/probe").status() == 200);
    }

    @Test
    void connector_isTriedMadeFedAndTakenAway() throws IOException {
        JsonNode connector = SERVER.api()
                .send(SERVER.admin(), "GET", API + "/connectors/probe", null, Map.of("Accept-Language", "pl"))
                .expect(200)
                .json();
        assertThat(connector.path("bundle").asText()).isEqualTo("probe.connector");
        JsonNode properties = connector.path("settings").path("properties");
        assertThat(properties.path("url").path("title").asText()).isEqualTo("Adres");
        assertThat(properties.path("password").path("writeOnly").asBoolean()).isTrue();
        assertThat(properties.path("seconds").path("maximum").asInt()).isEqualTo(40);

        // tried before it is made
        assertThat(post(API + "/connectors/probe/checks", Map.of("settings", Map.of("seconds", 41, "url", "x")))
                        .expect(400)
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("settings.seconds");
        JsonNode tried = post(
                        API + "/connectors/probe/checks",
                        Map.of("settings", Map.of("url", "x", "password", "swordfish", "words", List.of("a", "b"))))
                .expect(200)
                .json();
        assertThat(tried.path("who").asText()).as(tried.toString()).isEqualTo("9 characters, 2 words");

        // made
        post(API + "/accounts", Map.of("id", "acme", "name", "Acme")).expect(201);
        Api.Answer made = post(
                API + "/channels",
                Map.of(
                        "id", ProbePoster.CHANNEL,
                        "accountId", "acme",
                        "connector", "probe",
                        "name", "Probe",
                        "settings", Map.of("url", "x", "password", "swordfish")));
        assertThat(made.expect(201).json().path("secrets").toString()).isEqualTo("[\"password\"]");
        await().atMost(SOON).until(() -> state().equals("RUNNING"));
        assertThat(post(CHANNEL + "/checks", Map.of())
                        .expect(200)
                        .json()
                        .path("who")
                        .asText())
                .isEqualTo("9 characters, 0 words");

        // what was to be posted before it was there
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        get(API + "/deliveries?kind=post").expect(200).json().path("items"))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.path("externalId").asText())
                        .as(delivery.toString())
                        .isEqualTo("posted: Hello")));

        // called by its network
        assertThat(SERVER.api()
                        .get(Api.Caller.NOBODY, API + "/webhooks/" + ProbePoster.CHANNEL + "?challenge=42")
                        .expect(200)
                        .body())
                .isEqualTo("42");
        call("a word").expect(204);
        assertThat(get(API + "/activities?account=acme").expect(200).body()).contains("a word");
        SERVER.api().get(Api.Caller.NOBODY, API + "/webhooks/acme.none").expect(404);

        // polled
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        get(CHANNEL).json().path("health").path("abilities"))
                .extracting(ability -> ability.path("ability").asText())
                .containsExactly("LISTEN", "PUBLISH", "WEBHOOK"));

        // taken away, and brought again in a new version
        Path jar = SERVER.deploy().resolve("probe-connector.jar");
        Files.delete(jar);
        await().atMost(SOON).until(() -> state().equals("NOT_INSTALLED"));
        call("another word").expect(503);
        plugin("1.1.0").writeTo(jar);
        await().atMost(SOON).until(() -> state().equals("RUNNING"));
        call("another word").expect(204);
        assertThat(post(CHANNEL + "/checks", Map.of())
                        .expect(200)
                        .json()
                        .path("who")
                        .asText())
                .isEqualTo("9 characters, 0 words");
        assertThat(get(API + "/connectors/probe")
                        .expect(200)
                        .json()
                        .path("version")
                        .asText())
                .isEqualTo("1.1.0");
        for (String page : List.of(CHANNEL, API + "/channels", API + "/audit-events", API + "/deliveries")) {
            assertThat(get(page).expect(200).body()).doesNotContain("swordfish");
        }
    }

    private static Api.Answer call(String said) {
        return SERVER.api()
                .send(
                        Api.Caller.NOBODY,
                        "POST",
                        API + "/webhooks/" + ProbePoster.CHANNEL,
                        new Api.Body("text/plain", said),
                        Map.of());
    }
}
