package org.rostrum.delivery.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryRequest;
import org.rostrum.api.problem.Problem;

/** Checks a request before it is accepted. */
final class RequestCheck {
    static final int MAX_PAYLOAD = 1 << 20;

    private static final int MAX_ATTACHMENTS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final Pattern REFERENCE = Pattern.compile("[a-z0-9][a-z0-9.+-]*:.+", Pattern.DOTALL);
    private static final JsonFactory JSON = new JsonFactory();

    private RequestCheck() {}

    static void check(DeliveryRequest request) {
        name("kind", request.kind());
        if (request.adapter() != null) {
            name("adapter", request.adapter());
        }
        length("idempotencyKey", request.idempotencyKey(), 200);
        length("accountId", request.accountId(), 100);
        length("subject", request.subject(), 200);
        payload(request.payload());
        attachments(request.attachments());
    }

    private static void name(String field, String value) {
        if (!NAME.matcher(value).matches()) {
            throw Problem.invalid(
                    field,
                    "\"" + value + "\" is no name of a" + (field.equals("adapter") ? "n " : " ") + field + ".",
                    "Use 1 to 60 lower-case letters, digits, dots, hyphens and underscores.");
        }
    }

    private static void length(String field, @Nullable String value, int most) {
        if (value != null && (value.isBlank() || value.length() > most)) {
            throw Problem.invalid(
                    field,
                    "The field \"" + field + "\" has " + value.length() + " characters.",
                    "Give it 1 to " + most + " characters, not all of them blank.");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw Problem.invalid(
                    field, "The field \"" + field + "\" contains the character NUL.", "Leave that character out.");
        }
    }

    static void payload(String payload) {
        // a character has at most three bytes per char, so most payloads need no counting
        if (payload.length() > MAX_PAYLOAD / 3) {
            int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_PAYLOAD) {
                throw Problem.invalid(
                        "payload",
                        "The payload has " + bytes + " bytes; 1 MiB (" + MAX_PAYLOAD + ") is the limit.",
                        "Hand over what is big as an attachment.");
            }
        }
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() == null) {
                throw notJson("it is empty", null);
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw notJson("something follows the value", null);
            }
        } catch (JsonProcessingException wrong) {
            // the message of the parser would show what is inside
            throw notJson(
                    "line " + wrong.getLocation().getLineNr() + ", column "
                            + wrong.getLocation().getColumnNr(),
                    null);
        } catch (IOException impossible) {
            throw notJson("it cannot be read", impossible);
        }
    }

    private static Problem notJson(String where, @Nullable Throwable cause) {
        Problem problem =
                Problem.invalid("payload", "The payload is not JSON: " + where + ".", "Send one JSON value in it.");
        return cause == null ? problem : problem.withCause(cause);
    }

    private static void attachments(List<DeliveryRequest.AttachmentReference> attachments) {
        if (attachments.size() > MAX_ATTACHMENTS) {
            throw Problem.invalid(
                    "attachments",
                    "There are " + attachments.size() + " attachments.",
                    "Send at most " + MAX_ATTACHMENTS + ".");
        }
        for (int i = 0; i < attachments.size(); i++) {
            DeliveryRequest.AttachmentReference attachment = attachments.get(i);
            String field = "attachments[" + i + "].";
            length(field + "name", attachment.name(), 255);
            length(field + "mediaType", attachment.mediaType(), 255);
            length(field + "reference", attachment.reference(), 1000);
            if (!REFERENCE.matcher(attachment.reference()).matches()) {
                throw Problem.invalid(
                        field + "reference",
                        "The reference names no source.",
                        "Write it as scheme:rest, such as report-output:7.");
            }
        }
    }
}
