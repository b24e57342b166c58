package org.rostrum.adapter.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.Configs;
import org.rostrum.testkit.adapter.AdapterContract;
import org.rostrum.testkit.adapter.RoutesUnderTest;
import org.rostrum.testkit.connector.Trouble;

/** The duties of an adapter, kept by SMTP. */
@Timeout(120)
class MailContractTest extends AdapterContract<SimulatedMailServer> {
    @Override
    protected SimulatedMailServer simulate(Path folder) {
        return new SimulatedMailServer();
    }

    @Override
    protected RoutesUnderTest start(SimulatedMailServer other, Map<String, Object> changed) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", other.port());
        settings.put("security", Security.NONE);
        settings.put("user", "rostrum");
        settings.put("password", SimulatedMailServer.PASSWORD);
        settings.put("from", "rostrum@example.org");
        settings.put("timeoutSeconds", 2);
        settings.putAll(changed);
        return new RoutesUnderTest(MailAdapter.parts(Configs.of(MailConfig.class, settings), Clock.systemUTC())
                .routes());
    }

    @Override
    protected String adapter() {
        return "mail";
    }

    @Override
    protected List<String> kinds() {
        return List.of("mail");
    }

    @Override
    protected String payload(String kind, int number, String words) {
        return json(Map.of("to", List.of("joe@example.org"), "subject", "number " + number, "text", words));
    }

    private static String json(Object payload) {
        try {
            return new ObjectMapper().writeValueAsString(payload);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    protected Map<String, Object> wrongSettings() {
        return Map.of("host", "mail/../x", "port", 70_000, "from", "nobody", "timeoutSeconds", 901);
    }

    @Override
    protected Map<String, String> wrongPayloads() {
        return Map.of(
                "\"to\"",
                json(Map.of("subject", "s", "text", "t")),
                "nobody",
                json(Map.of("to", List.of("nobody"), "subject", "s", "text", "t")),
                "JSON",
                "no payload");
    }

    @Override
    protected Map<Trouble, FailureCategory> answers() {
        return Map.of(
                Trouble.status(550), FailureCategory.REJECTED,
                Trouble.status(530), FailureCategory.AUTH_EXPIRED,
                Trouble.status(450), FailureCategory.UNAVAILABLE,
                Trouble.status(421), FailureCategory.UNAVAILABLE);
    }

    @Override
    protected boolean takesAttachments() {
        return true;
    }
}
