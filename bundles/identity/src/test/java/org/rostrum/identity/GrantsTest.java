package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.GrantFilter;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.NewUser;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Reach;

/** Roles for accounts: who may what where, and who may give it. The tree: acme over north (over north-shop) and south. */
class GrantsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static NewGrant at(@Nullable String accountId, String role, String user) {
        return new NewGrant(user, null, role, accountId, null, null, null);
    }

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            if (kind == Problem.Kind.INVALID || field != null) {
                assertThat(problem.field()).isEqualTo(field);
            }
            if (kind != Problem.Kind.NOT_FOUND) {
                assertThat(problem.remedy()).isNotBlank();
            }
        });
    }

    private static Reach reach(Installation it, String user, String permission) {
        return it.as(user, () -> it.access.reach(permission));
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void grant_countsAtItsAccount_andBelow_notBeside_notAbove(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Grant given = it.as("admin", () -> it.grants.give(at("north", "viewer", "norbert")));
            assertThat(given.grantedBy()).isEqualTo("admin");
            it.as("norbert", () -> {
                assertThat(it.access.permits("archive:read", "north")).isTrue();
                assertThat(it.access.permits("archive:read", "north-shop")).isTrue();
                assertThat(it.access.permits("archive:read", "south")).isFalse();
                assertThat(it.access.permits("archive:read", "acme")).isFalse();
                assertThat(it.access.permits("archive:read", "nowhere")).isFalse();
                assertThat(it.access.permits("archive:read")).isFalse();
                assertThat(it.access.permits("archive:append", "north")).isFalse();
                assertThat(it.access.reach("archive:read")).isEqualTo(Reach.of(Set.of("north", "north-shop")));
                assertThat(it.access.reach("archive:append")).isEqualTo(Reach.NOWHERE);
                it.access.require("archive:read", "north-shop");
                refused(() -> it.access.require("archive:read", "south"), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.access.requireSomewhere("archive:append"), Problem.Kind.FORBIDDEN, null);
                assertThatThrownBy(() -> it.access.require("archive:read"))
                        .hasMessageContaining("for the whole installation");
            });
            assertThat(it.auditLog.actions()).containsExactly("grant.give");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void grant_countsInItsTime_alsoForThoseWhoAreSignedIn(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Instant now = it.clock.instant();
            it.as(
                    "admin",
                    () -> it.grants.give(new NewGrant(
                            "norbert",
                            null,
                            "viewer",
                            "south",
                            now.plus(Duration.ofDays(1)),
                            now.plus(Duration.ofDays(3)),
                            "the trade fair")));
            assertThat(reach(it, "norbert", "archive:read")).isEqualTo(Reach.NOWHERE);
            it.clock.advance(Duration.ofDays(1));
            assertThat(reach(it, "norbert", "archive:read")).isEqualTo(Reach.of(Set.of("south")));
            it.clock.advance(Duration.ofDays(2));
            assertThat(reach(it, "norbert", "archive:read")).isEqualTo(Reach.NOWHERE);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void revoked_countsNoMore_andStaysOnRecord(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Grant given = it.as("admin", () -> it.grants.give(at("north", "viewer", "norbert")));
            it.clock.advance(Duration.ofHours(1));
            Grant ended = it.as("admin", () -> it.grants.end(given.id(), it.clock.instant(), 1));
            assertThat(ended.ends()).isEqualTo(it.clock.instant());
            assertThat(ended.version()).isEqualTo(2);
            assertThat(reach(it, "norbert", "archive:read")).isEqualTo(Reach.NOWHERE);
            it.as("admin", () -> {
                assertThat(it.grants
                                .list(new GrantFilter("norbert", null, null, null, false), null, 10)
                                .items())
                        .isEmpty();
                assertThat(it.grants
                                .list(new GrantFilter("norbert", null, null, null, true), null, 10)
                                .items())
                        .containsExactly(ended);
                refused(() -> it.grants.end(given.id(), null, 2), Problem.Kind.CONFLICT, null);
                refused(() -> it.grants.end(given.id(), null, 1), Problem.Kind.PRECONDITION_FAILED, null);
                refused(() -> it.grants.end(4711, null, 1), Problem.Kind.NOT_FOUND, null);
            });
            assertThat(it.auditLog.actions()).containsExactly("grant.give", "grant.end");
        }
    }

    @Test
    void managerOfAnAccount_givesOnlyWhatTheyHold_andOnlyThere() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> it.grants.give(at("north", "account-manager", "norbert")));
            it.as("norbert", () -> {
                it.grants.give(at("north-shop", "viewer", "vera"));
                it.grants.give(at("north", "manager", "vera"));
                refused(() -> it.grants.give(at("south", "viewer", "vera")), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.grants.give(at("acme", "viewer", "vera")), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.grants.give(at(null, "viewer", "vera")), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.grants.give(at("north", "administrator", "vera")), Problem.Kind.FORBIDDEN, "role");
                // the integrator installs plugins, which an account manager may not
                refused(() -> it.grants.give(at("north", "integrator", "norbert")), Problem.Kind.FORBIDDEN, "role");
                assertThat(it.grants.list(GrantFilter.ALL, null, 50).items())
                        .extracting(Grant::accountId)
                        .containsOnly("north", "north-shop");
            });
        }
    }

    @Test
    void grantsOfOtherAccounts_areUnknown() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Grant south = it.as("admin", () -> it.grants.give(at("south", "viewer", "vera")));
            Grant everywhere = it.as("admin", () -> it.grants.give(at(null, "manager", "vera")));
            it.as("admin", () -> it.grants.give(at("north", "account-manager", "norbert")));
            it.as("norbert", () -> {
                assertThat(it.grants.find(south.id())).isEmpty();
                assertThat(it.grants.find(everywhere.id())).isEmpty();
                refused(() -> it.grants.end(south.id(), null, 1), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.grants.end(everywhere.id(), null, 1), Problem.Kind.NOT_FOUND, null);
            });
        }
    }

    @Test
    void give_refusesBadInput_namingField() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Instant now = it.clock.instant();
            it.as("admin", () -> {
                refused(() -> it.grants.give(at("nowhere", "viewer", "vera")), Problem.Kind.INVALID, "accountId");
                refused(() -> it.grants.give(at("north", "king", "vera")), Problem.Kind.INVALID, "role");
                refused(() -> it.grants.give(at("north", "viewer", "nobody")), Problem.Kind.INVALID, "user");
                refused(
                        () -> it.grants.give(new NewGrant(null, null, "viewer", "north", null, null, null)),
                        Problem.Kind.INVALID,
                        "user");
                refused(
                        () -> it.grants.give(new NewGrant("vera", "press", "viewer", "north", null, null, null)),
                        Problem.Kind.INVALID,
                        "user");
                refused(
                        () -> it.grants.give(new NewGrant(null, "press", "viewer", "north", null, null, null)),
                        Problem.Kind.INVALID,
                        "group");
                refused(
                        () -> it.grants.give(new NewGrant("vera", null, "viewer", "north", null, now, null)),
                        Problem.Kind.INVALID,
                        "ends");
                refused(
                        () -> it.grants.give(
                                new NewGrant("vera", null, "viewer", "north", null, null, "x".repeat(501))),
                        Problem.Kind.INVALID,
                        "reason");
                it.grants.give(at("north", "viewer", "vera"));
                refused(() -> it.grants.give(at("north", "viewer", "vera")), Problem.Kind.CONFLICT, null);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lastAdministrator_cannotBeTakenAway_noEndNorAccountHelps(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                Grant own = it.grants
                        .list(new GrantFilter("admin", null, null, null, false), null, 10)
                        .items()
                        .get(0);
                // neither somebody with an end nor somebody for an account governs the installation
                it.grants.give(new NewGrant(
                        "vera",
                        null,
                        "administrator",
                        null,
                        null,
                        it.clock.instant().plusSeconds(60),
                        null));
                it.grants.give(at("acme", "administrator", "norbert"));
                refused(() -> it.grants.end(own.id(), it.clock.instant(), 1), Problem.Kind.CONFLICT, null);
                refused(
                        () -> it.grants.end(own.id(), it.clock.instant().plusSeconds(60), 1),
                        Problem.Kind.CONFLICT,
                        null);
                refused(
                        () -> it.userService.update("admin", new UserChange(null, null, null, Set.of()), 1),
                        Problem.Kind.CONFLICT,
                        null);
                it.userService.create(new NewUser("robot", "Robot", null, true, Set.of("administrator")), null);
                refused(() -> it.grants.end(own.id(), it.clock.instant(), 1), Problem.Kind.CONFLICT, null);
            });
            assertThat(reach(it, "admin", "users:write")).isEqualTo(Reach.EVERYWHERE);
        }
    }

    @Test
    void usersOfAnAccount_areManagedThere_othersAreUnknown() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.grants.give(at("north", "account-manager", "norbert"));
                it.userService.create(new NewUser("sue", "Sue", "south", false, Set.of()), null);
            });
            it.as("norbert", () -> {
                it.userService.create(new NewUser("ned", "Ned", "north-shop", false, Set.of()), null);
                assertThat(it.userService.list(null, 50).items())
                        .extracting(user -> user.name())
                        .containsExactly("ned");
                assertThat(it.userService.find("sue")).isEmpty();
                assertThat(it.userService.find("admin")).isEmpty();
                refused(() -> it.userService.resetPassword("sue", null), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.userService.remove("sue", 1), Problem.Kind.NOT_FOUND, null);
                refused(
                        () -> it.userService.create(new NewUser("x", "X", "south", false, Set.of()), null),
                        Problem.Kind.FORBIDDEN,
                        null);
                refused(
                        () -> it.userService.create(new NewUser("x", "X", null, false, Set.of()), null),
                        Problem.Kind.FORBIDDEN,
                        null);
                refused(
                        () -> it.userService.create(new NewUser("x", "X", "north", false, Set.of("viewer")), null),
                        Problem.Kind.FORBIDDEN,
                        "roles");
                refused(
                        () -> it.userService.update("ned", new UserChange(null, "south", null, null), 1),
                        Problem.Kind.FORBIDDEN,
                        null);
                assertThat(it.userService
                                .update("ned", new UserChange(null, "north", null, null), 1)
                                .accountId())
                        .isEqualTo("north");
            });
            it.as("admin", () -> it.grants.give(at("south", "viewer", "ned")));
            // ned may now see more than norbert does
            it.as(
                    "norbert",
                    () -> refused(() -> it.userService.resetPassword("ned", null), Problem.Kind.FORBIDDEN, null));
        }
    }

    @Test
    void customRole_isMadeOfWhatOneHolds_changesAtOnce_andGoesWhenNobodyHoldsIt() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                it.roles.create(
                        "press-office", "Answers the press", List.of("archive:read", "archive:read", "cases:*"));
                assertThat(it.roles.role("press-office").orElseThrow().permissions())
                        .containsExactly("archive:read", "cases:*");
                refused(
                        () -> it.roles.create("press-office", "x", List.of("archive:read")),
                        Problem.Kind.CONFLICT,
                        "name");
                refused(() -> it.roles.create("viewer", "x", List.of("archive:read")), Problem.Kind.CONFLICT, "name");
                refused(() -> it.roles.create("X!", "x", List.of("archive:read")), Problem.Kind.INVALID, "name");
                refused(() -> it.roles.create("x", "x", List.of()), Problem.Kind.INVALID, "permissions");
                refused(() -> it.roles.create("x", "x", List.of("archive!")), Problem.Kind.INVALID, "permissions");
                refused(() -> it.roles.update("viewer", "x", List.of("cases:read"), 1), Problem.Kind.CONFLICT, null);
                refused(() -> it.roles.remove("viewer", 1), Problem.Kind.CONFLICT, null);
                it.grants.give(at("north", "press-office", "norbert"));
            });
            assertThat(reach(it, "norbert", "cases:read").accounts()).contains("north");
            it.as("admin", () -> it.roles.update("press-office", "Answers", List.of("archive:read"), 1));
            assertThat(reach(it, "norbert", "cases:read")).isEqualTo(Reach.NOWHERE);
            assertThat(reach(it, "norbert", "archive:read").accounts()).contains("north");
            it.as("admin", () -> {
                refused(() -> it.roles.remove("press-office", 2), Problem.Kind.CONFLICT, null);
                refused(
                        () -> it.roles.update("press-office", "x", List.of("archive:read"), 1),
                        Problem.Kind.PRECONDITION_FAILED,
                        null);
                long grant = it.grants
                        .list(new GrantFilter(null, null, "press-office", null, false), null, 5)
                        .items()
                        .get(0)
                        .id();
                it.grants.end(grant, it.clock.instant(), 1);
                it.roles.remove("press-office", 2);
                assertThat(it.roles.role("press-office")).isEmpty();
            });
        }
    }

    @Test
    void token_isLimitedToAccounts_andToWhatItsUserMay() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> it.grants.give(at("acme", "viewer", "norbert")));
            String secret = it.as(
                            "norbert",
                            () -> it.tokens.create(
                                    "north only",
                                    List.of("archive:read@/acme/north", "cases:read@south"),
                                    List.of(),
                                    null))
                    .secret();
            Identity program = it.tokenStore
                    .use(secret)
                    .map(usable -> it.identities.of(usable.user(), usable.token(), "rest", null))
                    .orElseThrow();
            it.access.as(program, () -> {
                assertThat(it.access.reach("archive:read")).isEqualTo(Reach.of(Set.of("north", "north-shop")));
                assertThat(it.access.reach("cases:read")).isEqualTo(Reach.of(Set.of("south")));
                assertThat(it.access.permits("archive:read", "north-shop")).isTrue();
                assertThat(it.access.permits("archive:read", "acme")).isFalse();
                assertThat(it.access.reach("channels:read")).isEqualTo(Reach.NOWHERE);
                return true;
            });
            it.as("norbert", () -> {
                refused(() -> token(it, "archive:read@nowhere"), Problem.Kind.INVALID, "permissions");
                refused(() -> token(it, "archive:read@/south/north"), Problem.Kind.INVALID, "permissions");
                refused(() -> token(it, "archive:read@"), Problem.Kind.INVALID, "permissions");
                refused(() -> token(it, "archive:read@a b"), Problem.Kind.INVALID, "permissions");
                refused(() -> token(it, "users:write@north"), Problem.Kind.INVALID, "permissions");
            });
        }
    }

    private static void token(Installation it, String permission) {
        it.tokens.create("x", List.of(permission), List.of(), null);
    }

    @Test
    void programsUser_hasNoPassword_andGetsItsTokensFromItsManager() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                assertThat(it.userService
                                .create(new NewUser("bridge", "Bridge", "north", true, Set.of()), null)
                                .oneTimePassword())
                        .isNull();
                refused(
                        () -> it.userService.create(
                                new NewUser("b2", "B2", null, true, Set.of()), "long enough for all".toCharArray()),
                        Problem.Kind.INVALID,
                        "password");
                it.grants.give(at("north", "viewer", "bridge"));
                it.grants.give(at("north", "account-manager", "norbert"));
                refused(() -> it.userService.resetPassword("bridge", null), Problem.Kind.CONFLICT, null);
                refused(
                        () -> it.tokens.createFor("vera", "x", List.of(), List.of(), null),
                        Problem.Kind.CONFLICT,
                        "user");
            });
            refused(
                    () -> it.signIns.open("bridge", "-".toCharArray(), null, "rest", null, null, null),
                    Problem.Kind.UNAUTHENTICATED,
                    null);
            String secret = it.as("norbert", () -> it.tokens
                    .createFor("bridge", "shop", List.of(), List.of(), null)
                    .secret());
            Identity program = it.tokenStore
                    .use(secret)
                    .map(usable -> it.identities.of(usable.user(), usable.token(), "rest", null))
                    .orElseThrow();
            assertThat(program.caller().accountId()).isEqualTo("north");
            it.access.as(program, () -> {
                assertThat(it.access.permits("archive:read", "north")).isTrue();
                assertThat(it.access.permits("archive:read", "south")).isFalse();
                return true;
            });
            it.as(
                    "vera",
                    () -> refused(
                            () -> it.tokens.createFor("bridge", "x", List.of(), List.of(), null),
                            Problem.Kind.FORBIDDEN,
                            null));
        }
    }
}
