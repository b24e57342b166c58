package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.security.Caller;
import org.rostrum.testkit.Configs;

/** The filter in the product's servlet container, before a servlet that tells who is calling. */
class AccessFilterTest {
    private static final String ANONYMOUS = "ANONYMOUS anonymous 127.0.0.1 false";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Installation SHARED = new Installation(Database.Engine.DERBY).withUsers();
    private Installation it = SHARED;

    static {
        // the client of the JDK otherwise refuses to say what a browser says
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin");
    }

    /** Says who is calling, from where, and whether they may read the archive; signs in at the session's path. */
    private final class WhoAmI extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getMethod().equals("POST") && request.getRequestURI().equals("/api/v1/session")) {
                SessionDoor.Opened opened = it.door.open("vera", Installation.PASSWORD.toCharArray(), null, request);
                response.setHeader("Set-Cookie", opened.cookie());
            } else if (request.getMethod().equals("DELETE")
                    && request.getRequestURI().equals("/api/v1/session")) {
                response.setHeader("Set-Cookie", it.door.close(request));
            }
            Caller caller = it.access.caller();
            response.getWriter()
                    .print(caller.type() + " " + caller.name() + " " + caller.address() + " "
                            + it.access.permits("archive:read"));
        }
    }

    @BeforeEach
    void start() throws Exception {
        start(Map.of());
    }

    private void start(Map<String, ?> config) throws Exception {
        if (server.isStarted()) {
            server.stop();
        } else {
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
        }
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new WhoAmI()), "/");
        AccessFilter filter = new AccessFilter(
                it.access, it.sessions, it.tokenStore, it.identities, Configs.of(HttpConfig.class, config));
        context.addFilter(new FilterHolder(filter), "/api/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @AfterAll
    static void closeDatabase() {
        SHARED.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
    }

    private HttpRequest.Builder change(String path) {
        return request(path).PUT(HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(String session) {
        return AccessFilter.COOKIE + "=" + session;
    }

    private String token(String user, String... permissions) {
        return it.as(user, () -> it.tokens.create("test", List.of(permissions), List.of(), null))
                .secret();
    }

    @Test
    void nobody_passesAsNobody() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/x"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANONYMOUS);
        assertThat(send(change("/api/v1/x")).body()).isEqualTo(ANONYMOUS);
    }

    @Test
    void token_isItsUser() throws Exception {
        assertThat(send(request("/api/v1/x").header("Authorization", "Bearer " + token("vera")))
                        .body())
                .isEqualTo("TOKEN vera 127.0.0.1 true");
        assertThat(send(change("/api/v1/x").header("authorization", "bearer " + token("vera", "cases:read")))
                        .body())
                .isEqualTo("TOKEN vera 127.0.0.1 false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer rst_nonsense", "Bearer ", "Bearer x y z", "bearer rst_'or 1=1"})
    void token_thatIsNone_isRefused_notTakenForNobody(String header) throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/x").header("Authorization", header));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:rostrum:problem:unauthenticated\"");
        assertThat(answer.body()).contains("\"status\":401");
    }

    @Test
    void basic_isNotAccepted() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("vera:" + Installation.PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(send(request("/api/v1/x").header("Authorization", "Basic " + basic))
                        .body())
                .isEqualTo(ANONYMOUS);
    }

    @Test
    void cookie_isItsSession_untilItEnds() throws Exception {
        String session = it.session("vera");
        assertThat(send(request("/api/v1/x").header("Cookie", cookie(session))).body())
                .isEqualTo("USER vera 127.0.0.1 true");
        it.clock.advance(Duration.ofHours(2));
        assertThat(send(request("/api/v1/x").header("Cookie", cookie(session))).body())
                .isEqualTo(ANONYMOUS);
    }

    @Test
    void cookie_thatWasSetByANeighbour_doesNotHideOurs() throws Exception {
        assertThat(send(request("/api/v1/x")
                                .header("Cookie", cookie("planted") + "; other=1; " + cookie(it.session("vera"))))
                        .body())
                .isEqualTo("USER vera 127.0.0.1 true");
    }

    @Test
    void change_withACookie_needsTheSecretOfThatSession() throws Exception {
        String session = it.session("vera");
        String other = it.session("vera");
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "FANCY")) {
            HttpRequest.Builder bare = request("/api/v1/x")
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("Cookie", cookie(session));
            HttpResponse<String> refused = send(bare);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("\"field\":\"X-Rostrum-Csrf\"").contains("\"remedy\":");
            assertThat(send(bare.copy().header(AccessFilter.CSRF_HEADER, Secrets.csrf(other)))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(bare.copy().header(AccessFilter.CSRF_HEADER, Secrets.csrf(session)))
                            .body())
                    .isEqualTo("USER vera 127.0.0.1 true");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Origin, http://127.0.0.1.evil.example:{port}",
        "Origin, not a uri",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void change_sentByAForeignPage_isRefused_alsoSigningIn(String header, String value) throws Exception {
        String session = it.session("vera");
        String sent = value.replace("{port}", "" + connector.getLocalPort());
        HttpResponse<String> answer = send(change("/api/v1/x")
                .header("Cookie", cookie(session))
                .header(AccessFilter.CSRF_HEADER, Secrets.csrf(session))
                .header(header, sent));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another site");
        assertThat(send(request("/api/v1/session")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .header(header, sent))
                        .statusCode())
                .isEqualTo(403);
        // a token is sent by no browser
        assertThat(send(change("/api/v1/x")
                                .header("Authorization", "Bearer " + token("vera"))
                                .header(header, sent))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://127.0.0.1:{port}",
        "Origin, https://social.example.com",
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
    })
    void change_sentByOurOwnPage_passes(String header, String value) throws Exception {
        start(Map.of("origins", new String[] {"https://social.example.com"}));
        String session = it.session("vera");
        assertThat(send(change("/api/v1/x")
                                .header("Cookie", cookie(session))
                                .header(AccessFilter.CSRF_HEADER, Secrets.csrf(session))
                                .header(header, value.replace("{port}", "" + connector.getLocalPort())))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void signingIn_setsAStrictCookie_andEndsTheSessionBefore() throws Exception {
        String planted = it.session("norbert");
        HttpResponse<String> answer = send(request("/api/v1/session")
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Cookie", cookie(planted)));
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).matches("rostrumSession=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        String session = cookie.substring(15, 58);
        assertThat(session).isNotEqualTo(planted);
        assertThat(it.whose(session)).isEqualTo("vera");
        assertThat(it.whose(planted)).isNull();

        HttpResponse<String> out = send(request("/api/v1/session")
                .DELETE()
                .header("Cookie", cookie(session))
                .header(AccessFilter.CSRF_HEADER, Secrets.csrf(session)));
        assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("rostrumSession=;")
                .endsWith("Max-Age=0");
        assertThat(it.whose(session)).isNull();
        assertThat(it.auditLog.actions()).endsWith("session.create", "session.end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/session;x",
                "/api/v1/session/",
                "/api/v1/%73ession",
                "/api/v1//session",
                "/api//v1/session",
                "/api/v1/session/../users",
                "/api/v1/./session",
                "/api/v1/session%2f..%2fusers",
                "/api/v1/session/..;/users",
                "//api/v1/session",
                "/API/v1/session",
                "/x/../api/v1/users",
                "/x/%2e%2e/api/v1/users",
                "/api/v1/users%00",
                "/api\\v1\\users",
            })
    void pathTricks_neverGiveACookieMoreThanThePlainPath(String path) throws Exception {
        String session = it.session("vera");
        String raw = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + connector.getLocalPort() + "\r\nCookie: "
                + cookie(session) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        String answer = raw(raw);
        int status = Integer.parseInt(answer.substring(9, 12));
        // refused by the server or by the filter, or served as to nobody; never as the session without its secret
        assertThat(status == 400 || status == 403 || answer.endsWith(" false"))
                .as(answer)
                .isTrue();
        assertThat(answer).doesNotContain("USER vera");
    }

    private String raw(String request) throws IOException {
        try (java.net.Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void forwardedFor_isIgnored_unlessAProxyIsTrusted() throws Exception {
        assertThat(send(request("/api/v1/x").header("X-Forwarded-For", "192.0.2.5"))
                        .body())
                .isEqualTo(ANONYMOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.5, 192.0.2.5",
        "'6.6.6.6, 192.0.2.5', 192.0.2.5",
        "'6.6.6.6, 192.0.2.5, 10.0.0.1', 192.0.2.5",
        "'6.6.6.6, nonsense, 10.0.0.1', 10.0.0.1",
        "10.0.0.1, 10.0.0.1",
        "'', 127.0.0.1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    })
    void forwardedFor_ofATrustedProxy_isReadFromItsEnd(String header, String address) throws Exception {
        start(Map.of("trustedProxies", new String[] {"127.0.0.1", "10.0.0.1"}));
        assertThat(send(request("/api/v1/x").header("X-Forwarded-For", header)).body())
                .isEqualTo("ANONYMOUS anonymous " + address + " false");
    }

    @Test
    void forwardedProtoAndHost_ofATrustedProxy_areBelieved() throws Exception {
        start(Map.of("trustedProxies", new String[] {"127.0.0.1"}));
        HttpResponse<String> answer = send(request("/api/v1/session")
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "social.example.com")
                .header("Origin", "https://social.example.com"));
        assertThat(answer.statusCode()).isEqualTo(200);
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie)
                .startsWith("__Host-rostrumSession=")
                .contains("; Path=/;")
                .endsWith("; Secure");
        String ours = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send(request("/api/v1/x")
                                .header("X-Forwarded-Proto", "https")
                                .header("Cookie", ours))
                        .body())
                .startsWith("USER vera");
        // anybody in between could have set the other one
        assertThat(send(request("/api/v1/x")
                                .header("X-Forwarded-Proto", "https")
                                .header("Cookie", ours.replace("__Host-", "")))
                        .body())
                .isEqualTo(ANONYMOUS);
    }

    @Test
    void database_thatDoesNotAnswer_isToldAsSuch_andLetsNobodyIn() throws Exception {
        it = new Installation(Database.Engine.DERBY).withUsers();
        start(Map.of());
        String session = it.session("vera");
        it.close();
        HttpResponse<String> answer = send(request("/api/v1/x").header("Cookie", cookie(session)));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        // what needs nobody's name goes on, such as a probe of the health
        assertThat(send(request("/api/v1/x")).body()).isEqualTo(ANONYMOUS);
    }

    @Test
    void defaults() {
        HttpConfig config = Configs.of(HttpConfig.class, Map.of());
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.origins()).isEmpty();
    }
}
