package org.rostrum.connector.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Moderation;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;

/** The contract on the real WordPress, which {@code ./rostrum test} starts. */
@EnabledIfEnvironmentVariable(named = "ROSTRUM_TEST_WORDPRESS", matches = ".+")
class WordpressNetworkTest extends WordpressContract<RealWordpress> {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** What the site said when it was up. */
    private static JsonNode addresses() {
        Path out = Path.of(String.valueOf(System.getenv("ROSTRUM_TEST_WORDPRESS")));
        String said = Awaitility.await("itests/peers/wordpress/run is ready")
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> Files.readString(out)
                                .lines()
                                .filter(line -> line.startsWith("READY ") || line.startsWith("FAILED"))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        assertThat(said).as("the peer, whose log lies beside %s", out).startsWith("READY ");
        try {
            return new ObjectMapper().readTree(said.substring("READY ".length()));
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException(noJson);
        }
    }

    private static String server() {
        return addresses().path("server").asText();
    }

    @Override
    protected RealWordpress simulate() throws IOException {
        return new RealWordpress(server(), "editor");
    }

    /** More than a page has. */
    @Override
    protected int many() {
        return 105;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/%year%/%postname%/", "/index.php/%postname%/"})
    void addressesOfAllKinds_areSpoken(String structure) throws Exception {
        network().options(Map.of("permalink_structure", structure));
        assertThat(connector().check())
                .isEqualTo("integration at Acme & Sons (" + network().address() + "/blog)");
        Receipt receipt = connector().publish(Post.of("1", Instant.now(), "Hello"));
        assertThat(connector().find(Post.of("1", Instant.now(), "Hello"))).contains(receipt);
        String asked = network().say("Yes?");
        assertThat(read()).extracting(Activity::networkId).contains(receipt.networkId(), asked);
    }

    @Test
    void commentOfAVisitor_thatWaits_isSeenApprovedAndAnswered() throws Exception {
        network().options(Map.of("comment_moderation", 1));
        read();
        network()
                .call(
                        null,
                        "POST",
                        "/wp/v2/comments",
                        Map.of(
                                "post", 1,
                                "author_name", "Cust",
                                "author_email", "cust@example.test",
                                "content", "It <b>leaks</b>"));
        List<Activity> waiting = read();
        assertThat(waiting).singleElement().extracting(Activity::content).isEqualTo("It leaks");
        String id = waiting.get(0).networkId();
        assertThat(network().statusOf(Long.parseLong(id.replaceAll("\\D", "")))).isEqualTo("hold");
        connector().moderate(new Moderation(Moderation.Action.APPROVE, id));
        assertThat(network().statusOf(Long.parseLong(id.replaceAll("\\D", "")))).isEqualTo("approved");
        Receipt answer = connector()
                .publish(Post.of("1", Instant.now(), "We look into it.").replyingTo(id));
        assertThat(network().said()).singleElement().satisfies(said -> {
            assertThat(said.networkId()).isEqualTo(answer.networkId());
            assertThat(said.inReplyTo()).isEqualTo(id);
        });
        assertThat(read()).extracting(Activity::networkId).containsExactly(answer.networkId());
    }

    @Test
    void serverKilledInTheMiddleOfAnUpload_leavesOneFile_andOnePost() throws Exception {
        Media picture =
                new Media("slow.png", "image/png", PIXEL.length, "A pixel", () -> new ByteArrayInputStream(PIXEL));
        Post post = Post.of("killed", Instant.now(), "Look").with(List.of(picture));
        Connection connection = connect(settings(network()), Clock.systemUTC());
        CompletableFuture<DeliveryException> broken = CompletableFuture.supplyAsync(
                () -> failure(() -> connection.connector().publish(post)));
        Awaitility.await("the upload is noted")
                .atMost(LONGEST)
                .until(() -> !network().files().isEmpty());
        kill();
        DeliveryException failure = broken.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        Awaitility.await("the site is up again")
                .atMost(LONGEST)
                .ignoreExceptions()
                .until(() -> network().said().isEmpty());
        assertThat(connection.connector().find(post)).isEmpty();
        Receipt receipt = connection.connector().publish(post);
        connection.end().close();
        assertThat(network().files()).singleElement().satisfies(file -> {
            assertThat(file.path("alt_text").asText()).isEqualTo("A pixel");
            assertThat(file.path("missing_image_sizes")).isEmpty();
        });
        assertThat(network()
                        .post(receipt.networkId())
                        .path("content")
                        .path("raw")
                        .asText())
                .contains("alt=\"A pixel\"");
        assertThat(network().said()).hasSize(1);
    }

    /** As a machine that loses its power would. */
    private static void kill() throws IOException {
        long process = Long.parseLong(
                Files.readString(Path.of(addresses().path("process").asText())).strip());
        ProcessHandle server = ProcessHandle.of(process).orElseThrow();
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }

    @Test
    void fileOfAKindThatTheSiteRefuses_isRejected() {
        Media drawing = new Media("a.svg", "image/svg+xml", PIXEL.length, "", () -> new ByteArrayInputStream(PIXEL));
        DeliveryException failure = failure(
                () -> connector().publish(Post.of("1", Instant.now(), "Look").with(List.of(drawing))));
        assertThat(failure.category()).isEqualTo(FailureCategory.REJECTED);
        assertThat(failure).hasMessageContaining("not allowed to upload this file type");
    }

    @Test
    void fileThatDidNotArriveWhole_isRefusedByTheSite() {
        int[] opened = {0};
        Media torn = new Media(
                "torn.png",
                "image/png",
                PIXEL.length,
                "",
                () -> new ByteArrayInputStream(opened[0]++ == 0 ? PIXEL : new byte[PIXEL.length]));
        DeliveryException failure = failure(
                () -> connector().publish(Post.of("1", Instant.now(), "Look").with(List.of(torn))));
        assertThat(failure).hasMessageContaining("rest_upload_hash_mismatch");
        assertThat(network().files()).isEmpty();
    }

    @Test
    void roles_haveTheAbilitiesTheyHave() throws Exception {
        Map<String, List<Ability>> lacking = new LinkedHashMap<>();
        lacking.put("administrator", List.of());
        lacking.put("author", List.of(Ability.MODERATE));
        lacking.put("subscriber", List.of(Ability.MODERATE, Ability.PUBLISH, Ability.MEDIA));
        for (Map.Entry<String, List<Ability>> role : lacking.entrySet()) {
            try (RealWordpress site = new RealWordpress(server(), role.getKey())) {
                Connection connection = connect(settings(site), Clock.systemUTC());
                assertThat(connection.connector().check()).isNotBlank();
                assertThat(connection.connector().abilities())
                        .as(role.getKey())
                        .hasSize(kind().abilities().size() - role.getValue().size())
                        .noneMatch(role.getValue()::contains);
                String seen = site.say("Hello?");
                long held = site.comment("Psst", "hold");
                List<String> expected = role.getKey().equals("administrator")
                        ? List.of(Ids.post(1), seen, Ids.comment(held))
                        : List.of(Ids.post(1), seen);
                assertThat(connection.connector().fetch(null).activities())
                        .as(role.getKey())
                        .extracting(Activity::networkId)
                        .containsExactlyElementsOf(expected);
                Post answer = Post.of("1", Instant.now(), "\"Yes\" -- & <so>").replyingTo(seen);
                Receipt receipt = connection.connector().publish(answer);
                assertThat(connection.connector().find(answer).map(Receipt::networkId))
                        .as(role.getKey())
                        .contains(receipt.networkId());
                connection.end().close();
            }
        }
    }

    @Test
    void wrongPasswordAndWrongUser_areToldSo() throws Exception {
        for (String wrong : List.of("user", "appPassword")) {
            Connection stranger = connect(settingsBut(wrong, "somebody-else"), Clock.systemUTC());
            DeliveryException failure = failure(() -> stranger.connector().check());
            assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
            assertThat(failure).hasMessageContaining("Application Passwords");
            stranger.end().close();
        }
    }

    @Test
    void siteWithoutHttps_thatIsNotLocal_isToldSo() throws Exception {
        network().options(Map.of("peer_environment", "production"));
        try {
            DeliveryException failure = failure(() -> connector().check());
            assertThat(failure.category()).isEqualTo(FailureCategory.AUTH_EXPIRED);
            assertThat(failure).hasMessageContaining("https");
        } finally {
            network().options(Map.of("peer_environment", "local"));
        }
    }
}
