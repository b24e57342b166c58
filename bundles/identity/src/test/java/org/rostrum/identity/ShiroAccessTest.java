package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

class ShiroAccessTest {
    private final ShiroAccess access = new ShiroAccess();

    private static Identity identity(boolean mustChange, String... permissions) {
        return new Identity(
                new Caller(Caller.Type.USER, "vera", "rest", "192.0.2.1"),
                Set.of("viewer"),
                Rights.everywhere(List.of(permissions)),
                null,
                mustChange ? Pending.PASSWORD : Pending.NOTHING,
                null);
    }

    private static Identity token(List<String> granted, List<String> limits) {
        return new Identity(
                new Caller(Caller.Type.TOKEN, "vera", "rest", "192.0.2.1", 7L),
                Set.of("viewer"),
                Rights.everywhere(granted),
                Rights.everywhere(limits),
                Pending.NOTHING,
                null);
    }

    @Test
    void thread_isNobodys_whenNobodyWasSet() {
        assertThat(access.caller()).isEqualTo(Caller.ANONYMOUS);
        assertThat(access.permits("archive:read")).isFalse();
        assertThatThrownBy(() -> access.require("archive:read"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED));
    }

    @Test
    void require_passesWhatIsHeld_andNamesWhatIsNot() {
        access.as(identity(false, "archive:read,verify", "reports:*"), () -> {
            access.require("archive:read");
            access.require("archive:verify");
            access.require("reports:run");
            assertThatThrownBy(() -> access.require("archive:append"))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
                        assertThat(problem.detail()).contains("archive:append");
                    });
            return true;
        });
        assertThat(access.caller()).isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void permits_doesNotTakeThePartForTheWhole() {
        access.as(identity(false, "archive:read"), () -> {
            assertThat(access.permits("archive")).isFalse();
            assertThat(access.permits("archive:*")).isFalse();
            assertThat(access.permits("*")).isFalse();
            return true;
        });
    }

    @Test
    void asSystem_mayDoEverything_underItsName_andEndsWithTheWork() {
        access.as(identity(false), () -> {
            String inside = access.asSystem("retention", () -> {
                access.require("whatever:there:is");
                return access.caller().name();
            });
            assertThat(inside).isEqualTo("retention");
            assertThat(access.caller().name()).isEqualTo("vera");
            return true;
        });
    }

    @Test
    void asSystem_endsAlsoWhenTheWorkFails_andKeepsTheFailure() {
        Problem failure = Problem.of(Problem.Kind.CONFLICT, "no");
        assertThatThrownBy(() -> access.asSystem("x", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> access.asSystem("x", () -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(access.caller()).isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void threads_doNotInheritTheCaller() throws Exception {
        FutureTask<Caller> seen = new FutureTask<>(access::caller);
        access.asSystem("x", () -> {
            Thread child = new Thread(seen);
            child.start();
            child.join();
            return true;
        });
        assertThat(seen.get()).isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void token_mayOnlyWhatItsOwnerAndItsLimitsAllow() {
        access.as(token(List.of("archive:read", "reports:read"), List.of("archive:*", "users:write")), () -> {
            assertThat(access.permits("archive:read")).isTrue();
            assertThat(access.permits("archive:append")).isFalse();
            assertThat(access.permits("reports:read")).isFalse();
            assertThat(access.permits("users:write")).isFalse();
            return true;
        });
    }

    @Test
    void oneTimePassword_allowsNothing_andSaysWhatToDo() {
        access.as(identity(true, "*"), () -> {
            assertThat(access.permits("archive:read")).isFalse();
            assertThatThrownBy(() -> access.require("archive:read")).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
                assertThat(problem.remedy()).contains("/users/vera/password");
            });
            return true;
        });
    }

    @Test
    void refusals_areToldOfPeople_notOfNobody() {
        List<String> told = new ArrayList<>();
        access.onRefusal((caller, permission, account) -> told.add(caller.name() + " " + permission));
        assertThatThrownBy(() -> access.require("a:b")).isInstanceOf(Problem.class);
        access.as(identity(false), () -> {
            assertThat(access.permits("c:d")).isFalse();
            assertThatThrownBy(() -> access.require("e:f")).isInstanceOf(Problem.class);
            return true;
        });
        assertThat(told).containsExactly("vera e:f");
    }
}
