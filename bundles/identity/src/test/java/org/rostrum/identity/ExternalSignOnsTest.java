package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.ExternalPerson;
import org.rostrum.api.identity.ExternalRules;
import org.rostrum.api.identity.ExternalSignOn;
import org.rostrum.api.identity.ExternalSignOnException;
import org.rostrum.api.identity.ExternalSignOnException.Reason;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.NewGroup;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.TestDatabase;

class ExternalSignOnsTest {
    private static final ExternalRules CREATE = new ExternalRules(true, "north", false);
    private static final ExternalRules LINK = new ExternalRules(false, null, true);
    private static final ExternalRules NOTHING = new ExternalRules(false, null, false);

    static Stream<Database.Engine> engines() {
        return TestDatabase.engines();
    }

    private static ExternalPerson person(String subject, String name, Long... groups) {
        return new ExternalPerson("staff", subject, "sign-in-" + subject, name, "Alice A", Set.of(groups));
    }

    private static ExternalSignOn.Opened open(Installation at, ExternalPerson person, ExternalRules rules) {
        return at.access.as(
                Identity.anonymous("rest", "192.0.2.1"), () -> at.externalSignOns.open(person, rules, "Test/1", true));
    }

    private static void assertRefused(Reason reason, Installation at, ExternalPerson person, ExternalRules rules) {
        assertThatThrownBy(() -> open(at, person, rules))
                .isInstanceOfSatisfying(ExternalSignOnException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    private static String secret(ExternalSignOn.Opened opened) {
        return opened.cookie()
                .substring(opened.cookie().indexOf('=') + 1, opened.cookie().indexOf(';'));
    }

    private static Long group(Installation at, String name, @Nullable String role, @Nullable String accountId) {
        return at.as("admin", () -> {
            long id = at.groups.create(new NewGroup(name, null, null)).id();
            if (role != null) {
                at.grants.give(new NewGrant(null, name, role, accountId, null, null, null));
            }
            return id;
        });
    }

    private static boolean permits(Installation at, String user, String permission, String account) {
        return at.as(user, () -> at.access.permits(permission, account));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void person_becomesAUser_withTheGroupsOfNow(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            Long viewers = group(at, "viewers", BuiltInRoles.VIEWER, "north");

            ExternalSignOn.Opened first = open(at, person("1", "Alice", viewers), CREATE);

            assertThat(first.user()).isEqualTo("alice");
            assertThat(first.cookie()).contains("HttpOnly", "SameSite=Strict", "Secure");
            assertThat(at.whose(secret(first))).isEqualTo("alice");
            UserRow user = at.user("alice");
            assertThat(user.user().displayName()).isEqualTo("Alice A");
            assertThat(user.user().accountId()).isEqualTo("north");
            assertThat(user.user().roles()).isEmpty();
            assertThat(user.passwordHash()).isEqualTo(PasswordHashes.NONE);
            assertThat(permits(at, "alice", "archive:read", "north-shop")).isTrue();
            assertThat(permits(at, "alice", "archive:read", "south")).isFalse();

            ExternalSignOn.Opened second = open(at, person("1", "renamed there"), NOTHING);

            assertThat(second.user()).isEqualTo("alice");
            assertThat(second.session()).isNotEqualTo(first.session());
            assertThat(permits(at, "alice", "archive:read", "north")).isFalse();
            assertThat(at.auditLog.actions())
                    .containsSubsequence(
                            "user.create",
                            "user.link",
                            "user.groups",
                            "session.create",
                            "user.groups",
                            "session.create");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void localMembership_andLocalRights_stay(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            Long viewers = group(at, "viewers", BuiltInRoles.VIEWER, "north");
            open(at, person("1", "alice", viewers), CREATE);
            at.as("admin", () -> at.groups.addMembers(viewers, Set.of("alice")));

            open(at, person("1", "alice"), CREATE);

            assertThat(permits(at, "alice", "archive:read", "north")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void stranger_isNotLetIn_unlessUsersAreMade(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            assertRefused(Reason.UNKNOWN, at, person("1", "alice"), NOTHING);
            assertRefused(Reason.NAME_UNUSABLE, at, person("1", "a b"), CREATE);
            assertRefused(Reason.NAME_UNUSABLE, at, person("1", "system"), CREATE);

            Optional<UserRow> made = at.testDatabase.database().read(connection -> at.users.find(connection, "alice"));
            assertThat(made).isEmpty();
            assertThat(at.auditLog.actions()).containsExactly("session.refuse", "session.refuse", "session.refuse");
            assertThat(at.auditLog.events().toString()).contains("\"subject\":\"1\"");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void nameOfSomebodyHere_isNotTakenOver(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            assertRefused(Reason.NAME_TAKEN, at, person("1", "vera"), CREATE);
            // an administrator not even where names are believed
            assertRefused(Reason.NAME_TAKEN, at, person("1", "admin"), LINK);

            assertThat(open(at, person("1", "vera"), LINK).user()).isEqualTo("vera");
            // names are given to others
            assertRefused(Reason.NAME_TAKEN, at, person("2", "vera"), LINK);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void administrator_saysWhoIsWho_once(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            at.as("admin", () -> at.externalSignOns.link("staff", "1", "vera"));

            assertThat(open(at, person("1", "whatever"), NOTHING).user()).isEqualTo("vera");
            assertThatThrownBy(() -> at.as("admin", () -> at.externalSignOns.link("staff", "1", "norbert")))
                    .isInstanceOfSatisfying(
                            Problem.class, taken -> assertThat(taken.field()).isEqualTo("subject"));
            assertThatThrownBy(() -> at.as("admin", () -> at.externalSignOns.link("staff", "2", "vera")))
                    .isInstanceOfSatisfying(
                            Problem.class, taken -> assertThat(taken.field()).isEqualTo("user"));
            assertThatThrownBy(() -> at.as("admin", () -> at.externalSignOns.link("staff", "2", "absent")))
                    .isInstanceOfSatisfying(
                            Problem.class, absent -> assertThat(absent.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
            assertThatThrownBy(() -> at.as("vera", () -> at.externalSignOns.link("staff", "2", "norbert")))
                    .isInstanceOfSatisfying(
                            Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
            // a one-time password that was never used is in nobody's way
            UserRow vera = at.user("vera");
            at.testDatabase
                    .database()
                    .transact(connection -> at.users.setPassword(connection, vera.id(), PasswordHashes.NONE, true));
            assertThat(at.identities.of(at.user("vera"), "rest", null, null).mustChangePassword())
                    .isTrue();
            assertThat(at.identities
                            .vouched(at.user("vera"), "rest", null, null)
                            .mustChangePassword())
                    .isFalse();
            // whoever manages users of everybody cannot become an administrator so
            at.add("manager", Set.of(BuiltInRoles.ACCOUNT_MANAGER));
            assertThatThrownBy(() -> at.as("manager", () -> at.externalSignOns.link("staff", "2", "admin")))
                    .isInstanceOfSatisfying(
                            Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void disabledUser_isOut_atOnce(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            ExternalSignOn.Opened opened = open(at, person("1", "alice"), CREATE);
            at.as(
                    "admin",
                    () -> at.userService.update(
                            "alice",
                            new UserChange(null, null, true, null),
                            at.user("alice").user().version()));

            assertThat(at.whose(secret(opened))).isNull();
            assertRefused(Reason.DISABLED, at, person("1", "alice"), CREATE);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void groups_thatBringTogetherWhatMustNotMeet_keepOut(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            at.as("admin", () -> at.exclusions.exclude("reports:run", "audit:read", "Four eyes"));
            Long viewers = group(at, "viewers", BuiltInRoles.VIEWER, "north");
            Long auditors = group(at, "auditors", BuiltInRoles.AUDITOR, "north");
            open(at, person("1", "alice", viewers), CREATE);

            assertRefused(Reason.DUTIES, at, person("1", "alice", viewers, auditors), CREATE);

            assertThat(permits(at, "alice", "audit:read", "north")).isFalse();
            assertThat(open(at, person("1", "alice", auditors), CREATE).user()).isEqualTo("alice");
            assertThat(permits(at, "alice", "audit:read", "north")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void provider_endsSessions_bySignIn_byPerson_andAll(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            ExternalSignOn.Opened alice = open(at, person("1", "alice"), CREATE);
            ExternalSignOn.Opened again =
                    open(at, new ExternalPerson("staff", "1", "other", "alice", null, Set.of()), CREATE);
            ExternalSignOn.Opened bob = open(at, person("2", "bob"), CREATE);
            String local = at.session("vera");

            assertThat(at.externalSignOns.end("elsewhere", "sign-in-1", null, "test"))
                    .isZero();
            assertThat(at.externalSignOns.end("staff", "sign-in-1", "2", "test"))
                    .isZero();
            assertThat(at.externalSignOns.end("staff", "sign-in-1", null, "test"))
                    .isEqualTo(1);
            assertThat(at.whose(secret(alice))).isNull();
            assertThat(at.whose(secret(again))).isEqualTo("alice");
            assertThat(at.externalSignOns.end("staff", null, "1", "test")).isEqualTo(1);
            assertThat(at.whose(secret(again))).isNull();
            assertThat(at.whose(secret(bob))).isEqualTo("bob");
            assertThat(at.externalSignOns.endAll("staff")).isEqualTo(1);
            assertThat(at.whose(secret(bob))).isNull();
            assertThat(at.whose(local)).isEqualTo("vera");
            assertThatThrownBy(() -> at.externalSignOns.end("staff", null, null, "test"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void sessionBefore_endsWithTheNewOne_andIsClosedByItsOwner(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            String before = at.session("vera");
            Identity vera = at.identities.of(at.user("vera"), "rest", "192.0.2.1", Secrets.hash(before));

            ExternalSignOn.Opened opened =
                    at.access.as(vera, () -> at.externalSignOns.open(person("1", "alice"), CREATE, null, false));

            assertThat(at.whose(before)).isNull();
            Identity alice = at.identities.of(at.user("alice"), "rest", null, Secrets.hash(secret(opened)));
            ExternalSignOn.Closed closed =
                    at.access.as(alice, () -> at.externalSignOns.close(false)).orElseThrow();
            assertThat(closed.provider()).isEqualTo("staff");
            assertThat(closed.session()).isEqualTo(opened.session());
            assertThat(closed.cookie()).contains("Max-Age=0");
            assertThat(at.whose(secret(opened))).isNull();
            assertThat(at.as("vera", () -> at.externalSignOns.close(false))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void forgottenProvider_leavesUsersWithoutItsGroups(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            Long viewers = group(at, "viewers", BuiltInRoles.VIEWER, "north");
            open(at, person("1", "alice", viewers), CREATE);

            at.externalSignOns.forget("staff");

            assertThat(permits(at, "alice", "archive:read", "north")).isFalse();
            assertRefused(Reason.NAME_TAKEN, at, person("1", "alice"), CREATE);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void groups_areMapped_byWhoeverMayGiveWhatTheyGive(Database.Engine engine) {
        try (Installation at = new Installation(engine).withUsers()) {
            Long admins = group(at, "admins", BuiltInRoles.ADMINISTRATOR, null);
            Long empty = group(at, "empty", null, null);

            assertThat(at.as("admin", () -> at.externalSignOns.givableGroups(Set.of("admins", "empty"))))
                    .containsEntry("admins", Objects.requireNonNull(admins))
                    .containsEntry("empty", Objects.requireNonNull(empty));
            assertThat(at.as("vera", () -> at.externalSignOns.givableGroups(Set.of("empty"))))
                    .hasSize(1);
            assertThatThrownBy(() -> at.as("vera", () -> at.externalSignOns.givableGroups(Set.of("admins"))))
                    .isInstanceOfSatisfying(
                            Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
            assertThatThrownBy(() -> at.as("admin", () -> at.externalSignOns.givableGroups(Set.of("absent"))))
                    .isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.field())
                            .isEqualTo("groups.group"));
            assertThat(at.externalSignOns.groupNames(Set.of(admins, 4711L))).containsOnlyKeys(admins);
        }
    }
}
