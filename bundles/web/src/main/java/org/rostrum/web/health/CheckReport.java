package org.rostrum.web.health;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * What one check says.
 *
 * @param lastReal the latest moment, not after the check, that its messages name: when something real last happened there,
 *     by the custom of this product's checks; null when they name none
 */
record CheckReport(
        String name,
        List<String> tags,
        Result.Status status,
        List<String> messages,
        @Nullable Instant lastReal,
        Instant checked,
        long millis) {
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?Z");

    static CheckReport of(String name, List<String> tags, Result result, Instant checked, long millis) {
        List<String> messages = new ArrayList<>();
        Instant last = null;
        for (ResultLog.Entry entry : result) {
            if (entry.isDebug()) {
                continue;
            }
            boolean plain = entry.getStatus() == Result.Status.OK || entry.getStatus() == result.getStatus();
            String message = words(entry);
            messages.add(plain ? message : entry.getStatus() + ": " + message);
            for (Instant moment : moments(entry.getMessage())) {
                if (!moment.isAfter(checked) && (last == null || moment.isAfter(last))) {
                    last = moment;
                }
            }
        }
        return new CheckReport(
                name, List.copyOf(tags), result.getStatus(), List.copyOf(messages), last, checked, millis);
    }

    /** A check that broke off says why in our own words where there are some; the log has the rest. */
    private static String words(ResultLog.Entry entry) {
        Exception thrown = entry.getException();
        if (thrown == null) {
            return entry.getMessage();
        }
        return thrown instanceof Problem problem
                ? problem.detail()
                : entry.getMessage() + " (" + thrown.getClass().getSimpleName() + ")";
    }

    private static List<Instant> moments(String message) {
        List<Instant> moments = new ArrayList<>();
        Matcher matcher = MOMENT.matcher(message);
        while (matcher.find()) {
            try {
                moments.add(Instant.parse(matcher.group()));
            } catch (DateTimeException none) {
                // looks like one and is none, such as the 31st of February
            }
        }
        return moments;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("status", status.name());
        json.writeArrayFieldStart("messages");
        for (String message : messages) {
            json.writeString(message);
        }
        json.writeEndArray();
        if (lastReal != null) {
            json.writeStringField("lastReal", lastReal.toString());
        }
        json.writeStringField("checked", checked.toString());
        json.writeNumberField("millis", millis);
        json.writeArrayFieldStart("tags");
        for (String tag : tags) {
            json.writeString(tag);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
