package org.rostrum.connector.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;

class LinkedInSettingsTest {
    @Test
    void webhook_needsTheSecretThatItsCallsAreKnownBy() {
        Map<String, String> settings =
                new LinkedHashMap<>(Map.of("organization", "2414183", "accessToken", "AQXtoken", "webhook", "true"));
        Problem problem = catchThrowableOfType(Problem.class, () -> LinkedInSettings.check(settings));
        assertThat(problem.field()).isEqualTo("clientSecret");
        assertThat(problem.detail()).contains("with \"webhook\"");
        assertThat(problem.remedy()).contains("client secret", "set \"webhook\" to false");
        settings.put("clientSecret", "hush");
        LinkedInSettings.check(settings);
    }
}
