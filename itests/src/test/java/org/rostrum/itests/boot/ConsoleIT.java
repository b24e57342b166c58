package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The console in Chromium against the assembled server: {@code bundles/console/src/main/web/e2e} holds the steps, each of which
 * is a test here; pictures of every page are left in {@code target/console}.
 */
class ConsoleIT {
    @RegisterExtension
    static final ExamServer SERVER = new ExamServer();

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What is for people to read. */
    private static final Set<String> WORDS =
            Set.of("description", "summary", "example", "examples", "title", "tags", "responses");

    private static final String CLIENT = "rostrum-console";
    private static final String SECRET = "known to both sides";
    private static final Pattern INPUT = Pattern.compile("/components/schemas/\\w+(Input|Patch|Update|Change)$");
    private static final Path PAGES =
            Path.of("..", "bundles", "console", "src", "main").toAbsolutePath().normalize();
    private static final Path OUT = Path.of("target", "console").toAbsolutePath();

    /** What the console was built for must still be there; what has come since takes nothing from it. */
    @Test
    void serverOffers_whatTheConsoleWasBuiltFor() throws IOException {
        JsonNode builtFor = JSON.readTree(PAGES.resolve("openapi/openapi.json").toFile());
        JsonNode offered = SERVER.api()
                .get(Api.Caller.NOBODY, "/api/v1/openapi.json")
                .expect(200)
                .json();
        List<String> differences = new ArrayList<>();
        for (String part : List.of("/paths", "/components/schemas")) {
            compare(part, builtFor.at(part), offered.at(part), differences);
        }
        assertThat(differences)
                .as(
                        "Out of date: mend the console and run bundles/console/src/main/web/build/openapi.mjs against a server"
                                + " of this tree")
                .isEmpty();
    }

    private static void compare(String place, JsonNode builtFor, JsonNode offered, List<String> differences) {
        if (builtFor.isObject()) {
            builtFor.properties().forEach(entry -> {
                if (!WORDS.contains(entry.getKey())) {
                    compare(place + "/" + entry.getKey(), entry.getValue(), offered.path(entry.getKey()), differences);
                }
            });
            // what a request must have now and had not to have
            if (INPUT.matcher(place).find() && !builtFor.path("required").equals(offered.path("required"))) {
                differences.add(place + "/required: " + offered.path("required"));
            }
        } else if (builtFor.isArray()) {
            for (JsonNode wanted : builtFor) {
                if (StreamSupport.stream(offered.spliterator(), false).noneMatch(wanted::equals)
                        && !place.endsWith("/required")
                        && !place.endsWith("/parameters")) {
                    differences.add(place + ": no " + wanted);
                }
            }
        } else if (!builtFor.equals(offered)) {
            differences.add(place + ": " + offered + " instead of " + builtFor);
        }
    }

    /** Issuer, client and secret at the real Keycloak; nothing when it is not there. */
    private static List<String> identityProvider() throws IOException, InterruptedException {
        if (System.getenv(Keycloak.VARIABLE) == null) {
            return List.of();
        }
        Keycloak keycloak = Keycloak.whenReady();
        for (JsonNode left : keycloak.admin("GET", "/clients?clientId=" + CLIENT, null)) {
            keycloak.admin("DELETE", "/clients/" + left.path("id").asText(), null);
        }
        keycloak.admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId",
                        CLIENT,
                        "secret",
                        SECRET,
                        "publicClient",
                        false,
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of("http://127.0.0.1:" + SERVER.ports().http() + "/*")));
        return List.of(keycloak.issuer(), CLIENT, SECRET);
    }

    @TestFactory
    Stream<DynamicTest> browser() throws IOException, InterruptedException {
        Files.createDirectories(OUT);
        Files.writeString(SERVER.home().resolve("etc/org.rostrum.http.cfg"), "allowedPrivateHosts = 127.0.0.1\n");
        Path plugin = OUT.resolve("moon-1.0.0.jar");
        Jars.bundle("moon", "1.0.0")
                .header("Rostrum-Files", "/plugins/moon;files=page")
                .header("Rostrum-Page", "moon;module=/plugins/moon/moon.js;title=Moon;title.de=Mond")
                .text("page/moon.js", Files.readString(PAGES.resolve("web/e2e/moon.js")))
                .writeTo(plugin);
        Path log = OUT.resolve("browser.log");
        List<String> command = new ArrayList<>(List.of(
                "node",
                PAGES.resolve("web/e2e/run.mjs").toString(),
                "http://127.0.0.1:" + SERVER.ports().http(),
                SERVER.initialPassword().toString(),
                OUT.toString(),
                plugin.toString()));
        command.addAll(identityProvider());
        Process node = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(node.waitFor(15, TimeUnit.MINUTES))
                    .as("the browser has ended, see %s", log)
                    .isTrue();
        } finally {
            node.destroy();
        }
        Path results = OUT.resolve("results.json");
        assertThat(results).as("see %s", log).exists();
        assertThat(node.exitValue()).as("see %s", log).isZero();
        return StreamSupport.stream(JSON.readTree(results.toFile()).spliterator(), false)
                .map(result -> DynamicTest.dynamicTest(
                        Objects.requireNonNull(result.path("name").asText()),
                        () -> assertThat(result.path("ok").asBoolean())
                                .as("%s", result.path("message").asText())
                                .isTrue()));
    }
}
