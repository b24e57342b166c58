package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every kind of answer says to a browser, so that it does no more with it than is meant, and to pages of other sites. */
final class HeaderAttacks {
    private static final String EVIL = "https://evil.example";
    private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]+\\.js)\"");

    private final ExamServer server;
    private final Described described;
    private final Wire wire;

    HeaderAttacks(ExamServer server, Described described) {
        this.server = server;
        this.described = described;
        this.wire = new Wire(server.ports().http());
    }

    Stream<DynamicTest> all() {
        return Stream.of(everyKindOfAnswer(), byTheContainer(), preflights(), privateAnswers(), types())
                .flatMap(tests -> tests);
    }

    private Stream<DynamicTest> everyKindOfAnswer() {
        Api api = server.api();
        String page = api.send(Api.Caller.NOBODY, "GET", "/console/", null, Map.of("Accept", "text/html"))
                .expect(200)
                .body();
        List<String> paths = new ArrayList<>(List.of(
                "/",
                "/console",
                "/console/",
                "/console/users",
                "/nothing",
                "/api/v1/nothing",
                "/api/v1/openapi.json",
                "/api/v1/accounts",
                "/api/v1/session",
                "/api/v1/webhooks/none",
                "/health",
                "/metrics",
                "/scim/v2/Users",
                "/scim/v2/ServiceProviderConfig",
                "/api/v1/accounts?nothing=1"));
        Matcher script = SCRIPT.matcher(page);
        assertThat(script.find()).as("the console has script").isTrue();
        paths.add(
                script.group(1).startsWith("/")
                        ? script.group(1)
                        : "/console/" + script.group(1).replaceFirst("^\\./", ""));
        return paths.stream().flatMap(path -> Stream.of(Api.Caller.NOBODY, server.admin())
                .map(caller -> dynamicTest("headers of " + path, () -> {
                    Api.Answer answer =
                            api.send(caller, "GET", path, null, Map.of("Accept", "text/html,*/*", "Origin", EVIL));
                    assertSafe(
                            answer.toString(),
                            name -> answer.headers().firstValue(name).orElse(""));
                    assertThat(answer.headers().map().keySet())
                            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
                })));
    }

    /** Who tells the value of a header; empty when there is none. */
    private interface Headers {
        String of(String name);
    }

    private static void assertSafe(String about, Headers headers) {
        assertThat(headers.of("X-Content-Type-Options")).as(about).isEqualTo("nosniff");
        assertThat(headers.of("Content-Security-Policy"))
                .as(about)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.of("X-Frame-Options")).as(about).isEqualTo("DENY");
        assertThat(headers.of("Referrer-Policy")).as(about).isEqualTo("no-referrer");
        assertThat(headers.of("Cross-Origin-Resource-Policy")).as(about).isEqualTo("same-origin");
        assertThat(headers.of("Server")).as(about).isEmpty();
        assertThat(headers.of("X-Powered-By")).as(about).isEmpty();
    }

    /** Answers that the container gives before any filter of ours has seen the request. */
    private Stream<DynamicTest> byTheContainer() {
        return Map.of(
                        400, "GET /console/%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        405, "TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\nConnection: close\r\n\r\n",
                        505, "GET / HTTP/3.0\r\nHost: a\r\nConnection: close\r\n\r\n")
                .entrySet()
                .stream()
                .map(entry -> dynamicTest("headers of the container's " + entry.getKey(), () -> {
                    Wire.Said said = wire.send(entry.getValue());
                    assertThat(said.status()).as(said.text()).isIn(400, entry.getKey());
                    assertSafe(said.text(), name -> said.header(name).orElse(""));
                    assertThat(said.header("Cache-Control")).hasValue("no-store");
                }));
    }

    /** No page of another site may ask more than a form could. */
    private Stream<DynamicTest> preflights() {
        return described.operations().stream()
                .map(operation -> dynamicTest("preflight of " + operation, () -> {
                    Api.Answer answer = server.api()
                            .send(
                                    server.admin(),
                                    "OPTIONS",
                                    operation.path("1"),
                                    null,
                                    Map.of(
                                            "Origin",
                                            EVIL,
                                            "Access-Control-Request-Method",
                                            operation.method(),
                                            "Access-Control-Request-Headers",
                                            Api.CSRF));
                    assertThat(answer.headers().map().keySet())
                            .as(answer.toString())
                            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
                    assertThat(answer.status()).as(answer.toString()).isLessThan(500);
                }));
    }

    /** What is told to somebody who is known lies in no cache; but the description of the API, which anybody may have. */
    private Stream<DynamicTest> privateAnswers() {
        return described.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .map(operation -> dynamicTest("cache of " + operation, () -> {
                    Api.Answer answer = server.api().get(server.admin(), operation.path("1"));
                    String cache = answer.headers().firstValue("Cache-Control").orElse("");
                    if (operation.id().equals("readApiDescription")) {
                        assertThat(cache).isEqualTo("no-cache");
                    } else {
                        assertThat(cache).as(answer.toString()).contains("no-store");
                    }
                }));
    }

    /** No answer is a script, or JSON that a script could be made of: no array, no callback, the right type. */
    private Stream<DynamicTest> types() {
        return described.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !operation.namesAThing())
                .map(operation -> dynamicTest("type of " + operation, () -> {
                    Api.Answer answer = server.api().get(server.admin(), operation.path("1"));
                    if (answer.type().contains("json") && !answer.type().contains("json-seq")) {
                        assertThat(answer.body().strip()).as(answer.toString()).matches("(?s)(\\{.*)?");
                    }
                    assertThat(answer.type()).doesNotContain("javascript").doesNotContain("html");
                    String more = operation.path("1").contains("?") ? "&" : "?";
                    Api.Answer called = server.api().get(server.admin(), operation.path("1") + more + "callback=steal");
                    assertThat(called.body()).doesNotStartWith("steal(");
                }));
    }
}
