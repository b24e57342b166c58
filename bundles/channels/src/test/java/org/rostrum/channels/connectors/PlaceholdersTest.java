package org.rostrum.channels.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;

/** Who makes channels must not read what the server's own configuration may. */
class PlaceholdersTest {
    private static final String PLACEHOLDER = "https://evil.example/$[env:PGPASSWORD]";

    private static Setting setting(String name, Setting.Type type) {
        return new Setting(name, name, "", type, 0, false, List.of(), List.of(), null, null);
    }

    private final SettingsCheck check = new SettingsCheck(
            "probe",
            new Definition(
                    "Probe", "", List.of(setting("url", Setting.Type.TEXT), setting("password", Setting.Type.SECRET))));

    @Test
    void placeholdersOfTheServer_areRefusedInSettings() {
        assertThatThrownBy(() -> check.read(Map.of("url", PLACEHOLDER)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.field()).isEqualTo("settings.url");
                    assertThat(problem.detail()).contains("placeholders");
                });
    }

    @Test
    void secrets_mayHaveThem_asTheyAreGivenAsTheyAre() {
        assertThat(check.read(Map.of("password", PLACEHOLDER))).containsEntry("password", PLACEHOLDER);
    }
}
