package org.rostrum.spi.cases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rostrum.api.engagement.CaseStage;

/** What the states of another system mean, as people write it into settings of an adapter: {@code new=NEW; stalled=WAITING}. */
public final class StageNames {
    private final Map<String, CaseStage> stages = new HashMap<>();

    /**
     * @param setting STATUS=STAGE, separated by semicolons; case does not matter
     * @throws IllegalArgumentException in words for people, who see them behind the name of the setting
     */
    public StageNames(String setting) {
        for (String one : setting.split(";", -1)) {
            if (!one.isBlank()) {
                add(one.strip());
            }
        }
    }

    private void add(String entry) {
        int end = entry.indexOf('=');
        if (end < 1) {
            throw new IllegalArgumentException("\"" + entry + "\" is not of the form STATUS=STAGE.");
        }
        String name = entry.substring(end + 1).strip();
        CaseStage stage = Arrays.stream(CaseStage.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no stage. Take one of "
                        + Arrays.stream(CaseStage.values()).map(CaseStage::name).collect(Collectors.joining(", "))
                        + "."));
        if (stages.put(folded(entry.substring(0, end)), stage) != null) {
            throw new IllegalArgumentException("\"" + entry.substring(0, end).strip() + "\" is there twice.");
        }
    }

    private static String folded(String status) {
        return status.strip().toLowerCase(Locale.ROOT);
    }

    /** A state that is not named is one somebody works with. */
    public CaseStage of(String status) {
        return stages.getOrDefault(folded(status), CaseStage.OPEN);
    }
}
