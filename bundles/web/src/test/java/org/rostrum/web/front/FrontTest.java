package org.rostrum.web.front;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.web.files.WebFiles;
import org.rostrum.web.metrics.MetricsServlet;
import org.rostrum.web.metrics.MicrometerMetrics;
import org.rostrum.web.testing.Configs;
import org.rostrum.web.testing.FakeFramework;
import org.rostrum.web.testing.TestServer;

/** What every answer has in common, and what answers where nothing else does. */
class FrontTest {
    private final MicrometerMetrics metrics = new MicrometerMetrics();
    private final OperatorsOnly operators = new OperatorsOnly(Configs.of(OperatorsConfig.class, Map.of()));
    private final FakeFramework framework = new FakeFramework();
    private TestServer server;

    /** Fails in the ways of servlets. */
    static final class Failing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (String.valueOf(request.getPathInfo())) {
                case "/runtime" -> throw new IllegalStateException("secret");
                case "/servlet" -> throw new ServletException("secret", new IOException("inner secret"));
                case "/error" -> response.sendError(409, "secret");
                case "/late" -> {
                    response.getOutputStream().write(new byte[100_000]);
                    response.flushBuffer();
                    throw new IllegalStateException("secret");
                }
                default -> response.getOutputStream().print("fine");
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new TestServer()
                .with(new FrontFilter(metrics), "/*")
                .with(new FrontDoor(framework.context(), new WebFiles(framework.context())), "/")
                .with(new MetricsServlet(metrics, operators), "/metrics")
                .with(new Failing(), "/api/fails/*")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/metrics", "/api/fails/fine", "/api/fails/error", "/api/fails/runtime"})
    void everyAnswer_carriesTheHeadersThatProtect(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        if (path.startsWith("/api/")) {
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void root_isAPageWithoutScript_thatLeadsOn() throws Exception {
        HttpResponse<String> answer = server.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body())
                .contains("href=\"/health\"", "href=\"/api/v1/openapi.json\"")
                .doesNotContain("<script");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("style-src 'sha256-");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing,404,not-found",
        "/favicon.ico,404,not-found",
        "/index.html,404,not-found",
        "/api/fails/error,409,conflict",
        "/api/fails/runtime,500,internal-error",
        "/api/fails/servlet,500,internal-error"
    })
    void errors_areProblems_withoutTheInside(String path, int status, String type) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:rostrum:problem:" + type + "\"", "\"status\":" + status)
                .doesNotContain("secret", "Exception");
    }

    @Test
    void unknownPath_is503_whileTheServerComesUp() throws Exception {
        framework.startLevel(60);
        HttpResponse<String> answer = server.get("/console");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        framework.startLevel(100);
        assertThat(server.get("/console").statusCode()).isEqualTo(404);
    }

    @Test
    void wrongMethod_isAProblem() throws Exception {
        for (String path : new String[] {"/", "/metrics", "/api/fails/x"}) {
            HttpResponse<String> answer = server.send(server.request(path).POST(BodyPublishers.ofString("x")));
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void metrics_countRequestsByRoute_notByAddress() throws Exception {
        for (int i = 0; i < 5; i++) {
            server.get("/nothing/" + i);
        }
        server.send(server.request("/api/fails/fine").method("BREW", BodyPublishers.noBody()));
        HttpResponse<String> answer = server.get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body())
                .contains("http_server_requests_seconds_count{method=\"GET\",route=\"/\",status=\"404\"} 5")
                .contains("method=\"other\",route=\"/api/fails/*\"")
                .contains("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_threads_live_threads")
                .contains("http_server_requests_active 1.0")
                .doesNotContain("/nothing/");
    }

    @ParameterizedTest
    @CsvSource({
        "Host,localhost,200",
        "X-Forwarded-For,127.0.0.1,403",
        "Forwarded,for=127.0.0.1,403",
        "Via,1.1 proxy,403",
        "X-Real-IP,127.0.0.1,403"
    })
    void metrics_areForThisMachine_andNotForWhatAProxyBrings(String header, String value, int status) throws Exception {
        assertThat(server.send(server.request("/metrics").header(header.equals("Host") ? "X-Any" : header, value))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void metrics_areForOperatorsFromElsewhere() throws Exception {
        var proxied = server.request("/metrics").header("X-Forwarded-For", "10.0.0.1");
        FixedAccess access = FixedAccess.only("operations:read");
        operators.setAccess(access);
        assertThat(server.send(proxied).statusCode()).isEqualTo(200);
        operators.unsetAccess(access);
        operators.setAccess(FixedAccess.only("things:read"));
        HttpResponse<String> answer = server.send(proxied);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("operations:read").doesNotContain("jvm_");
    }

    @Test
    void metrics_askForPermissionEvenHere_whenSoConfigured() throws Exception {
        OperatorsOnly strict = new OperatorsOnly(Configs.of(OperatorsConfig.class, Map.of("thisMachine", false)));
        try (TestServer other = new TestServer()
                .with(new MetricsServlet(metrics, strict), "/metrics")
                .start()) {
            assertThat(other.get("/metrics").statusCode()).isEqualTo(403);
        }
        assertThat(Configs.of(OperatorsConfig.class, Map.of()).thisMachine()).isTrue();
    }
}
