package org.rostrum.adapter.tryton;

import java.util.regex.Pattern;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.route.FieldTemplate;

/** Settings as they must be, or who is told what is wrong with them by their name. */
final class Setting {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");

    private Setting() {}

    static String required(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw wrong(name, "it is empty.");
        }
        return stripped;
    }

    /** Without a slash at the end. */
    static String address(String text) {
        try {
            String parsed = HttpAddress.parse(text).toString();
            return parsed.endsWith("/") ? parsed.substring(0, parsed.length() - 1) : parsed;
        } catch (IllegalArgumentException none) {
            throw wrong("address", String.valueOf(none.getMessage()));
        }
    }

    static FieldTemplate template(String name, String text) {
        try {
            FieldTemplate template = new FieldTemplate(text, FieldTemplate.CASE_FIELDS);
            if (!template.isBlank()) {
                return template;
            }
        } catch (IllegalArgumentException unknown) {
            throw wrong(name, String.valueOf(unknown.getMessage()));
        }
        throw wrong(name, "it is empty.");
    }

    /** A number as Tryton reads it, or an empty text. */
    static String amount(String amount, String currency) {
        String stripped = amount.strip();
        if (stripped.isEmpty()) {
            return stripped;
        }
        if (!AMOUNT.matcher(stripped).matches()) {
            throw wrong("amount", "it is no amount such as 250 or 99.50.");
        }
        if (currency.isBlank()) {
            throw wrong("currency", "say which currency the amount is in, such as EUR.");
        }
        return stripped;
    }

    static IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException(named(name) + why);
    }

    /** Keeps leads waiting until it is mended, here or there. */
    static DeliveryException waiting(FailureCategory category, String name, String why) {
        return new DeliveryException(category, named(name) + why, null);
    }

    private static String named(String name) {
        return "\"" + name + "\" of the configuration org.rostrum.adapter.tryton: ";
    }
}
