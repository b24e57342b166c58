package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rostrum.api.activity.Activity;
import org.rostrum.spi.connector.WebhookCall;

/** What {@code docs/connectors/webhook.md} says is so, and its commands sign calls that are taken. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "connectors", "webhook.md");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(SECRET=.*?)```");
    /** Notes the secret and what curl would be told, each with a zero byte behind it. */
    private static final String INSTEAD_OF_CURL =
            "API=http://rostrum.test/api/v1\ncurl() { printf '%s\\0' \"$SECRET\" \"$@\"; }\n";

    @Test
    void page_namesTheSettings_andNoOthers() throws Exception {
        List<String> named = FIRST_CELL
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(WebhookConfig.class.getDeclaredMethods())
                        .map(method -> method.getName().replaceFirst("^_", ""))
                        .toList());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void commands_signCallsThatAreTaken() throws Exception {
        List<String> said = new ArrayList<>();
        for (MatchResult commands :
                COMMANDS.matcher(Files.readString(PAGE)).results().toList()) {
            List<String> told = List.of(run(INSTEAD_OF_CURL + commands.group(1)).split("\0", -1));
            WebhookConnector connector = new WebhookConnector(
                    GivenSettings.read(Map.of("secret", told.get(0))),
                    Map.of("rostrum.channel", "acme.forum"),
                    Clock.systemUTC());
            connector.receive(call(told)).activities().stream()
                    .map(Activity::content)
                    .forEach(said::add);
            assertThat(told).contains("http://rostrum.test/api/v1/webhooks/acme.forum");
        }
        assertThat(said).containsExactly("Where is my parcel?", "Found it.");
    }

    private static WebhookCall call(List<String> told) {
        Map<String, List<String>> headers = new TreeMap<>();
        byte[] body = new byte[0];
        for (int i = 0; i + 1 < told.size(); i++) {
            if (told.get(i).equals("-H")) {
                String[] header = told.get(i + 1).split(": ", 2);
                headers.put(header[0], List.of(header[1]));
            } else if (told.get(i).equals("--data-binary")) {
                body = Sender.utf8(told.get(i + 1));
            }
        }
        return new WebhookCall("POST", Map.of(), headers, new WebhookCall.Body(body));
    }

    private static String run(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return out;
        } finally {
            process.destroyForcibly();
        }
    }
}
