package org.rostrum.web.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * The body of an answer that tells of a failure.
 *
 * @param status HTTP status code
 * @param type what sort of failure it is, as a URN that never changes
 * @param title the sort in words, the same for each occurrence
 * @param detail what happened this time
 * @param instance identifies this occurrence in the log; null when it was not logged
 * @param field the offending input
 * @param remedy what the caller can do
 * @param retryAfterSeconds when to try again; negative when unknown
 */
public record ProblemDocument(
        int status,
        String type,
        String title,
        String detail,
        @Nullable String instance,
        @Nullable String field,
        @Nullable String remedy,
        long retryAfterSeconds) {
    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String URN = "urn:rostrum:problem:";
    private static final String OUTCOME_UNKNOWN = URN + "outcome-unknown";
    private static final JsonFactory JSON = new JsonFactory();

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "The request is not valid"),
            Map.entry(401, "You are not signed in"),
            Map.entry(403, "You may not do this"),
            Map.entry(404, "There is no such thing"),
            Map.entry(405, "This cannot be done here"),
            Map.entry(406, "The answer is not to be had in the wished format"),
            Map.entry(408, "The request took too long"),
            Map.entry(409, "It conflicts with what is there"),
            Map.entry(412, "It was changed meanwhile"),
            Map.entry(413, "The request is too large"),
            Map.entry(414, "The address is too long"),
            Map.entry(415, "The format of the request is not supported"),
            Map.entry(422, "The request cannot be carried out as it is"),
            Map.entry(428, "A precondition is required"),
            Map.entry(429, "Too many requests"),
            Map.entry(431, "The headers are too large"),
            Map.entry(500, "The server failed"),
            Map.entry(503, "Not available at the moment"),
            Map.entry(505, "The version of HTTP is not supported"));

    private static final Map<Integer, String> SLUGS = Map.of(
            405, "method-not-allowed",
            406, "not-acceptable",
            408, "request-timeout",
            414, "address-too-long",
            431, "headers-too-large",
            500, "internal-error",
            505, "http-version-not-supported");

    /** A problem of the API as a document. */
    public static ProblemDocument of(Problem problem) {
        int status = problem.kind().status();
        return new ProblemDocument(
                status,
                type(status),
                title(status),
                problem.detail(),
                null,
                problem.field(),
                problem.remedy(),
                problem.retryAfterSeconds());
    }

    /** A bare status with a sentence of its own. */
    public static ProblemDocument of(int status, String detail, @Nullable String remedy) {
        return new ProblemDocument(status, type(status), title(status), detail, null, null, remedy, -1);
    }

    /** A failure of the server that is logged under the id and tells nothing about its inside. */
    public static ProblemDocument failure(int status, UUID errorId) {
        boolean passing = status == 503;
        return new ProblemDocument(
                status,
                type(status),
                title(status),
                passing
                        ? "Something that is needed for this is not available at the moment."
                        : "This is a defect of the server, not of the request.",
                "urn:uuid:" + errorId,
                null,
                passing ? "Try again in a moment." : "Tell the operator the instance; the log says more under it.",
                passing ? 5 : -1);
    }

    /** Nobody knows whether it was done; no Retry-After, for whoever obeys it blindly would do it twice. */
    public static ProblemDocument outcomeUnknown(UUID errorId) {
        return new ProblemDocument(
                500,
                OUTCOME_UNKNOWN,
                "It is not known whether it was done",
                "The connection to the database broke while the change was being kept: it was done as a whole, or not at all.",
                "urn:uuid:" + errorId,
                null,
                "Look whether it is there, and send the request again if not: with If-Match as it is, with an"
                        + " Idempotency-Key under a new key, as the old one stays refused.",
                -1);
    }

    private static String title(int status) {
        String title = TITLES.get(status);
        if (title != null) {
            return title;
        }
        return status >= 500 ? "The server failed" : "The request was refused";
    }

    private static String type(int status) {
        for (Problem.Kind kind : Problem.Kind.values()) {
            if (kind.status() == status) {
                return URN + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
        String slug = SLUGS.get(status);
        return slug == null ? "about:blank" : URN + slug;
    }

    /** Headers that belong to the document, without the content type. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"rostrum\"");
        }
        if (retryAfterSeconds >= 0) {
            headers.put("Retry-After", Long.toString(retryAfterSeconds));
        }
        return headers;
    }

    /** The document in UTF-8. */
    public byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            writeIfPresent(json, "instance", instance);
            writeIfPresent(json, "field", field);
            writeIfPresent(json, "remedy", remedy);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
