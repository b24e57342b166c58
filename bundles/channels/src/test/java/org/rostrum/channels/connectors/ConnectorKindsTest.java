package org.rostrum.channels;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.ConnectorKind;

class ConnectorKindsTest {
    private final ConnectorKinds kinds = new ConnectorKinds();
    private final ConnectorKind feed = new ConnectorKind() {
        @Override
        public String type() {
            return "feed";
        }

        @Override
        public List<String> settings() {
            return List.of("url", "language");
        }

        @Override
        public void check(Map<String, String> settings) {
            if (!settings.containsKey("url")) {
                throw Problem.invalid("url", "It is missing.", "Give it.");
            }
        }
    };

    @Test
    void connectorThatIsNotInstalled_isRefused_untilItIs() {
        assertRefused("connector", "none is installed", () -> kinds.check("feed", Map.of("url", "x")));
        kinds.addKind(feed);
        assertThatNoException().isThrownBy(() -> kinds.check("feed", Map.of("url", "x")));
        assertRefused("connector", "Use one of [feed]", () -> kinds.check("fed", Map.of()));
        kinds.removeKind(feed);
        assertRefused("connector", "Install its plugin first", () -> kinds.check("feed", Map.of("url", "x")));
    }

    @Test
    void settings_areNamedAsTheCallerWroteThem() {
        kinds.addKind(feed);
        assertRefused("settings.url", "Give it", () -> kinds.check("feed", Map.of()));
        assertRefused(
                "settings.uri", "The settings are: url, language.", () -> kinds.check("feed", Map.of("uri", "x")));
    }

    @Test
    void channelsOfImports_needNoPlugin_andHaveNoSettings() {
        assertThatNoException().isThrownBy(() -> kinds.check("import", Map.of()));
        assertRefused("settings.url", "it has none", () -> kinds.check("import", Map.of("url", "x")));
    }

    private static void assertRefused(String field, String remedy, ThrowingCallable call) {
        assertThatExceptionOfType(Problem.class).isThrownBy(call).satisfies(problem -> {
            org.assertj.core.api.Assertions.assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            org.assertj.core.api.Assertions.assertThat(problem.field()).isEqualTo(field);
            org.assertj.core.api.Assertions.assertThat(problem.remedy()).contains(remedy);
        });
    }
}
