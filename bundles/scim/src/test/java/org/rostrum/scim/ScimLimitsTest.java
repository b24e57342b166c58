package org.rostrum.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;

/** How much, how often, and when it last changed. */
class ScimLimitsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @Test
    void tooLargeBody_isRefused_whereItsSenderSeesIt() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY)) {
            byte[] large = new byte[6 * Limits.BODY];
            String answer = it.sendsAll("/Users", large);
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .contains("application/scim+json")
                    .contains("urn:ietf:params:scim:api:messages:2.0:Error")
                    .contains("\"status\":\"413\"")
                    .contains("The body is larger than 2097152 bytes. Send less at once.");
        }
    }

    @Test
    void tooManyRequests_areRefused_untilTimeHasPassed_eachCallerAlone() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY, Map.of("requestsPerMinute", 6))) {
            for (int i = 0; i < 6; i++) {
                it.get("/Users").expect(200);
            }
            ScimFixture.Answer refused = it.get("/Users").expect(429);
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(refused.json().path("detail").asText()).contains("6 requests", "10 seconds");
            it.identity.role("provisioner", "scim:read");
            it.identity.grant("north", null, "provisioner", "north");
            it.use(it.identity.token("north", "scim:read"));
            it.get("/Users").expect(200);
            it.use(it.identity.token("bridge", "scim:*"));
            it.get("/Users").expect(429);
            it.identity.clock.advance(Duration.ofSeconds(10));
            it.get("/Users").expect(200);
            it.get("/Users").expect(429);
        }
    }

    @Test
    void operationsOfABulkRequest_countToo() throws Exception {
        try (ScimFixture it = new ScimFixture(Database.Engine.DERBY, Map.of("requestsPerMinute", 3))) {
            String bulk = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":["
                    + "{\"method\":\"DELETE\",\"path\":\"/Users/99999\"},"
                            .repeat(40)
                            .replaceFirst(",$", "") + "]}";
            it.post("/Bulk", bulk).expect(200);
            it.get("/Users").expect(429);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lastModified_movesWithEachChange_ofMembersToo(Database.Engine engine) throws Exception {
        try (ScimFixture it = new ScimFixture(engine)) {
            Instant begin = it.identity.clock.instant();
            String user = it.user("jane");
            String group = it.group("sales");
            assertThat(changed(it, "/Users/" + user)).isEqualTo(begin);
            assertThat(changed(it, "/Groups/" + group)).isEqualTo(begin);

            it.identity.clock.advance(Duration.ofHours(1));
            it.patch("/Users/" + user, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Jane\"}")
                    .expect(200);
            assertThat(changed(it, "/Users/" + user)).isEqualTo(begin.plus(Duration.ofHours(1)));
            assertThat(changed(it, "/Groups/" + group)).isEqualTo(begin);

            it.identity.clock.advance(Duration.ofHours(1));
            it.patch(
                            "/Groups/" + group,
                            "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + user + "\"}]}")
                    .expect(200);
            assertThat(changed(it, "/Groups/" + group)).isEqualTo(begin.plus(Duration.ofHours(2)));

            it.identity.clock.advance(Duration.ofHours(1));
            it.delete("/Users/" + user).expect(204);
            assertThat(changed(it, "/Groups/" + group)).isEqualTo(begin.plus(Duration.ofHours(3)));
            assertThat(Instant.parse(it.get("/Groups/" + group)
                            .json()
                            .at("/meta/created")
                            .asText()))
                    .isEqualTo(begin);
        }
    }

    private static Instant changed(ScimFixture it, String path) throws Exception {
        return Instant.parse(
                it.get(path).expect(200).json().at("/meta/lastModified").asText());
    }
}
