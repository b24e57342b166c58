package org.rostrum.channels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;

/** What a channel must look like before it is kept. */
record ChannelDraft(String id, String accountId, String connector, String name, Map<String, String> settings) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final Pattern CONNECTOR = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");
    private static final List<String> PLATFORM =
            List.of("rostrum.", "service.", "felix.", "component.", "objectclass", "osgi.");
    private static final int MOST_SETTINGS = 15_000;

    ChannelDraft {
        Inputs.required("accountId", accountId);
        if (!CONNECTOR.matcher(Inputs.required("connector", connector)).matches()) {
            throw Problem.invalid(
                    "connector",
                    "\"" + connector + "\" is no connector type.",
                    "Use the name of an installed connector, such as feed.");
        }
        name = Inputs.name("name", name, 200);
        if (!ID.matcher(id).matches()) {
            throw Problem.invalid(
                    "id",
                    "\"" + id + "\" is no channel id.",
                    "Use 1 to 128 lower-case letters, digits, dots, underscores and hyphens.");
        }
        settings = Map.copyOf(settings);
        if (SettingsJson.write(settings).length() > MOST_SETTINGS) {
            throw Problem.invalid("settings", "Longer than " + MOST_SETTINGS + " characters.", "Shorten them.");
        }
        checkNames(settings);
    }

    /** Configuration Admin takes names that differ in case alone for the same. */
    private static void checkNames(Map<String, String> settings) {
        Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!SETTING.matcher(name).matches()) {
                throw Problem.invalid(
                        "settings",
                        "A setting has a name that none can have.",
                        "Use 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter.");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (PLATFORM.stream().anyMatch(lower::startsWith)) {
                throw Problem.invalid("settings." + name, "This name is the platform's own.", "Leave it out.");
            }
            String other = seen.putIfAbsent(name, name);
            if (other != null) {
                throw Problem.invalid(
                        "settings." + name, "It is there twice, as \"" + other + "\", too.", "Leave one of them out.");
            }
        }
    }

    static ChannelDraft of(
            @Nullable String id, String accountId, String connector, String name, Map<String, String> settings) {
        String wished = id == null
                ? accountId + "." + connector + "."
                        + name.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-+|-+$", "")
                : id;
        return new ChannelDraft(wished, accountId, connector, name, settings);
    }
}
