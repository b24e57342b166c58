package org.rostrum.report.engagement;

import java.util.HashMap;
import java.util.Map;

/** One band of the template, with the fields it shows. */
final class Row {
    /** The bands of the template, by the name its conditions ask for. */
    enum Band {
        COVER,
        LEAD,
        CARDS,
        PLAIN_CARDS,
        NOTE,
        HEADING,
        VOLUME,
        HEAT,
        EMPTY,
        ACCOUNT,
        METHOD,
        SHARED,
        SMALL,
        PLAIN_SMALL
    }

    /** The tables whose heading the template repeats on each page. */
    enum Table {
        ACCOUNTS,
        METHOD
    }

    private final Map<String, Object> fields = new HashMap<>();

    /** @param part rows of different parts never share a page */
    Row(Band band, String part) {
        fields.put("band", band.name());
        fields.put("part", part);
        fields.put("table", "");
    }

    Row in(Table table) {
        fields.put("table", table.name());
        return this;
    }

    Row with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
