package org.rostrum.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/** Writes a problem as RFC 9457 where no JAX-RS is there to do it: in the same form as the web tier. */
final class Refusal {
    private static final JsonFactory JSON = new JsonFactory();

    private Refusal() {}

    /** @param challenge value of WWW-Authenticate; null for none */
    static void send(HttpServletResponse response, Problem problem, String title, @Nullable String challenge)
            throws IOException {
        Problem.Kind kind = problem.kind();
        ByteArrayOutputStream body = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField(
                    "type",
                    "urn:rostrum:problem:"
                            + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeStringField("title", title);
            json.writeNumberField("status", kind.status());
            json.writeStringField("detail", problem.detail());
            write(json, "field", problem.field());
            write(json, "remedy", problem.remedy());
            json.writeEndObject();
        }
        send(response, problem, challenge, "application/problem+json", body);
    }

    /** The same in the words of SCIM (RFC 7644, 3.12). */
    static void sendToScim(HttpServletResponse response, Problem problem, @Nullable String challenge)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeArrayFieldStart("schemas");
            json.writeString("urn:ietf:params:scim:api:messages:2.0:Error");
            json.writeEndArray();
            json.writeStringField("status", String.valueOf(problem.kind().status()));
            String remedy = problem.remedy();
            json.writeStringField("detail", remedy == null ? problem.detail() : problem.detail() + " " + remedy);
            json.writeEndObject();
        }
        send(response, problem, challenge, "application/scim+json", body);
    }

    private static void send(
            HttpServletResponse response,
            Problem problem,
            @Nullable String challenge,
            String contentType,
            ByteArrayOutputStream body)
            throws IOException {
        response.setStatus(problem.kind().status());
        if (challenge != null) {
            response.setHeader("WWW-Authenticate", challenge);
        }
        if (problem.retryAfterSeconds() >= 0) {
            response.setHeader("Retry-After", Long.toString(problem.retryAfterSeconds()));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(contentType);
        response.setContentLength(body.size());
        response.getOutputStream().write(body.toByteArray());
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
