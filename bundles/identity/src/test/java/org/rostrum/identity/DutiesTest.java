package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.Exclusion;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.StandIn;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** What must not meet in one person, and who stands in for whom. */
class DutiesTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static NewGrant at(@Nullable String accountId, String role, String user) {
        return new NewGrant(user, null, role, accountId, null, null, null);
    }

    private static void refused(ThrowingCallable work, Problem.Kind kind) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(kind));
    }

    private static Exclusion fourEyes(Installation it) {
        return it.as("admin", () -> it.exclusions.exclude("routing-rules:write", "deliveries:discard", "Four eyes"));
    }

    private static void roles(Installation it) {
        it.as("admin", () -> {
            it.roles.create("ruler", "Sets rules", List.of("routing-rules:write"));
            it.roles.create("sweeper", "Discards", List.of("deliveries:discard"));
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void excludedPair_cannotMeet_atOneAccountAtOneTime(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            roles(it);
            fourEyes(it);
            Instant now = it.clock.instant();
            it.as("admin", () -> {
                Grant rules = it.grants.give(at("north", "ruler", "norbert"));
                assertThatThrownBy(() -> it.grants.give(at("north", "sweeper", "norbert")))
                        .hasMessageContaining("norbert")
                        .hasMessageContaining("Four eyes");
                // above and below is the same branch, beside is not
                refused(() -> it.grants.give(at("acme", "sweeper", "norbert")), Problem.Kind.CONFLICT);
                refused(() -> it.grants.give(at("north-shop", "sweeper", "norbert")), Problem.Kind.CONFLICT);
                refused(() -> it.grants.give(at(null, "sweeper", "norbert")), Problem.Kind.CONFLICT);
                it.grants.give(at("south", "sweeper", "norbert"));
                // one role with both
                refused(() -> it.grants.give(at("north", "account-manager", "vera")), Problem.Kind.CONFLICT);
                // after one another is fine, and prolonging it then is not
                Grant first = it.grants.end(rules.id(), now.plus(Duration.ofDays(10)), 1);
                it.grants.give(
                        new NewGrant("norbert", null, "sweeper", "north", now.plus(Duration.ofDays(10)), null, null));
                refused(() -> it.grants.end(first.id(), null, first.version()), Problem.Kind.CONFLICT);
            });
        }
    }

    @Test
    void excludedPair_cannotMeet_byAChangeOfARole_norByStandingIn() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            roles(it);
            fourEyes(it);
            it.as("admin", () -> {
                it.grants.give(at("north", "ruler", "norbert"));
                it.grants.give(at("north", "sweeper", "vera"));
                refused(
                        () -> it.roles.update("ruler", "x", List.of("routing-rules:write", "deliveries:discard"), 1),
                        Problem.Kind.CONFLICT);
                assertThat(it.roles.role("ruler").orElseThrow().permissions()).containsExactly("routing-rules:write");
            });
            refused(() -> standIn(it, "norbert", "norbert", "vera", 1), Problem.Kind.CONFLICT);
            assertThat(it.as("norbert", () -> it.standIns.standIns())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void excludedPair_cannotMeet_inWhoStandsIn_byALaterGrantToTheAbsentOne(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            roles(it);
            fourEyes(it);
            it.as("admin", () -> it.grants.give(at("north", "sweeper", "vera")));
            standIn(it, "norbert", "norbert", "vera", 1);
            it.as("admin", () -> {
                assertThatThrownBy(() -> it.grants.give(at("north", "ruler", "norbert")))
                        .hasMessageContaining("vera")
                        .hasMessageContaining("Four eyes");
                // beside they do not meet
                it.grants.give(at("south", "ruler", "norbert"));
            });
            it.clock.advance(Duration.ofDays(3));
            it.as("admin", () -> it.grants.give(at("north", "ruler", "norbert")));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void excludedPair_cannotMeet_byAMove(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            roles(it);
            fourEyes(it);
            it.as("admin", () -> {
                it.grants.give(at("north", "ruler", "norbert"));
                it.grants.give(at("south", "sweeper", "norbert"));
            });
            DutiesOfMoved participant = new DutiesOfMoved(it.users, it.duties);
            it.testDatabase.database().transact(connection -> participant.moved(connection, "south"));
            it.tree.with("south", "north-shop");
            assertThatThrownBy(() ->
                            it.testDatabase.database().transact(connection -> participant.moved(connection, "south")))
                    .hasMessageContaining("norbert")
                    .hasMessageContaining("Four eyes");
        }
    }

    @Test
    void exclusion_isRefused_whenSomebodyHoldsBoth_andWhenItSaysNothing() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.grants.give(at("north", "account-manager", "norbert"));
                assertThatThrownBy(() -> fourEyes(it)).hasMessageContaining("norbert");
                assertThat(it.exclusions.exclusions()).isEmpty();
                refused(() -> it.exclusions.exclude("cases:*", "cases:read", "x"), Problem.Kind.INVALID);
                refused(() -> it.exclusions.exclude("cases read", "archive:read", "x"), Problem.Kind.INVALID);
                refused(() -> it.exclusions.exclude("plugins:install", "audit:read", " "), Problem.Kind.INVALID);
                Exclusion made = it.exclusions.exclude("plugins:install", "audit:export", "who installs is audited");
                refused(() -> it.exclusions.exclude("audit:export", "plugins:install", "x"), Problem.Kind.CONFLICT);
                it.exclusions.remove(made.id());
                refused(() -> it.exclusions.remove(made.id()), Problem.Kind.NOT_FOUND);
            });
            assertThat(it.auditLog.actions()).endsWith("exclusion.create", "exclusion.remove");
            it.as("vera", () -> refused(() -> it.exclusions.exclude("a:b", "c:d", "x"), Problem.Kind.FORBIDDEN));
        }
    }

    private static StandIn standIn(Installation it, String by, String absent, String standIn, int days) {
        return it.as(
                by,
                () -> it.standIns.standIn(
                        absent,
                        standIn,
                        it.clock.instant().plus(Duration.ofDays(1)),
                        it.clock.instant().plus(Duration.ofDays(1L + days)),
                        "Holidays"));
    }

    private static Reach reach(Installation it, String user) {
        return it.as(user, () -> it.access.reach("archive:export"));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void standIn_holdsWhatTheAbsentOneHolds_inThatTime_andNoChain(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> it.grants.give(at("north", "account-manager", "norbert")));
            it.add("nina", java.util.Set.of());
            standIn(it, "norbert", "norbert", "vera", 3);
            standIn(it, "vera", "vera", "nina", 3);
            assertThat(reach(it, "vera")).isEqualTo(Reach.NOWHERE);
            it.clock.advance(Duration.ofDays(1));
            assertThat(reach(it, "vera").accounts()).containsExactlyInAnyOrder("north", "north-shop");
            // nina stands in for vera, and not for whom vera stands in
            assertThat(reach(it, "nina")).isEqualTo(Reach.NOWHERE);
            assertThat(it.as("nina", () -> it.access.permits("archive:read"))).isTrue();
            assertThat(it.as("vera", () -> it.explanations.explain("vera", "archive:export", "north"))
                            .steps())
                    .anySatisfy(step -> assertThat(step.standingInFor()).isEqualTo("norbert"));
            it.clock.advance(Duration.ofDays(3));
            assertThat(reach(it, "vera")).isEqualTo(Reach.NOWHERE);
        }
    }

    @Test
    void standIn_endsWhenEitherSaysSo_orTheAbsentOneIsDisabled() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> it.grants.give(at("north", "account-manager", "norbert")));
            StandIn set = standIn(it, "norbert", "norbert", "vera", 3);
            it.clock.advance(Duration.ofDays(2));
            assertThat(reach(it, "vera").nowhere()).isFalse();
            it.as("vera", () -> it.standIns.end(set.id()));
            assertThat(reach(it, "vera").nowhere()).isTrue();
            it.as("norbert", () -> refused(() -> it.standIns.end(set.id()), Problem.Kind.CONFLICT));
            standIn(it, "norbert", "norbert", "vera", 3);
            it.clock.advance(Duration.ofDays(2));
            assertThat(reach(it, "vera").nowhere()).isFalse();
            it.as(
                    "admin",
                    () -> it.userService.update(
                            "norbert", new org.rostrum.api.identity.UserChange(null, null, true, null), 1));
            assertThat(reach(it, "vera").nowhere()).isTrue();
        }
    }

    @Test
    void standIn_isNamedByTheAbsentOne_orWhoManagesThem() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            refused(() -> standIn(it, "vera", "admin", "vera", 3), Problem.Kind.FORBIDDEN);
            refused(() -> standIn(it, "vera", "norbert", "vera", 3), Problem.Kind.FORBIDDEN);
            refused(() -> standIn(it, "vera", "vera", "vera", 3), Problem.Kind.INVALID);
            refused(() -> standIn(it, "vera", "vera", "nobody", 3), Problem.Kind.INVALID);
            refused(() -> standIn(it, "vera", "vera", "norbert", 400), Problem.Kind.INVALID);
            refused(() -> standIn(it, "vera", "vera", "norbert", 0), Problem.Kind.INVALID);
            StandIn set = standIn(it, "admin", "vera", "norbert", 3);
            assertThat(it.as("norbert", () -> it.standIns.standIns())).containsExactly(set);
            it.add("nina", java.util.Set.of());
            assertThat(it.as("nina", () -> it.standIns.standIns())).isEmpty();
            it.as("nina", () -> refused(() -> it.standIns.end(set.id()), Problem.Kind.NOT_FOUND));
        }
    }

    /** Whoever could set the password of a stand-in could be the absent one. */
    @Test
    void standIn_isManagedOnlyByWhoMayWhatTheAbsentOneMay_alsoBeforeItBegins() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.grants.give(at("north", "account-manager", "norbert"));
                it.userService.create(
                        new org.rostrum.api.identity.NewUser("ned", "Ned", "north-shop", false, java.util.Set.of()),
                        null);
            });
            it.as("norbert", () -> it.userService.resetPassword("ned", null));
            standIn(it, "admin", "admin", "ned", 3);
            it.as("norbert", () -> refused(() -> it.userService.resetPassword("ned", null), Problem.Kind.FORBIDDEN));
            it.clock.advance(Duration.ofDays(2));
            it.as("norbert", () -> {
                refused(() -> it.userService.resetPassword("ned", null), Problem.Kind.FORBIDDEN);
                // nor does a manager of an account have somebody stand in for one of its people
                refused(
                        () -> it.standIns.standIn(
                                "ned", "norbert", null, it.clock.instant().plusSeconds(60), null),
                        Problem.Kind.FORBIDDEN);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void sessions_areShownAndEnded_byTheirUser_orWhoMay(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String first = it.session("vera");
            it.clock.advance(Duration.ofMinutes(2));
            String second = it.session("vera");
            String foreign = it.session("admin");
            it.as("vera", () -> {
                assertThat(it.sessionService.sessions(null)).hasSize(2).allSatisfy(session -> {
                    assertThat(session.user()).isEqualTo("vera");
                    assertThat(session.address()).isEqualTo("192.0.2.1");
                    assertThat(session.agent()).isEqualTo("Test/1");
                    assertThat(session.id()).hasSize(16);
                    assertThat(session.current()).isFalse();
                });
                refused(() -> it.sessionService.sessions("admin"), Problem.Kind.FORBIDDEN);
                refused(() -> it.sessionService.endAll("admin"), Problem.Kind.FORBIDDEN);
                for (String id : List.of(Secrets.hash(foreign).substring(0, 16), "%", "________________", "x", "")) {
                    refused(() -> it.sessionService.end(id), Problem.Kind.NOT_FOUND);
                }
                it.sessionService.end(it.sessionService.sessions(null).get(0).id());
            });
            assertThat(it.whose(second)).isNull();
            assertThat(it.whose(first)).isEqualTo("vera");
            it.as("admin", () -> {
                assertThat(it.sessionService.sessions("vera")).hasSize(1);
                it.sessionService.endAll("vera");
            });
            assertThat(it.whose(first)).isNull();
            assertThat(it.whose(foreign)).isEqualTo("admin");
            assertThat(it.auditLog.actions()).containsExactly("session.end", "session.end-all");
        }
    }
}
