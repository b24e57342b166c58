package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

class SignInsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String ADDRESS = "192.0.2.9";

    private static Problem refused(Installation it, String user, String password) {
        try {
            it.signIns.authenticate(user, password.toCharArray(), "shell", ADDRESS);
        } catch (Problem problem) {
            return problem;
        }
        throw new AssertionError("was let in");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void authenticate_letsIn_andNotesIt(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Set<String> roles =
                    it.signIns.authenticate(" Vera ", Installation.PASSWORD.toCharArray(), "shell", ADDRESS);
            assertThat(roles).containsExactly("viewer");
            assertThat(it.user("vera").user().lastSignIn()).isEqualTo(it.clock.instant());
            AuditEvent event = it.auditLog.events().get(0);
            assertThat(event.action()).isEqualTo("session.create");
            assertThat(event.actor()).isEqualTo("vera");
            assertThat(event.door()).isEqualTo("shell");
            assertThat(event.address()).isEqualTo(ADDRESS);
            assertThat(it.metrics.count("rostrum.identity.sign-ins,outcome,success,door,shell"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void authenticate_saysTheSame_whetherTheNameOrThePasswordIsWrong(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                it.userService.update("norbert", new UserChange(null, null, true, null), 1);
            });
            List<Problem> refusals = List.of(
                    refused(it, "vera", "wrong password 1"),
                    refused(it, "nobody", "wrong password 1"),
                    refused(it, "norbert", Installation.PASSWORD),
                    refused(it, "vera", ""),
                    refused(it, "'; drop table identity_user; --", "x"),
                    refused(it, "x".repeat(100_000), "x"),
                    refused(it, "vera", "x".repeat(100_000)));
            for (Problem refusal : refusals) {
                assertThat(refusal.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
                assertThat(refusal.detail()).isEqualTo(refusals.get(0).detail());
                assertThat(refusal.remedy()).isEqualTo(refusals.get(0).remedy());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void authenticate_limitsUnknownUsersLikeKnownOnes(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            for (String user : List.of("vera", "nobody")) {
                for (int i = 0; i < 5; i++) {
                    assertThat(refused(it, user, "wrong password 1").kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
                }
                Problem refusal = refused(it, user, Installation.PASSWORD);
                assertThat(refusal.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
                assertThat(refusal.retryAfterSeconds()).isEqualTo(1);
            }
        }
    }

    @Test
    void authenticate_takesAsLong_whenThereIsNoSuchUser() {
        PasswordHashes slow = new PasswordHashes();
        String hash = slow.hash("blue tractor".toCharArray());
        slow.pretend("warm up".toCharArray());
        long known = fastest(() -> slow.matches("red tractor".toCharArray(), hash));
        long unknown = fastest(() -> slow.pretend("red tractor".toCharArray()));
        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    /** By the processor's time of this thread: whatever else the machine does counts for nothing. */
    private static long fastest(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long began = threads.getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, threads.getCurrentThreadCpuTime() - began);
        }
        return best;
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void authenticate_notesRefusals_butNotWhatWasTypedAsAName(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            refused(it, "vera", "wrong password 1");
            refused(it, "hunter2hunter2", "x");
            assertThat(it.auditLog.events()).extracting(AuditEvent::action).containsOnly("session.refuse");
            assertThat(it.auditLog.events())
                    .extracting(AuditEvent::subject)
                    .containsExactly("user/vera", "user/unknown");
            assertThat(it.auditLog.events()).extracting(AuditEvent::actor).containsOnly("anonymous");
            assertThat(it.auditLog.events()).extracting(AuditEvent::address).containsOnly(ADDRESS);
            assertThat(it.auditLog.events().toString())
                    .doesNotContain("hunter2")
                    .doesNotContain("wrong password 1");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void authenticate_makesOutdatedHashesAnew(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String old = new PasswordHashes(32).hash(Installation.PASSWORD.toCharArray());
            it.testDatabase
                    .database()
                    .transact(connection ->
                            it.users.setPassword(connection, it.user("vera").id(), old, false));
            it.signIns.authenticate("vera", Installation.PASSWORD.toCharArray(), "shell", ADDRESS);
            String hash = it.user("vera").passwordHash();
            assertThat(hash).isNotEqualTo(old).contains("m=64");
            assertThat(it.hashes.matches(Installation.PASSWORD.toCharArray(), hash))
                    .isTrue();
        }
    }

    @Test
    void authenticate_deletesTheFileOfTheFirstPassword_onlyForTheAdmin() throws IOException {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.initialPassword.write("secret");
            it.signIns.authenticate("vera", Installation.PASSWORD.toCharArray(), "shell", ADDRESS);
            refused(it, "admin", "wrong password 1");
            assertThat(it.initialPassword.exists()).isTrue();
            it.signIns.authenticate("admin", Installation.PASSWORD.toCharArray(), "shell", ADDRESS);
            assertThat(it.initialPassword.exists()).isFalse();
        }
    }

    @Test
    void asUser_actsWithTheRightsOfTheMoment() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Caller caller = it.signIns.asUser("vera", "shell", ADDRESS, () -> {
                it.access.require("archive:read");
                assertThat(it.access.permits("users:read")).isFalse();
                return it.access.caller();
            });
            assertThat(caller).isEqualTo(new Caller(Caller.Type.USER, "vera", "shell", ADDRESS));
            it.as("admin", () -> {
                it.userService.update("vera", new UserChange(null, null, true, null), 1);
            });
            for (String gone : List.of("vera", "nobody")) {
                assertThatThrownBy(() -> it.signIns.asUser(gone, "shell", ADDRESS, () -> true))
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                                .isEqualTo(Problem.Kind.UNAUTHENTICATED));
            }
        }
    }
}
