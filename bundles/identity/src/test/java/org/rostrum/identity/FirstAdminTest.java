package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.data.Database;
import org.rostrum.api.problem.Problem;

class FirstAdminTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    @TempDir
    Path folder = Path.of("set by JUnit");

    private static FirstAdmin start(Installation it, @Nullable Path given) {
        return start(it, it.initialPassword, given);
    }

    private static FirstAdmin start(Installation it, InitialPasswordFile file, @Nullable Path given) {
        return new FirstAdmin(it.users, it.hashes, file, it.access, it.auditLog, it.clock, given);
    }

    private static boolean letsIn(Installation it, String password) {
        try {
            it.signIns.authenticate("admin", password.toCharArray(), "shell", "192.0.2.1");
            return true;
        } catch (Problem refused) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void firstStart_makesAdmin_withAPasswordForTheOwnersEyesOnly_untilItIsUsed(Database.Engine engine)
            throws IOException {
        try (Installation it = new Installation(engine)) {
            FirstAdmin firstAdmin = start(it, null);
            assertThat(Files.getPosixFilePermissions(it.initialPassword.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            String password = Files.readString(it.initialPassword.path());
            assertThat(password).hasSize(24).matches("[A-Za-z2-9]+");
            assertThat(firstAdmin.execute().toString())
                    .contains(it.initialPassword.path().toString());
            AuditEvent event = it.auditLog.events().get(0);
            assertThat(event.action()).isEqualTo("user.create");
            assertThat(event.actor()).isEqualTo("identity");
            assertThat(event.after()).contains("administrator").doesNotContain(password);
            assertThat(letsIn(it, password)).isTrue();
            assertThat(it.initialPassword.path()).doesNotExist();
            // it was on a screen: nothing is allowed before it is replaced
            it.as("admin", () -> {
                assertThatThrownBy(() -> it.access.require("archive:read"))
                        .isInstanceOfSatisfying(Problem.class, problem -> {
                            assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
                            assertThat(problem.remedy())
                                    .contains("/api/v1/users/admin/password")
                                    .contains("rostrum:password");
                        });
                it.userService.changeOwnPassword(password.toCharArray(), "blue tractor seven lamps".toCharArray());
            });
            it.as("admin", () -> it.access.require("archive:read"));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void laterStarts_changeNothing(Database.Engine engine) throws IOException {
        try (Installation it = new Installation(engine)) {
            assertThat(start(it, null).execute().getStatus()).isEqualTo(Result.Status.OK);
            String password = Files.readString(it.initialPassword.path());
            assertThat(start(it, null).execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(Files.readString(it.initialPassword.path())).isEqualTo(password);
            assertThat(letsIn(it, password)).isTrue();
            assertThat(start(it, null).execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(it.initialPassword.path()).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void nodesThatStartAtOnce_makeOneAdmin_andOnePassword(Database.Engine engine) throws Exception {
        try (Installation one = new Installation(engine)) {
            List<Installation> nodes = new ArrayList<>(List.of(one));
            for (int i = 0; i < 3; i++) {
                nodes.add(new Installation(one.testDatabase));
            }
            ExecutorService many = Executors.newFixedThreadPool(nodes.size());
            try {
                List<Callable<Result>> starts = nodes.stream()
                        .<Callable<Result>>map(node -> () -> start(node, null).execute())
                        .toList();
                for (Future<Result> started : many.invokeAll(starts)) {
                    assertThat(started.get().getStatus()).isEqualTo(Result.Status.OK);
                }
            } finally {
                many.shutdownNow();
            }
            List<Installation> told =
                    nodes.stream().filter(node -> node.initialPassword.exists()).toList();
            assertThat(told).hasSize(1);
            String password = Files.readString(told.get(0).initialPassword.path());
            Installation other = nodes.get(told.get(0) == one ? 1 : 0);
            assertThat(letsIn(other, password)).isTrue();
            // let in by another node: the file goes at the next look
            assertThat(start(told.get(0), null).execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(told.get(0).initialPassword.path()).doesNotExist();
        }
    }

    @Test
    void givenPassword_isTaken_andWrittenNowhere() throws IOException {
        try (Installation it = new Installation(Database.Engine.DERBY)) {
            Path given = Files.writeString(folder.resolve("password"), "blue tractor seven lamps\n");
            assertThat(start(it, given).execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(it.initialPassword.path()).doesNotExist();
            assertThat(letsIn(it, "blue tractor seven lamps")).isTrue();
            // whoever chose it need not choose again
            it.as("admin", () -> it.access.require("archive:read"));
        }
    }

    @Test
    void givenPassword_thatIsWeakOrMissing_isToldByTheHealth_andMendedWithoutRestart() throws IOException {
        try (Installation it = new Installation(Database.Engine.DERBY)) {
            Path given = folder.resolve("password");
            FirstAdmin firstAdmin = start(it, given);
            assertThat(firstAdmin.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
            assertThat(firstAdmin.execute().toString())
                    .contains(given.toString())
                    .contains(FirstAdmin.VARIABLE);
            Files.writeString(given, "admin");
            assertThat(firstAdmin.execute().toString()).contains("too short");
            Files.writeString(given, "blue tractor seven lamps");
            assertThat(firstAdmin.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(letsIn(it, "blue tractor seven lamps")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void passwordThatCannotBeWritten_makesNoAdmin(Database.Engine engine) throws IOException {
        try (Installation it = new Installation(engine)) {
            Path file = Files.writeString(folder.resolve("file"), "no folder");
            InitialPasswordFile unwritable = new InitialPasswordFile(file.resolve("initial-admin-password"));
            FirstAdmin firstAdmin = start(it, unwritable, null);
            assertThat(firstAdmin.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
            assertThat((boolean) it.testDatabase.database().read(it.users::any)).isFalse();
            Files.delete(file);
            assertThat(firstAdmin.execute().getStatus()).isEqualTo(Result.Status.OK);
            assertThat(letsIn(it, Files.readString(unwritable.path()))).isTrue();
        }
    }
}
