package org.rostrum.adapter.request.tracker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rostrum.api.engagement.CaseStage;

/** What the states of tickets mean; queues may have states of their own. */
final class Stages {
    private final Map<String, CaseStage> stages = new HashMap<>();

    /**
     * @param setting {@code new=NEW; open=OPEN}
     * @throws IllegalArgumentException in words for people
     */
    Stages(String setting) {
        for (String one : setting.split(";", -1)) {
            if (!one.isBlank()) {
                add(one.strip());
            }
        }
    }

    private void add(String entry) {
        int end = entry.indexOf('=');
        if (end < 1) {
            throw wrong("\"" + entry + "\" is not of the form STATUS=STAGE.");
        }
        String name = entry.substring(end + 1).strip();
        CaseStage stage = Arrays.stream(CaseStage.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> wrong("\"" + name + "\" is no stage. Take one of "
                        + Arrays.stream(CaseStage.values()).map(CaseStage::name).collect(Collectors.joining(", "))
                        + "."));
        if (stages.put(folded(entry.substring(0, end)), stage) != null) {
            throw wrong("\"" + entry.substring(0, end).strip() + "\" is there twice.");
        }
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(TrackerRest.setting("stages") + why);
    }

    private static String folded(String status) {
        return status.strip().toLowerCase(Locale.ROOT);
    }

    /** A state that is not known is one somebody works with. */
    CaseStage of(String status) {
        return stages.getOrDefault(folded(status), CaseStage.OPEN);
    }
}
