package org.rostrum.plugins;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** What a bundle says of one of its settings, and whether a value is that. */
final class SettingRule {
    private final AD definition;

    SettingRule(AD definition) {
        this.definition = definition;
    }

    /** As it stands in the file. */
    String name() {
        return definition.getID();
    }

    /** Whether there is nothing that holds without it. */
    boolean isNeeded() {
        return definition.isRequired() && definition.getDefaultValue() == null;
    }

    private boolean isSecret() {
        return definition.getType() == AttributeDefinition.PASSWORD;
    }

    /** For people: the name, and what it is. */
    String described() {
        String[] defaults = definition.getDefaultValue();
        String otherwise = defaults == null ? "" : String.join(",", defaults);
        String words = isSecret() ? "a secret" : meaning();
        return name()
                + (words.isEmpty() && otherwise.isEmpty() ? "" : " (")
                + words
                + (words.isEmpty() || otherwise.isEmpty() ? "" : "; ")
                + (otherwise.isEmpty() ? "" : "else " + otherwise)
                + (words.isEmpty() && otherwise.isEmpty() ? "" : ")");
    }

    private String meaning() {
        String description = definition.getDescription();
        // what begins so stands in a file of words, in one language or another
        return description == null || description.startsWith("%") ? "" : description.strip();
    }

    /** For people: what is wrong with a value; empty when nothing is that the definition tells. */
    Optional<String> objection(String value) {
        if (isRight(value.strip())) {
            return Optional.empty();
        }
        String meaning = meaning();
        return Optional.of(name() + (isSecret() ? "" : " is \"" + shortened(value) + "\"") + ", and must be " + wanted()
                + (meaning.isEmpty() ? "" : " (" + meaning + ")"));
    }

    private static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }

    private boolean isRight(String value) {
        String[] choices = definition.getOptionValues();
        if (choices != null && choices.length > 0) {
            return List.of(choices).contains(value);
        }
        return switch (definition.getType()) {
            case AttributeDefinition.INTEGER -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case AttributeDefinition.SHORT -> isWhole(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case AttributeDefinition.BYTE -> isWhole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case AttributeDefinition.LONG -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> number(value) != null
                    && isWithin(number(value));
            case AttributeDefinition.BOOLEAN -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            default -> true;
        };
    }

    private boolean isWhole(String value, long least, long greatest) {
        BigDecimal number = number(value);
        return number != null
                && value.matches("[+-]?[0-9]+")
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(greatest)) <= 0
                && isWithin(number);
    }

    private boolean isWithin(@Nullable BigDecimal number) {
        BigDecimal least = number(definition.getMin());
        BigDecimal greatest = number(definition.getMax());
        return number != null
                && (least == null || number.compareTo(least) >= 0)
                && (greatest == null || number.compareTo(greatest) <= 0);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private String wanted() {
        String[] choices = definition.getOptionValues();
        if (choices != null && choices.length > 0) {
            return "one of " + String.join(", ", choices);
        }
        String least = definition.getMin();
        String greatest = definition.getMax();
        String bounds = (least == null ? "" : " from " + least) + (greatest == null ? "" : " to " + greatest);
        return switch (definition.getType()) {
            case AttributeDefinition.BOOLEAN -> "true or false";
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "a number such as 1.5" + bounds;
            default -> "a whole number" + bounds;
        };
    }
}
