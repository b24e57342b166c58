package org.rostrum.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rostrum.web.problem.ProblemDocument;

/** What every operation of the document refers to: how to sign in, and how failures look. */
final class StandardParts {
    static final String SESSION = "rostrumSession";
    static final String TOKEN = "apiToken";
    static final String IDEMPOTENCY_KEY = "IdempotencyKey";

    private static final Map<Integer, String> RESPONSES = new LinkedHashMap<>();

    static {
        RESPONSES.put(400, "The request is not valid; the problem names the field and the remedy.");
        RESPONSES.put(401, "Nobody is signed in, or the session or token has ended.");
        RESPONSES.put(403, "The caller lacks the permission that x-permission names.");
        RESPONSES.put(404, "There is no such thing, or the caller may not see it.");
        RESPONSES.put(409, "It conflicts with what is there, or the same request is still being carried out.");
        RESPONSES.put(412, "The thing was changed since the caller read it.");
        RESPONSES.put(413, "The body is too large.");
        RESPONSES.put(415, "A body of this Content-Type cannot be read.");
        RESPONSES.put(422, "The Idempotency-Key was used for another request before.");
        RESPONSES.put(428, "The header If-Match is missing.");
        RESPONSES.put(429, "Too many requests; Retry-After says when to come again.");
        RESPONSES.put(
                500,
                "The server failed; the problem's instance leads to it in the log. Of the type"
                        + " urn:rostrum:problem:outcome-unknown: nobody knows whether it was done; look before sending it again.");
        RESPONSES.put(503, "Not available at the moment; Retry-After says when to come again.");
    }

    private StandardParts() {}

    static OpenAPI document(String version) {
        return new OpenAPI()
                .openapi("3.1.0")
                .info(new Info()
                        .title("Rostrum")
                        .version(version)
                        .description("Archive, routing, delivery and reports of what is said to and by an organisation."
                                + " Lists are read page by page: give nextCursor back as cursor until it is missing."
                                + " Every failure is application/problem+json (RFC 9457). x-permission names the"
                                + " permission an operation needs.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/api/v1").description("This server")));
    }

    static List<SecurityRequirement> signedIn() {
        return List.of(new SecurityRequirement().addList(SESSION), new SecurityRequirement().addList(TOKEN));
    }

    static String responseName(int status) {
        return "Problem" + status;
    }

    static boolean has(int status) {
        return RESPONSES.containsKey(status);
    }

    static void addTo(Components components) {
        components.addSecuritySchemes(
                SESSION,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(SESSION)
                        .description("The cookie that signing in at /session sets."));
        components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API token of a user or machine."));
        components.addParameters(IDEMPOTENCY_KEY, idempotencyKey());
        components.addSchemas("Problem", problem());
        RESPONSES.forEach((status, words) -> components.addResponses(responseName(status), response(status, words)));
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .required(false)
                .description(
                        "Any text of the caller's choice, at most 255 visible ASCII characters. A repeat with the same"
                                + " key and body within 24 hours is not carried out again but answered like the first, with the"
                                + " header Idempotency-Replayed: true. What was refused or failed may be sent again with the same"
                                + " key, but not what ended as outcome-unknown: that key answers 409 from then on.")
                .schema(string("").maxLength(255));
    }

    private static ApiResponse response(int status, String words) {
        ApiResponse response = new ApiResponse()
                .description(words)
                .content(new Content()
                        .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"))));
        if (status == 429 || status == 503) {
            response.addHeaderObject(
                    "Retry-After",
                    new Header().description("Seconds.").schema(new JsonSchema().types(Set.of("integer"))));
        }
        return response;
    }

    private static Schema<?> problem() {
        Schema<?> schema = new JsonSchema().types(Set.of("object")).description("A failure, as RFC 9457 describes it.");
        schema.setRequired(List.of("type", "title", "status", "detail"));
        schema.addProperty(
                "type", string("What sort of failure it is; never changes.").format("uri"));
        schema.addProperty("title", string("The sort in words."));
        schema.addProperty(
                "status", new JsonSchema().types(Set.of("integer")).description("The HTTP status code, once more."));
        schema.addProperty("detail", string("What happened this time."));
        schema.addProperty(
                "instance", string("Names this occurrence in the server's log.").format("uri"));
        schema.addProperty("field", string("The offending input: a path into the body, or a parameter."));
        schema.addProperty("remedy", string("What the caller can do about it."));
        return schema;
    }

    private static Schema<?> string(String description) {
        return new JsonSchema().types(Set.of("string")).description(description.isEmpty() ? null : description);
    }
}
