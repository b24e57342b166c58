package org.rostrum.channels.connectors;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rostrum.api.problem.Problem;

/** Holds settings to their definition. */
final class SettingsCheck {
    private static final String PLACEHOLDER = "$[";

    private final String connector;
    private final Definition definition;

    SettingsCheck(String connector, Definition definition) {
        this.connector = connector;
        this.definition = definition;
    }

    /**
     * @return the same, with numbers and truth values as they are usually written
     * @throws Problem INVALID whose field is {@code settings.<name>}
     */
    Map<String, String> read(Map<String, String> settings) {
        for (String name : new TreeSet<>(settings.keySet())) {
            if (definition.find(name).isEmpty()) {
                throw wrong(name, "The connector \"" + connector + "\" has no setting of this name.", known());
            }
        }
        Map<String, String> read = new TreeMap<>();
        for (Setting setting : definition.settings()) {
            String value = settings.get(setting.name());
            if (setting.required() && (value == null || value.isBlank())) {
                throw wrong(
                        setting.name(),
                        "The connector \"" + connector + "\" cannot be without it.",
                        "Give it a value. What it is: " + setting.title()
                                + (setting.description().isEmpty() ? "." : ". " + setting.description()));
            }
            if (value != null) {
                read.put(setting.name(), setting.isList() ? list(setting, value) : one(setting, value));
            }
        }
        return read;
    }

    private String known() {
        if (definition.settings().isEmpty()) {
            return "Leave it out: it has none.";
        }
        return "The settings are: "
                + definition.settings().stream().map(Setting::name).collect(Collectors.joining(", ")) + ".";
    }

    private static String list(Setting setting, String text) {
        List<String> values = ListText.split(text);
        if (values.size() > setting.most()) {
            throw wrong(
                    setting.name(),
                    "It has " + values.size() + " values.",
                    "Give at most " + setting.most() + ", with commas between.");
        }
        List<String> read = new ArrayList<>();
        for (String value : values) {
            read.add(one(setting, value));
        }
        return ListText.join(read);
    }

    private static String one(Setting setting, String value) {
        String read =
                switch (setting.type()) {
                    case TEXT, SECRET -> text(setting, value);
                    case TRUTH -> truth(setting, value);
                    case INTEGER, LONG, NUMBER -> number(setting, value);
                };
        if (!setting.choices().isEmpty()
                && setting.choices().stream().noneMatch(choice -> choice.value().equals(read))) {
            throw wrong(
                    setting.name(),
                    "It cannot be " + shown(setting, value) + ".",
                    "Choose one of "
                            + setting.choices().stream()
                                    .map(Setting.Choice::value)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return read;
    }

    private static String text(Setting setting, String value) {
        // Karaf's Configuration Admin puts environment variables and files of the server in the place of such; secrets
        // come
        // to the connector behind that
        if (!setting.isSecret() && value.contains(PLACEHOLDER)) {
            throw wrong(
                    setting.name(),
                    "It holds \"" + PLACEHOLDER + "\", with which placeholders of the server's configuration begin.",
                    "Write it without that.");
        }
        BigDecimal length = BigDecimal.valueOf(value.codePointCount(0, value.length()));
        if (!within(setting, length)) {
            throw wrong(
                    setting.name(), "It has " + length + " characters.", "Give it " + range(setting) + " characters.");
        }
        return value;
    }

    private static String truth(Setting setting, String value) {
        String read = value.strip().toLowerCase(Locale.ROOT);
        if (!read.equals("true") && !read.equals("false")) {
            throw wrong(setting.name(), shown(setting, value) + " is no truth value.", "Give it true or false.");
        }
        return read;
    }

    private static String number(Setting setting, String value) {
        boolean whole = setting.type() != Setting.Type.NUMBER;
        String range = range(setting);
        String remedy =
                "Give it a " + (whole ? "whole " : "") + "number" + (range.isEmpty() ? "." : ": " + range + ".");
        BigDecimal number;
        String read;
        try {
            String text = value.strip();
            // of a few characters: the digits of 1e999999999 would fill the memory
            number = switch (setting.type()) {
                case INTEGER -> BigDecimal.valueOf(Integer.parseInt(text));
                case LONG -> BigDecimal.valueOf(Long.parseLong(text));
                default -> BigDecimal.valueOf(Double.parseDouble(text));
            };
            read = whole ? number.toPlainString() : String.valueOf(number.doubleValue());
        } catch (NumberFormatException none) {
            throw wrong(setting.name(), shown(setting, value) + " is no number that it can be.", remedy)
                    .withCause(none);
        }
        if (!within(setting, number)) {
            throw wrong(setting.name(), "It cannot be " + read + ".", remedy);
        }
        return read;
    }

    private static boolean within(Setting setting, BigDecimal value) {
        BigDecimal least = setting.least();
        BigDecimal greatest = setting.greatest();
        return (least == null || value.compareTo(least) >= 0) && (greatest == null || value.compareTo(greatest) <= 0);
    }

    private static String range(Setting setting) {
        BigDecimal least = setting.least();
        BigDecimal greatest = setting.greatest();
        if (least != null && greatest != null) {
            return least.toPlainString() + " to " + greatest.toPlainString();
        }
        return least != null
                ? least.toPlainString() + " or more"
                : greatest != null ? "at most " + greatest.toPlainString() : "";
    }

    private static String shown(Setting setting, String value) {
        if (setting.isSecret()) {
            return "What was given";
        }
        return "\"" + (value.length() > 100 ? value.substring(0, 100) + "…" : value) + "\"";
    }

    private static Problem wrong(String setting, String detail, String remedy) {
        return Problem.invalid("settings." + setting, detail, remedy);
    }
}
