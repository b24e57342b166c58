package org.rostrum.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rostrum.archive.ArchiveFixture.NOON;
import static org.rostrum.archive.ArchiveFixture.in;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ConversationFilter;
import org.rostrum.api.archive.EngagementFigures;
import org.rostrum.api.archive.Intake;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.archive.verify.Verifier;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.RecordingMetrics;
import org.rostrum.testkit.TestDatabase;

/** What keeps people out: permissions in the services, triggers in the database. */
class GuardsTest {
    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void database_refusesToChangeOrRemove_whatIsArchived(Database.Engine engine) {
        try (ArchiveFixture fixture = new ArchiveFixture(engine)) {
            List<Intake.Entry> entries = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                entries.add(in("" + i, "ann", null, NOON));
            }
            fixture.append(entries, 10_000);
            for (String sql : List.of(
                    "update archive_activity set content = 'x' where sequence = 7",
                    "delete from archive_activity where sequence = 7",
                    "delete from archive_activity",
                    "update archive_original set original = 'x' where sequence = 7",
                    "delete from archive_original where sequence = 7",
                    "update archive_segment set sealed = sealed",
                    "delete from archive_segment")) {
                // PostgreSQL says it with spaces, Derby by the name of a constraint
                assertThatThrownBy(() -> fixture.sql(sql))
                        .as(sql)
                        .hasMessageMatching("(?is).*archive.is.append.only.*");
            }
            assertThat(fixture.archive.totals().activities()).isEqualTo(10_000);
        }
    }

    @Test
    void everyMethod_asksForThePermissionItIsAnnotatedWith_beforeAnythingElse() throws Exception {
        try (TestDatabase test = TestDatabase.derby()) {
            ArchiveTables tables = new ArchiveTables(test.database());
            for (Class<?> api : List.of(Archive.class, EngagementFigures.class)) {
                for (Method method : api.getMethods()) {
                    FixedAccess access = FixedAccess.only("archive:nothing");
                    Object service = api == Archive.class
                            ? new JdbcArchive(
                                    tables, new Verifier(tables), access, new ManualClock(NOON), new RecordingMetrics())
                            : new JdbcEngagementFigures(tables, access);
                    String permission =
                            method.getAnnotation(RequiresPermission.class).value();

                    assertThatThrownBy(() -> call(service, method))
                            .as("%s", method)
                            .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail())
                                    .contains(permission));
                    assertThat(access.asked()).as("%s", method).containsExactly(permission);
                }
            }
        }
    }

    private static void call(Object service, Method method) throws Throwable {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(method.getParameterTypes()[i]);
        }
        try {
            method.invoke(service, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == long.class) {
            return 1L;
        } else if (type == int.class) {
            return 1;
        } else if (type == Intake.class) {
            return new Intake(List.of(), null);
        } else if (type == ActivityFilter.class) {
            return ActivityFilter.ALL;
        } else if (type == ConversationFilter.class) {
            return ConversationFilter.ALL;
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Instant.class) {
            return NOON;
        } else if (type == Consumer.class) {
            return (Consumer<Object>) ignored -> {};
        } else if (type == LongConsumer.class) {
            return (LongConsumer) ignored -> {};
        } else {
            return type == String.class ? "x" : null;
        }
    }
}
