package org.rostrum.connector.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Where a part of a message stands: at one pointer (RFC 6901) that a setting gives, or else at the first of the usual ones.
 *
 * @param setting that can say where
 * @param given whether it does
 */
record Place(String setting, List<JsonPointer> pointers, boolean given) {
    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*+)++");
    private static final Pattern ELEMENT = Pattern.compile("/0(?:/|$)");
    private static final int LONGEST = 250;
    private static final int MOST_TOLD = 8;

    Place {
        pointers = List.copyOf(pointers);
    }

    /** @throws Problem naming the setting */
    static Place of(String setting, String value, String... usual) {
        if (value.isEmpty()) {
            return new Place(setting, Stream.of(usual).map(JsonPointer::compile).toList(), false);
        }
        if (value.length() > LONGEST || !POINTER.matcher(value).matches()) {
            throw Problem.invalid(
                    setting,
                    "This is no JSON Pointer that could be followed.",
                    "Begin with a slash, put one before each step, and write ~1 for a slash and ~0 for a tilde in a name,"
                            + " such as /message/text.");
        }
        return new Place(setting, List.of(JsonPointer.compile(value)), true);
    }

    /** What is there; null when nothing is. Where several scopes have something, the first of them. */
    @Nullable
    JsonNode node(List<JsonNode> scopes) {
        for (JsonNode scope : scopes) {
            for (JsonPointer pointer : pointers) {
                JsonNode found = scope.at(pointer);
                if (!found.isMissingNode()) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The text, number or truth value that is there; null when there is none, or a blank one. */
    @Nullable
    String text(List<JsonNode> scopes) {
        for (JsonNode scope : scopes) {
            for (JsonPointer pointer : pointers) {
                JsonNode found = scope.at(pointer);
                if (found.isValueNode() && !found.isNull() && !found.asText().isBlank()) {
                    return found.isFloatingPointNumber() ? plain(found.doubleValue()) : found.asText();
                }
            }
        }
        return null;
    }

    /** Without exponent, where that is not endless. */
    private static String plain(double number) {
        return Math.abs(number) < 1e18 ? BigDecimal.valueOf(number).toPlainString() : Double.toString(number);
    }

    /** Says where was looked; where no setting says it, not at every variant. */
    Refusal refusal(String detail) {
        String looked = pointers.stream()
                .map(JsonPointer::toString)
                .filter(pointer -> given || !ELEMENT.matcher(pointer).find())
                .limit(MOST_TOLD)
                .collect(Collectors.joining(", "));
        return given
                ? Refusal.at(looked, detail + " Looked for it at " + looked + ".")
                : Refusal.at(
                        "",
                        detail + " Looked for it at " + looked + " and the like; the setting " + setting
                                + " can say where it is.");
    }
}
