package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.Preferences;
import org.rostrum.api.problem.Problem;

class UserPreferencesTest {
    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void preferences_areEachPersonsOwn_andReplacedAsAWhole(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("norbert", () -> {
                assertThat(it.preferences.own()).isEqualTo(Preferences.NONE);
                Preferences wanted = new Preferences("zh-hans-cn", "Europe/Warsaw", Preferences.Theme.DARK);
                Preferences kept = new Preferences("zh-Hans-CN", "Europe/Warsaw", Preferences.Theme.DARK);
                assertThat(it.preferences.replaceOwn(wanted)).isEqualTo(kept);
                assertThat(it.preferences.replaceOwn(kept)).isEqualTo(kept);
                assertThat(it.preferences.own()).isEqualTo(kept);
            });
            it.as("admin", () -> assertThat(it.preferences.own()).isEqualTo(Preferences.NONE));
            it.as("norbert", () -> {
                Preferences less = new Preferences("pl", null, null);
                assertThat(it.preferences.replaceOwn(less)).isEqualTo(less);
                assertThat(it.preferences.own()).isEqualTo(less);
            });
            // what changes nothing is not told
            assertThat(it.auditLog.actions()).filteredOn("user.prefer"::equals).hasSize(2);
        }
    }

    @Test
    void badInput_namesItsField_andChangesNothing() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("norbert", () -> {
                for (String language : new String[] {"", "a b", "x-", "e", "und", "pl-" + "x".repeat(40)}) {
                    refused(() -> it.preferences.replaceOwn(new Preferences(language, null, null)), "language");
                }
                for (String zone : new String[] {"", "Mars/Olympus", "../etc", "+01:00"}) {
                    refused(() -> it.preferences.replaceOwn(new Preferences(null, zone, null)), "zone");
                }
                assertThat(it.preferences.own()).isEqualTo(Preferences.NONE);
            });
            assertThatThrownBy(() -> it.access.as(Identity.anonymous("rest", "192.0.2.1"), it.preferences::own))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                            .isEqualTo(Problem.Kind.UNAUTHENTICATED));
            assertThatThrownBy(() -> it.access.asSystem("test", it.preferences::own))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        }
    }

    private static void refused(ThrowingCallable work, String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.remedy()).isNotBlank();
        });
    }
}
