package org.rostrum.web.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;
import org.rostrum.web.parameter.Formats;

/** Says what is wrong with a JSON text in words a caller can act on: the place, the field, the remedy; no class names. */
final class JsonMistakes {
    private static final String BODY = "body";

    private JsonMistakes() {}

    static Problem explain(JsonProcessingException mistake) {
        if (mistake instanceof JsonMappingException mapping) {
            return mapping.getCause() instanceof JsonProcessingException inText
                            && !(inText instanceof JsonMappingException)
                            && !(inText instanceof InputCoercionException)
                    ? explainText(inText)
                    : explainMapping(mapping);
        }
        return explainText(mistake);
    }

    /** What is wrong with the text itself, whatever it was meant to be. */
    private static Problem explainText(JsonProcessingException mistake) {
        if (mistake instanceof StreamConstraintsException) {
            return Problem.invalid(
                    BODY,
                    "The JSON text is built too big: " + firstSentence(mistake.getOriginalMessage()),
                    "Nest less, or send shorter texts and fewer things at once.");
        }
        String what = mistake instanceof JsonEOFException
                ? "The JSON text ends too early" + place(mistake) + "."
                : "This is not valid JSON" + place(mistake) + ": " + firstSentence(mistake.getOriginalMessage());
        return Problem.invalid(BODY, what, "Send a complete JSON document in UTF-8.")
                .withCause(mistake);
    }

    static Problem missingBody() {
        return Problem.invalid(BODY, "The request has no body.", "Send a JSON document.");
    }

    private static Problem explainMapping(JsonMappingException mistake) {
        Problem inside = problemInside(mistake);
        if (inside != null) {
            return inside.kind() == Problem.Kind.INVALID
                    ? inside.withField(join(path(mistake), inside.field()))
                    : inside;
        }
        String field = path(mistake);
        if (mistake instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid(
                    field, "There is no field \"" + shorten(unknown.getPropertyName()) + "\" here.", known(unknown));
        }
        if (mistake instanceof InvalidNullException) {
            return missing(field, mistake);
        }
        if (mistake instanceof InvalidFormatException format) {
            return Problem.invalid(
                    field,
                    "\"" + shorten(Objects.toString(format.getValue())) + "\" does not fit" + place(mistake) + ".",
                    "Give " + Formats.describe(format.getTargetType()) + ".");
        }
        if (mistake instanceof ValueInstantiationException) {
            return refusedByTheRecord(field, mistake);
        }
        if (mistake instanceof MismatchedInputException mismatch) {
            return explainMismatch(field, mismatch);
        }
        return Problem.invalid(field, "The value does not fit" + place(mistake) + ".", "See the API's description.")
                .withCause(mistake);
    }

    private static Problem explainMismatch(String field, MismatchedInputException mistake) {
        String message = Objects.toString(mistake.getOriginalMessage(), "");
        if (message.startsWith("Missing required creator property")) {
            return missing(field, mistake);
        }
        if (message.startsWith("No content to map")) {
            return missingBody();
        }
        if (message.startsWith("Trailing token")) {
            return Problem.invalid(
                    BODY,
                    "Something follows the end of the JSON document" + place(mistake) + ".",
                    "Send one document.");
        }
        return Problem.invalid(
                field,
                "The value is of the wrong kind" + place(mistake) + ".",
                "Give " + Formats.describe(mistake.getTargetType()) + ".");
    }

    private static Problem missing(String field, JsonMappingException mistake) {
        return Problem.invalid(
                field,
                "A value is missing" + (mistake instanceof InvalidNullException ? place(mistake) : "") + ".",
                "Give the field a value; it must not be null.");
    }

    private static Problem refusedByTheRecord(String field, JsonMappingException mistake) {
        Throwable cause = mistake.getCause();
        String said = cause instanceof IllegalArgumentException ? firstSentence(cause.getMessage()) : "";
        return Problem.invalid(
                        field,
                        said.isEmpty() ? "The value is not allowed" + place(mistake) + "." : said,
                        "See the API's description of the field.")
                .withCause(mistake);
    }

    private static @Nullable Problem problemInside(Throwable mistake) {
        Throwable at = mistake;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (at instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    private static String known(UnrecognizedPropertyException unknown) {
        if (unknown.getKnownPropertyIds() == null
                || unknown.getKnownPropertyIds().isEmpty()) {
            return "Leave it out.";
        }
        List<String> names = unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return "The fields are: " + String.join(", ", names) + ".";
    }

    private static String path(JsonMappingException mistake) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mistake.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shorten(step.getFieldName()));
            }
        }
        return path.isEmpty() ? BODY : path.toString();
    }

    private static String join(String path, @Nullable String field) {
        if (field == null) {
            return path;
        }
        return path.equals(BODY) ? field : path + "." + field;
    }

    private static String place(JsonProcessingException mistake) {
        JsonLocation at = mistake.getLocation();
        return at == null || at.getLineNr() < 0 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String firstSentence(@Nullable String message) {
        String first = Objects.toString(message, "").lines().limit(1).collect(Collectors.joining());
        return shorten(first);
    }

    static String shorten(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
