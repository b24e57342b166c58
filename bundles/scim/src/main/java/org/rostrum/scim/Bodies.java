package org.rostrum.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what clients send: bounded, as JSON, and with what some of them write otherwise put right. */
final class Bodies {
    private static final int DEPTH = 50;
    /** RFC 7644, 3.5.2, as far as brackets go. */
    private static final Pattern PATH = Pattern.compile("[\\w:.$-]*(\\[[^\\[\\]]+\\])?(\\.[\\w$-]+)?");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
    }

    private Bodies() {}

    /**
     * What was sent.
     *
     * @param operations how many it asks for at once: of a bulk request or a patch; 0 of others
     */
    record Body(String text, int operations) {
        static final Body NONE = new Body("", 0);
    }

    static Body read(HttpServletRequest request) throws IOException {
        byte[] body;
        try (InputStream stream = request.getInputStream()) {
            body = stream.readNBytes(Limits.BODY + 1);
            if (body.length > Limits.BODY) {
                // who still sends when the connection ends does not see the answer
                stream.skip(Limits.PASSED_OVER);
                throw tooLarge();
            }
        }
        if (body.length == 0) {
            return Body.NONE;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode document = JSON.readTree(text);
            if (!(document instanceof ObjectNode)) {
                throw unreadable("The body is no JSON object.");
            }
            int operations = document.path("Operations").size();
            if (operations > Limits.OPERATIONS) {
                throw new Failure(
                        413, "There are more than " + Limits.OPERATIONS + " operations. Send fewer at once.", null);
            }
            mend(document);
            return new Body(JSON.writeValueAsString(document), operations);
        } catch (CharacterCodingException foreign) {
            throw unreadable("The body is not written in UTF-8.");
        } catch (JsonProcessingException foreign) {
            throw unreadable("The body is no JSON: " + foreign.getOriginalMessage());
        }
    }

    private static Failure tooLarge() {
        return new Failure(413, "The body is larger than " + Limits.BODY + " bytes. Send less at once.", null);
    }

    private static Failure unreadable(String detail) {
        return new Failure(400, detail, ScimType.RFC7644.INVALID_SYNTAX);
    }

    /** Microsoft Entra ID sends {@code "active": "False"}; passwords are nobody's affair here. */
    private static void mend(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean operation = object.has("op") || object.has("OP") || object.has("Op");
            boolean active = "active".equalsIgnoreCase(object.path("path").asText());
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String name = field.getKey().toLowerCase(Locale.ROOT);
                if ((name.equals("password") && !field.getValue().isNull())
                        || (name.equals("path")
                                && "password".equalsIgnoreCase(field.getValue().asText()))) {
                    throw new Failure(
                            400,
                            "Passwords are not provisioned: users sign in by the identity provider, or an administrator"
                                    + " issues a one-time password.",
                            ScimType.RFC7644.INVALID_VALUE);
                }
                if (name.equals("path")
                        && operation
                        && !PATH.matcher(field.getValue().asText()).matches()) {
                    // the library takes it for the name of something that is not kept here
                    throw new Failure(
                            400, "\"" + field.getValue().asText() + "\" is no path.", ScimType.RFC7644.INVALID_PATH);
                }
                if (name.equals("active") || name.equals("primary") || (active && name.equals("value"))) {
                    field.setValue(truth(field.getValue()));
                } else {
                    mend(field.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(Bodies::mend);
        }
    }

    private static JsonNode truth(JsonNode value) {
        if (value.isTextual() && value.asText().equalsIgnoreCase("true")) {
            return BooleanNode.TRUE;
        }
        return value.isTextual() && value.asText().equalsIgnoreCase("false") ? BooleanNode.FALSE : value;
    }
}
