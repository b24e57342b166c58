package org.rostrum.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.connector.Trouble;

/** An adapter that is a file of routes, in front of a help desk: the contract on routes without a line of Java. */
class RouteFileTest extends AdapterContract<HelpDesk> {
    private static final String FILE =
            """
            - route:
                id: tickets-to-desk
                from:
                  uri: rostrum:ticket
                  parameters:
                    adapter: desk
                  steps:
                    - setHeader:
                        name: Idempotency-Key
                        simple: "${header.RostrumIdempotencyKey}"
                    - setHeader:
                        name: Content-Type
                        constant: application/json
                    - setHeader:
                        name: Authorization
                        simple: "Bearer ${sys.rostrum.test.desk.token}"
                    - to:
                        uri: "DESK/api/tickets"
                        parameters:
                          responseTimeout: TIMEOUT
                    - unmarshal:
                        json: {}
                    - setHeader:
                        name: RostrumExternalId
                        simple: "${body[id]}"
            - route:
                id: find-ticket
                from:
                  uri: rostrum:ticket
                  parameters:
                    adapter: desk
                    operation: find
                  steps:
                    - setHeader:
                        name: CamelHttpQuery
                        simple: "key=${header.RostrumIdempotencyKey}"
                    - setHeader:
                        name: CamelHttpMethod
                        constant: GET
                    - setHeader:
                        name: Authorization
                        simple: "Bearer ${sys.rostrum.test.desk.token}"
                    - to:
                        uri: "DESK/api/tickets"
                    - unmarshal:
                        json: {}
                    - setHeader:
                        name: RostrumExternalId
                        simple: "${body[id]}"
            """;

    @BeforeEach
    void giveToken() {
        System.setProperty("rostrum.test.desk.token", HelpDesk.TOKEN);
    }

    @AfterEach
    void takeToken() {
        System.clearProperty("rostrum.test.desk.token");
    }

    @Override
    protected HelpDesk simulate(Path folder) throws IOException {
        return new HelpDesk();
    }

    @Override
    protected RoutesUnderTest start(HelpDesk other, Map<String, Object> changed) throws Exception {
        String file = FILE.replace("DESK", String.valueOf(other.address()))
                .replace("TIMEOUT", String.valueOf(changed.getOrDefault("responseTimeout", 1000)));
        return new RoutesUnderTest(RoutesUnderTest.file("desk.yaml", file.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    protected String adapter() {
        return "desk";
    }

    @Override
    protected List<String> kinds() {
        return List.of("ticket");
    }

    @Override
    protected String payload(String kind, int number, String words) {
        return "{\"id\":\"" + number + "\",\"summary\":\"s\",\"text\":\""
                + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    @Override
    protected Map<String, Object> wrongSettings() {
        return Map.of("responseTimeout", "soon");
    }

    @Override
    protected Map<String, String> wrongPayloads() {
        // that a field is missing, the desk says by its status
        return Map.of("422", "{\"id\":\"1\",\"text\":\"no summary\"}");
    }

    @Override
    protected Map<Trouble, FailureCategory> answers() {
        return Map.of(
                Trouble.status(400), FailureCategory.REJECTED,
                Trouble.status(401), FailureCategory.AUTH_EXPIRED,
                Trouble.status(403), FailureCategory.AUTH_EXPIRED,
                Trouble.status(422), FailureCategory.REJECTED,
                Trouble.status(429, "Retry-After", 120), FailureCategory.RATE_LIMITED,
                Trouble.status(500), FailureCategory.UNKNOWN_OUTCOME,
                Trouble.status(503), FailureCategory.UNAVAILABLE);
    }

    @Override
    protected boolean takesAttachments() {
        return false;
    }

    @Test
    void sameKey_isTheSameTicket() throws Exception {
        assertThat(deliver(delivery(1, "Once"))).isEqualTo(deliver(delivery(1, "Once")));
        assertThat(system().said()).hasSize(1);
    }
}
