package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import org.apache.camel.RoutesBuilder;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.itests.boot.probe.many.ManyConnector;
import org.rostrum.itests.boot.probe.many.ManyKind;
import org.rostrum.itests.boot.probe.many.ManyReport;
import org.rostrum.itests.boot.probe.many.ManyResource;
import org.rostrum.itests.boot.probe.many.ManyRoutes;
import org.rostrum.spi.report.ReportPack;

/**
 * Plugins that use calls, mail, Kafka, SQL, JSON, a web resource, routes and a report, and three of our connectors: put in and
 * taken out ten times ({@code -Drostrum.redeploys=50} for fifty), each time at work in between. Nothing of them may be left.
 */
class RedeployIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API = "/api/v1";
    private static final int REDEPLOYS = Integer.getInteger("rostrum.redeploys", 10);
    private static final String MANY = "probe.many";
    private static final List<String> OURS = List.of("mastodon", "bluesky", "webhook");

    private static final AtomicInteger asked = new AtomicInteger();

    private static HttpServer network;

    private static final Map<String, Path> PLUGINS = new LinkedHashMap<>();

    @BeforeAll
    static void prepare(@TempDir Path folder) throws IOException, JRException {
        network = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        network.createContext("/", exchange -> {
            boolean isOurs = exchange.getRequestURI().getPath().equals("/said");
            byte[] answer = "{\"id\":\"1\",\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
            if (isOurs) {
                asked.incrementAndGet();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isOurs ? 200 : 503, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        network.start();
        Files.writeString(SERVER.home().resolve("etc/org.rostrum.http.cfg"), "allowedPrivateHosts = 127.0.0.1\n");
        Path many = folder.resolve("many.jar");
        Files.write(many, many().bytes());
        PLUGINS.put("many.jar", many);
        for (String type : OURS) {
            PLUGINS.put(type + ".jar", shipped(type));
        }
        post(API + "/accounts", Map.of("id", "acme", "name", "Acme")).expect(201);
    }

    @AfterAll
    static void close() {
        network.stop(0);
    }

    private static Path shipped(String type) throws IOException {
        Path home = SERVER.home().resolve("system/org/rostrum/org.rostrum.connector." + type);
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No connector " + type + " in " + home));
        }
    }

    private static Jars many() throws IOException, JRException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (InputStream source = Objects.requireNonNull(RedeployIT.class.getResourceAsStream("/probe/many.jrxml"))) {
            JasperCompileManager.compileReportToStream(source, report);
        }
        String kafka = KafkaProducer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return Jars.bundle(MANY, "1.0.0")
                .header(
                        "Import-Package",
                        "org.rostrum.spi.connector,org.rostrum.spi.http,org.rostrum.spi.report,org.rostrum.api.activity,"
                                + "org.rostrum.api.data,org.rostrum.api.delivery,org.rostrum.api.reporting,"
                                + "org.rostrum.api.security,org.osgi.framework,jakarta.ws.rs,jakarta.ws.rs.core,"
                                + "io.swagger.v3.oas.annotations,io.swagger.v3.oas.annotations.media,"
                                + "com.fasterxml.jackson.databind,com.fasterxml.jackson.core,org.apache.camel,"
                                + "org.apache.camel.builder,org.apache.camel.model,org.apache.camel.spi,org.slf4j,org.slf4j.spi,"
                                + "org.slf4j.helpers,"
                                + "javax.management,javax.net.ssl,javax.security.auth,javax.security.auth.callback,"
                                + "javax.security.auth.login,javax.security.auth.spi,javax.security.sasl,"
                                + "javax.crypto,javax.crypto.spec,javax.naming,org.ietf.jgss")
                .file("many.jasper", report.toByteArray())
                .library(Path.of(kafka))
                .with(
                        ManyConnector.Said.class,
                        ManyResource.Question.class,
                        ManyResource.Part.class,
                        ManyResource.Reply.class,
                        ManyRoutes.Note.class,
                        ManyRoutes.Taker.class,
                        ManyReport.Line.class)
                .component(
                        ManyKind.class,
                        org.rostrum.spi.connector.ConnectorKind.class,
                        "<property name=\"rostrum.connector.type\" value=\"many\"/>")
                .component(
                        ManyResource.class,
                        ManyResource.class,
                        "<property name=\"osgi.jakartars.resource\" type=\"Boolean\" value=\"true\"/>")
                .component(ManyReport.class, ReportPack.class)
                .component(ManyRoutes.class, RoutesBuilder.class)
                .with(ManyConnector.class)
                .text(
                        "OSGI-INF/connector.xml",
                        """
                        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="probe.many"
                            configuration-pid="org.rostrum.connector.many" configuration-policy="require"
                            deactivate="deactivate" init="3">
                          <service><provide interface="org.rostrum.spi.connector.Connector"/></service>
                          <reference name="http" interface="org.rostrum.spi.http.HttpClients" parameter="0"/>
                          <reference name="database" interface="org.rostrum.api.data.Database" parameter="1"/>
                          <implementation class="org.rostrum.itests.boot.probe.many.ManyConnector"/>
                        </scr:component>
                        """)
                .alsoComponent("OSGI-INF/connector.xml")
                .text(
                        "OSGI-INF/metatype/many.xml",
                        """
                        <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
                          <OCD id="many" name="Many"><AD id="url" name="Address" type="String"/></OCD>
                          <Designate factoryPid="org.rostrum.connector.many"><Object ocdref="many"/></Designate>
                        </metatype:MetaData>
                        """);
    }

    private static Api.Answer get(String path) {
        return SERVER.api().get(SERVER.admin(), path);
    }

    private static Api.Answer post(String path, Object body) {
        return SERVER.api().post(SERVER.admin(), path, body);
    }

    /** Over REST. */
    private static void install() throws IOException {
        for (Map.Entry<String, Path> plugin : PLUGINS.entrySet()) {
            JsonNode taken = SERVER.api()
                    .upload(SERVER.admin(), API + "/plugins?fileName=" + plugin.getKey(), plugin.getValue())
                    .expect(201)
                    .json();
            assertThat(taken.path("state").asText()).as(taken.toString()).isEqualTo("ACTIVE");
        }
    }

    /** Over REST. */
    private static void remove() {
        for (String name : PLUGINS.keySet()) {
            SERVER.api()
                    .send(SERVER.admin(), "DELETE", API + "/plugins/" + name, null, Map.of())
                    .expect(204);
        }
    }

    /** By hand, which is quicker: the folder is looked at once for all of them. */
    private static void drop() throws IOException {
        for (Map.Entry<String, Path> plugin : PLUGINS.entrySet()) {
            Path draft = SERVER.home().resolve(plugin.getKey() + ".draft");
            Files.copy(plugin.getValue(), draft);
            Files.move(draft, SERVER.deploy().resolve(plugin.getKey()), StandardCopyOption.ATOMIC_MOVE);
        }
        await("installed").atMost(SOON).until(() -> present() == PLUGINS.size());
    }

    private static void takeAway() throws IOException {
        for (String name : PLUGINS.keySet()) {
            Files.delete(SERVER.deploy().resolve(name));
        }
        await("removed").atMost(SOON).until(() -> present() == 0);
    }

    private static long present() {
        return SERVER.inside().bundles().stream()
                .filter(bundle -> bundle.runs()
                        && (bundle.name().equals(MANY)
                                || OURS.stream().anyMatch(type -> bundle.name().endsWith(".connector." + type))))
                .count();
    }

    private static void makeChannels() {
        String server = "http://127.0.0.1:" + network.getAddress().getPort();
        channel("many", Map.of("url", server + "/said"));
        channel("mastodon", Map.of("server", server, "accessToken", "none"));
        channel("bluesky", Map.of("handle", "acme.test", "appPassword", "aaaa-bbbb-cccc-dddd", "service", server));
        channel("webhook", Map.of("secret", "0123456789abcdef0123456789abcdef"));
    }

    private static void channel(String type, Map<String, String> settings) {
        post(
                        API + "/channels",
                        Map.of(
                                "id", "acme." + type,
                                "accountId", "acme",
                                "connector", type,
                                "name", type,
                                "settings", settings))
                .expect(201);
    }

    /** All that the plugins can do, once. */
    private static void work(int askedBefore) {
        await("many asks").atMost(SOON).until(() -> asked.get() > askedBefore);
        for (String type : List.of("mastodon", "bluesky")) {
            Api.Answer checked = post(API + "/channels/acme." + type + "/checks", Map.of());
            // more often than it may be asked for; then it does not work this time
            if (checked.status() != 429) {
                assertThat(checked.expect(200).json().path("category").asText()).isEqualTo("UNAVAILABLE");
            }
        }
        await("webhook").atMost(SOON).untilAsserted(() -> SERVER.api()
                .send(
                        Api.Caller.NOBODY,
                        "POST",
                        API + "/webhooks/acme.webhook",
                        Api.Body.json(Map.of("id", "1")),
                        Map.of())
                .expect(401));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        post(API + "/many", Map.of("said", "x", "parts", List.of(Map.of("number", 1))))
                                .expect(200)
                                .body())
                .contains("1.0.0"));
        get(API + "/openapi.json").expect(200);
        JsonNode run = post(
                        API + "/report-runs", Map.of("report", "many", "period", "month", "formats", List.of("pdf")))
                .expect(202)
                .json();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode now = get(API + "/report-runs/" + run.path("id").asText())
                    .expect(200)
                    .json();
            assertThat(now.path("state").asText()).as(now.toString()).isEqualTo("COMPLETED");
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(get(API + "/deliveries?kind=many&limit=200")
                        .expect(200)
                        .json()
                        .path("items"))
                .isNotEmpty()
                .allSatisfy(
                        delivery -> assertThat(delivery.path("state").asText()).isEqualTo("DELIVERED")));
    }

    /** What is left of plugins shows in one of these. */
    private record Inventory(SortedSet<String> threads, SortedSet<String> beans, List<String> services) {
        static Inventory now() {
            return new Inventory(
                    kinds(SERVER.inside().threads()),
                    kinds(SERVER.inside().beans()),
                    SERVER.inside().services().stream()
                            .map(service -> service.bundle() + " " + service.types())
                            .sorted()
                            .toList());
        }

        /** Numbers change; what they are of does not. */
        private static SortedSet<String> kinds(List<String> names) {
            return names.stream()
                    .map(name -> name.replaceAll("[0-9a-f]{8,}|[0-9]+", "#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Pools of the server begin and end their threads one by one: how far they are says nothing about plugins. */
    private static List<String> withoutPools(List<String> threads) {
        return threads.stream()
                .filter(name -> !name.matches(
                        "(rostrum-(delivery|quick|long|waker|dispatcher|api-publisher)|qtp|HealthCheck-).*"))
                .toList();
    }

    @Test
    void nothingIsLeft_ofWhatIsTakenOut() throws Exception {
        install();
        makeChannels();
        work(0);
        remove();
        noClassLoaderIsLeft();
        Inventory before = Inventory.now();
        int threads = withoutPools(SERVER.inside().threads()).size();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < REDEPLOYS; i++) {
            long began = System.nanoTime();
            int askedBefore = asked.get();
            drop();
            work(askedBefore);
            takeAway();
            times.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
        System.out.println("RedeployIT: milliseconds of each of " + REDEPLOYS + ": " + times);
        noClassLoaderIsLeft();
        await().atMost(SOON).untilAsserted(() -> {
            Inventory after = Inventory.now();
            assertThat(after.services()).isEqualTo(before.services());
            assertThat(before.beans()).containsAll(after.beans());
            assertThat(after.threads()).noneMatch(name -> name.contains("kafka") || name.contains("Camel"));
            assertThat(withoutPools(SERVER.inside().threads())).hasSizeLessThanOrEqualTo(threads + 5);
        });
        get("/health").expect(200);
    }

    /** As the loaders' weak references tell, and as a dump of the heap does. */
    private static void noClassLoaderIsLeft() throws IOException {
        Path dumps = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "redeploy");
        Path dump = dumps.resolve("heap.hprof");
        List<String> left = List.of();
        try {
            await().atMost(SOON).until(() -> SERVER.inside().loaders(), List::isEmpty);
        } catch (ConditionTimeoutException some) {
            left = SERVER.inside().loaders();
        }
        SERVER.inside().dump(dump);
        HeapWalk heap = new HeapWalk(dump);
        List<String> holders = new ArrayList<>();
        for (Class<?> type : List.of(ManyConnector.class, ManyRoutes.class, ManyResource.class)) {
            holders.addAll(heap.holders(type.getName()));
        }
        for (String type : List.of("mastodon.Mastodon", "bluesky.Bluesky", "webhook.Webhook")) {
            holders.addAll(heap.holders("org.rostrum.connector." + type + "Connector"));
        }
        assertThat(holders).as("class loaders that are left: " + left).isEmpty();
        assertThat(left).isEmpty();
        // it is looked into when something was found
        FileUtils.deleteDirectory(dumps.toFile());
    }
}
