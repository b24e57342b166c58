package org.rostrum.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.rostrum.api.data.Database;
import org.rostrum.identity.RealIdentity;
import org.rostrum.testkit.Configs;

/** The servlet behind the real door, over the real identity. */
final class ScimFixture implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    final RealIdentity identity;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token;

    ScimFixture(Database.Engine engine) throws Exception {
        this(engine, Map.of());
    }

    ScimFixture(Database.Engine engine, Map<String, ?> config) throws Exception {
        identity = new RealIdentity(engine);
        token = identity.token("bridge", "scim:*");
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new ScimServlet(
                        identity.users,
                        identity.groupProvisioning,
                        identity.access(),
                        identity.clock,
                        Configs.of(ScimConfig.class, config))),
                "/scim/v2/*");
        context.addFilter(new FilterHolder(identity.filter()), "/scim/*", EnumSet.of(DispatcherType.REQUEST));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    void use(String other) {
        token = other;
    }

    /** An answer. */
    record Answer(int status, String body, HttpResponse<String> raw) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException foreign) {
                throw new AssertionError(body, foreign);
            }
        }

        String id() {
            return json().path("id").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        Answer expect(int wanted) {
            assertThat(status).as(body).isEqualTo(wanted);
            if (status >= 400) {
                assertThat(json().path("schemas").path(0).asText())
                        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
                assertThat(json().path("status").asText()).isEqualTo(String.valueOf(wanted));
                assertThat(json().path("detail").asText()).isNotBlank();
                assertThat(header("Content-Type")).startsWith("application/scim+json");
            }
            return this;
        }

        Answer refuse(int wanted, String scimType) {
            expect(wanted);
            assertThat(json().path("scimType").asText()).as(body).isEqualTo(scimType);
            return this;
        }
    }

    Answer get(String path) throws Exception {
        return send("GET", path, null);
    }

    Answer delete(String path, String... headers) throws Exception {
        return send("DELETE", path, null, headers);
    }

    Answer post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) throws Exception {
        return send("PUT", path, body, headers);
    }

    Answer patch(String path, String operations, String... headers) throws Exception {
        return send(
                "PATCH",
                path,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}",
                headers);
    }

    Answer send(String method, String path, @org.jspecify.annotations.Nullable String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/scim/v2" + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/scim+json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body(), answer);
    }

    /** Sends all of a body before it looks at the answer, as many clients do. */
    String sendsAll(String path, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /scim/v2" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/scim+json\r\nConnection: close\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String user(String name) throws Exception {
        return post("/Users", userBody(name)).expect(201).id();
    }

    static String userBody(String name) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + name + "\"}";
    }

    String group(String name, String... members) throws Exception {
        return post("/Groups", groupBody(name, members)).expect(201).id();
    }

    static String groupBody(String name, String... members) {
        StringBuilder body = new StringBuilder("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"]")
                .append(",\"displayName\":\"")
                .append(name)
                .append("\",\"members\":[");
        for (int i = 0; i < members.length; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"value\":\"")
                    .append(members[i])
                    .append("\"}");
        }
        return body.append("]}").toString();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            identity.close();
        }
    }
}
