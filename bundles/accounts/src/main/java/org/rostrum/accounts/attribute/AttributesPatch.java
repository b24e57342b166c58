package org.rostrum.accounts.attribute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.rostrum.api.accounts.AccountAttributes;
import org.rostrum.api.accounts.Setting;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** Reads a merge patch (RFC 7396) of attributes: what is absent stays, null is inherited again, the rest is set as a whole. */
public final class AttributesPatch {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    private static final String ZONE = "zone";
    private static final String LANGUAGES = "languages";
    private static final String HOURS = "businessHours";
    private static final String CONTACT = "contact";
    private static final Set<String> KNOWN = Set.of(ZONE, LANGUAGES, HOURS, CONTACT);

    private AttributesPatch() {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(JsonNode value) throws JsonProcessingException;
    }

    public static AccountAttributes.Change of(ObjectNode patch) {
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw Problem.invalid(
                        name,
                        "There is no attribute \"" + name + "\".",
                        "Use zone, languages, businessHours or contact.");
            }
        }
        return new AccountAttributes.Change(
                setting(
                        patch,
                        ZONE,
                        value -> Inputs.required(ZONE, Inputs.zone(ZONE, JSON.treeToValue(value, String.class)))),
                setting(patch, LANGUAGES, value -> languages(JSON.treeToValue(value, String[].class))),
                setting(patch, HOURS, value -> JSON.treeToValue(value, HoursJson.class)
                        .toHours()),
                setting(patch, CONTACT, value -> JSON.treeToValue(value, ContactJson.class)
                        .toContact()));
    }

    private static List<String> languages(String[] tags) {
        for (String tag : tags) {
            Inputs.required(LANGUAGES, tag);
        }
        return Arrays.asList(tags);
    }

    private static <T> Setting<T> setting(ObjectNode patch, String name, Reading<T> reading) {
        JsonNode value = patch.get(name);
        if (value == null) {
            return Setting.keep();
        }
        if (value.isNull()) {
            return Setting.inherit();
        }
        try {
            return Setting.to(reading.of(value));
        } catch (JsonProcessingException other) {
            throw Problem.invalid(
                            name,
                            "\"" + name + "\" is not what the API's description says.",
                            "Look it up in /api/v1/openapi.json.")
                    .withCause(other);
        }
    }
}
