package org.rostrum.spi.route;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/**
 * A text with places for the fields of a delivery, such as {@code {summary} ({language})}, as people write it into settings of an
 * adapter. Two characters {@code \n} begin a new line.
 */
public final class FieldTemplate {
    /** The fields of the delivery of a lead or a ticket. */
    public static final Set<String> CASE_FIELDS = Set.of(
            "id",
            "kind",
            "createdAt",
            "account",
            "accountName",
            "channel",
            "contactHandle",
            "contactName",
            "summary",
            "text",
            "url",
            "owner",
            "rule",
            "conversation",
            "language");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    private final String template;

    /**
     * @param known names of the fields that there are
     * @throws IllegalArgumentException in words for people, who see them behind the name of the setting
     */
    public FieldTemplate(String text, Set<String> known) {
        template = text.replace("\\n", "\n");
        for (String place : places()) {
            if (!known.contains(place)) {
                throw new IllegalArgumentException("a delivery has no field \"" + place + "\".");
            }
        }
    }

    /** Whether there is nothing to be written. */
    public boolean isBlank() {
        return template.isBlank();
    }

    /** The names of the fields that are filled in, in their order. */
    public List<String> places() {
        return PLACE.matcher(template).results().map(place -> place.group(1)).toList();
    }

    /**
     * The text with its places filled, without blanks around it. What looks like a place within a field stays as it is.
     *
     * @param fields by name; empty texts for what the delivery does not tell
     * @throws DeliveryException REJECTED naming a field that the delivery must have
     */
    public String fill(Map<String, String> fields) throws DeliveryException {
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            String value = fields.get(place.group(1));
            if (value == null) {
                throw rejected("The delivery has no field " + place.group(1));
            }
            place.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return place.appendTail(text).toString().strip();
    }

    /**
     * The same for what must not be empty.
     *
     * @param name of what is written, for the failure
     * @throws DeliveryException REJECTED naming what is empty
     */
    public String require(String name, Map<String, String> fields) throws DeliveryException {
        String text = fill(fields);
        if (text.isEmpty()) {
            throw rejected("Nothing is left of the field " + name + ", as " + places() + " are empty");
        }
        return text;
    }

    /** A text as one line of limited length, cut between two code points. */
    public static String line(String text, int longest) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static DeliveryException rejected(String why) {
        return new DeliveryException(FailureCategory.REJECTED, why, null);
    }
}
