package org.rostrum.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class EntityTagsTest {
    @Test
    void expectedVersion_readsWhatOfWrote() {
        assertThat(EntityTags.expectedVersion(EntityTags.of(42))).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"7\"", "\"7-gzip\"", "  \"7\" "})
    void expectedVersion_understandsWhatProxiesMakeOfIt(String header) {
        assertThat(EntityTags.expectedVersion(header)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "*", "\"a\"", "\"1\", \"2\"", "\"-1\"", "\"99999999999999999999\""})
    void expectedVersion_refusesWhatIsNoTag_namingTheHeader(String header) {
        assertThatThrownBy(() -> EntityTags.expectedVersion(header)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isEqualTo("If-Match");
            assertThat(problem.remedy()).contains("ETag");
        });
    }

    @Test
    void expectedVersion_asksForTheHeader_whenItIsMissing() {
        assertThatThrownBy(() -> EntityTags.expectedVersion(null))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                        .isEqualTo(Problem.Kind.PRECONDITION_REQUIRED));
    }
}
