package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.audit.AuditEvent;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.IssuedPassword;
import org.rostrum.api.identity.NewUser;
import org.rostrum.api.identity.User;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

class UsersTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";
    private static final String NEW_PASSWORD = "green bicycle nine clouds";

    private static UserChange disabled(boolean disabled) {
        return new UserChange(null, null, disabled, null);
    }

    private static UserChange roles(String... roles) {
        return new UserChange(null, null, null, Set.of(roles));
    }

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            if (field != null) {
                assertThat(problem.field()).isEqualTo(field);
            }
        });
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void create_makesAUserWithAOneTimePassword(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedPassword issued = it.as(
                    "admin",
                    () -> it.userService.create(
                            new NewUser(" Jane.Doe@Example.com ", " Jane Doe ", null, false, Set.of("viewer")), null));
            assertThat(issued.user().name()).isEqualTo("jane.doe@example.com");
            assertThat(issued.user().displayName()).isEqualTo("Jane Doe");
            assertThat(issued.user().mustChangePassword()).isTrue();
            assertThat(issued.oneTimePassword()).hasSize(24);
            assertThat(it.as("admin", () -> it.userService.find("JANE.doe@example.com")))
                    .contains(issued.user());
            String password = String.valueOf(issued.oneTimePassword());
            assertThat(it.signIns.authenticate("jane.doe@example.com", password.toCharArray(), "shell", "192.0.2.1"))
                    .containsExactly("viewer");
            assertThat(issued.toString()).doesNotContain(password);
            assertThat(it.auditLog.events().toString()).doesNotContain(password).doesNotContain("argon2");
            AuditEvent event = it.auditLog.events().get(0);
            assertThat(event.action()).isEqualTo("user.create");
            assertThat(event.actor()).isEqualTo("admin");
            assertThat(event.after()).contains("\"roles\":[\"viewer\"]");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void create_refusesANameThatIsTaken_alsoWhenTwoMakeItAtOnce(Database.Engine engine) throws Exception {
        try (Installation it = new Installation(engine).withUsers()) {
            refused(
                    () -> it.as(
                            "admin",
                            () -> it.userService.create(new NewUser("VERA", "V", null, false, Set.of()), null)),
                    Problem.Kind.CONFLICT,
                    "name");
            Callable<Boolean> make = () -> {
                try {
                    it.as(
                            "admin",
                            () -> it.userService.create(new NewUser("jane", "Jane", null, false, Set.of()), null));
                    return true;
                } catch (Problem taken) {
                    return false;
                }
            };
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                int made = 0;
                for (Future<Boolean> one : two.invokeAll(List.of(make, make))) {
                    made += one.get() ? 1 : 0;
                }
                assertThat(made).isEqualTo(1);
            } finally {
                two.shutdownNow();
            }
        }
    }

    @Test
    void create_refusesNamesThatCannotBe() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            for (String name : List.of(
                    "", " ", "-jane", "jane doe", "jane/doe", "żaneta", "system", "Anonymous", "a'b", "a;b", "../x")) {
                refused(
                        () -> it.as(
                                "admin",
                                () -> it.userService.create(new NewUser(name, "Jane", null, false, Set.of()), null)),
                        Problem.Kind.INVALID,
                        "name");
            }
        }
    }

    @Test
    void create_refusesOtherBadInput_andMakesNothing() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as("admin", () -> {
                refused(
                        () -> it.userService.create(new NewUser("jane", " ", null, false, Set.of()), null),
                        Problem.Kind.INVALID,
                        "displayName");
                refused(
                        () -> it.userService.create(new NewUser("jane", "x".repeat(201), null, false, Set.of()), null),
                        Problem.Kind.INVALID,
                        "displayName");
                refused(
                        () -> it.userService.create(new NewUser("jane", "J\nD", null, false, Set.of()), null),
                        Problem.Kind.INVALID,
                        "displayName");
                refused(
                        () -> it.userService.create(new NewUser("jane", "Jane", null, false, Set.of("king")), null),
                        Problem.Kind.INVALID,
                        "roles");
                refused(
                        () -> it.userService.create(
                                new NewUser("jane", "Jane", null, false, Set.of()), "short".toCharArray()),
                        Problem.Kind.INVALID,
                        "password");
                assertThat(it.userService.find("jane")).isEmpty();
            });
            assertThat(it.auditLog.events()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void update_changesWhatIsGiven_andCountsVersions(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                User named = it.userService.update("vera", new UserChange("Vera V.", null, null, null), 1);
                assertThat(named.displayName()).isEqualTo("Vera V.");
                assertThat(named.roles()).containsExactly("viewer");
                assertThat(named.version()).isEqualTo(2);
                refused(
                        () -> it.userService.update("vera", disabled(true), 1),
                        Problem.Kind.PRECONDITION_FAILED,
                        "If-Match");
                User demoted = it.userService.update("vera", roles(), 2);
                assertThat(demoted.roles()).isEmpty();
                assertThat(it.userService.find("vera")).contains(demoted);
                refused(() -> it.userService.update("nobody", disabled(true), 1), Problem.Kind.NOT_FOUND, null);
            });
            AuditEvent event = it.auditLog.events().get(1);
            assertThat(event.before()).contains("\"roles\":[\"viewer\"]");
            assertThat(event.after()).contains("\"roles\":[]");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lastAdministrator_canBeNeitherRemovedNorDisabledNorDemoted(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                refused(() -> it.userService.remove("admin", 1), Problem.Kind.CONFLICT, null);
                refused(() -> it.userService.update("admin", disabled(true), 1), Problem.Kind.CONFLICT, null);
                refused(() -> it.userService.update("admin", roles("viewer"), 1), Problem.Kind.CONFLICT, null);
                it.userService.update("vera", roles("administrator"), 1);
                it.userService.update("vera", disabled(true), 2);
                refused(() -> it.userService.remove("admin", 1), Problem.Kind.CONFLICT, null);
                it.userService.update("vera", disabled(false), 3);
                it.userService.remove("admin", 1);
            });
            assertThat(it.as("vera", () -> it.userService.find("admin"))).isEmpty();
            it.as("vera", () -> refused(() -> it.userService.remove("vera", 4), Problem.Kind.CONFLICT, null));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void lastTwoAdministrators_cannotRemoveEachOtherAtOnce(Database.Engine engine) throws Exception {
        try (Installation it = new Installation(engine).withUsers()) {
            it.add("eve", Set.of(BuiltInRoles.ADMINISTRATOR));
            ExecutorService two = Executors.newFixedThreadPool(2);
            try {
                int removed = 0;
                for (Future<Boolean> one :
                        two.invokeAll(List.of(removing(it, "admin", "eve"), removing(it, "eve", "admin")))) {
                    removed += one.get() ? 1 : 0;
                }
                assertThat(removed).isEqualTo(1);
            } finally {
                two.shutdownNow();
            }
        }
    }

    private static Callable<Boolean> removing(Installation it, String by, String whom) {
        Identity identity = it.identities.of(it.user(by), "rest", null, null);
        return () -> {
            try {
                it.access.as(identity, () -> {
                    it.userService.remove(whom, 1);
                    return true;
                });
                return true;
            } catch (Problem refused) {
                return false;
            }
        };
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void changeOwnPassword_needsTheCurrentOne_andEndsTheOtherSessions(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String here = it.session("vera");
            String elsewhere = it.session("vera");
            Identity vera = it.identities.of(it.user("vera"), "rest", "192.0.2.1", Secrets.hash(here));
            it.access.as(vera, () -> {
                refused(() -> change(it, "wrong password 1", NEW_PASSWORD), Problem.Kind.FORBIDDEN, "currentPassword");
                refused(() -> change(it, Installation.PASSWORD, "short"), Problem.Kind.INVALID, "newPassword");
                refused(
                        () -> change(it, Installation.PASSWORD, Installation.PASSWORD),
                        Problem.Kind.INVALID,
                        "newPassword");
                assertThat(it.whose(elsewhere)).isEqualTo("vera");
                change(it, Installation.PASSWORD, NEW_PASSWORD);
                return true;
            });
            assertThat(it.whose(here)).isEqualTo("vera");
            assertThat(it.whose(elsewhere)).isNull();
            assertThat(it.hashes.matches(
                            NEW_PASSWORD.toCharArray(), it.user("vera").passwordHash()))
                    .isTrue();
            assertThat(it.auditLog.actions()).containsExactly("user.change-password");
        }
    }

    private static void change(Installation it, String current, String wanted) {
        it.userService.changeOwnPassword(current.toCharArray(), wanted.toCharArray());
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void changeOwnPassword_cannotBeUsedToGuess(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("vera", () -> {
                for (int i = 0; i < 5; i++) {
                    refused(() -> change(it, "wrong password 1", NEW_PASSWORD), Problem.Kind.FORBIDDEN, null);
                }
                refused(() -> change(it, Installation.PASSWORD, NEW_PASSWORD), Problem.Kind.TOO_MANY_REQUESTS, null);
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void resetPassword_makesAOneTimePassword_thatMustBeReplacedFirst(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String session = it.session("vera");
            IssuedPassword issued = it.as("admin", () -> it.userService.resetPassword("vera", null));
            assertThat(it.whose(session)).isNull();
            assertThat(issued.user().mustChangePassword()).isTrue();
            String password = String.valueOf(issued.oneTimePassword());
            it.signIns.authenticate("vera", password.toCharArray(), "shell", "192.0.2.1");
            it.as("vera", () -> {
                assertThat(it.access.permits("archive:read")).isFalse();
                change(it, password, NEW_PASSWORD);
            });
            it.as("vera", () -> assertThat(it.access.permits("archive:read")).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void signInsAtOtherDoors_endWithThePassword_theRightToSignIn_andTheUser(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            Set<Optional<String>> standings = new LinkedHashSet<>();
            assertThat(it.signIns.standing("nobody")).isEmpty();
            Optional<String> first = it.signIns.standing(" Vera ");
            assertThat(first).isPresent();
            standings.add(first);
            it.as("admin", () -> it.userService.update("vera", new UserChange("Vera V.", null, null, null), 1));
            it.signIns.authenticate("vera", Installation.PASSWORD.toCharArray(), "shell", "192.0.2.1");
            assertThat(it.signIns.standing("vera")).isEqualTo(first);

            it.as("admin", () -> it.userService.resetPassword("vera", NEW_PASSWORD.toCharArray()));
            assertThat(standings.add(it.signIns.standing("vera"))).isTrue();
            it.as("vera", () -> change(it, NEW_PASSWORD, NEW_PASSWORD + " and one more"));
            assertThat(standings.add(it.signIns.standing("vera"))).isTrue();
            long version = it.user("vera").user().version();
            it.as("admin", () -> it.userService.update("vera", new UserChange(null, null, true, null), version));
            assertThat(it.signIns.standing("vera")).isEmpty();
            it.as("admin", () -> it.userService.update("vera", new UserChange(null, null, false, null), version + 1));
            assertThat(standings.add(it.signIns.standing("vera"))).isTrue();
            it.as("admin", () -> it.userService.remove("vera", version + 2));
            assertThat(it.signIns.standing("vera")).isEmpty();
            it.add("vera", Set.of(BuiltInRoles.VIEWER));
            assertThat(standings.add(it.signIns.standing("vera"))).isTrue();
        }
    }

    /** By a token, too: a leaked one must not lock its owner out. */
    @Test
    void resetPassword_isNotForOnesOwn() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            it.as(
                    "admin",
                    () -> refused(() -> it.userService.resetPassword("Admin", null), Problem.Kind.FORBIDDEN, null));
            Identity byToken = new Identity(
                    new Caller(Caller.Type.TOKEN, "admin", "rest", null, 1L),
                    Set.of(),
                    Rights.everywhere(List.of("*")),
                    null,
                    Pending.NOTHING,
                    null);
            it.access.as(byToken, () -> {
                refused(() -> it.userService.resetPassword("admin", null), Problem.Kind.FORBIDDEN, null);
                return true;
            });
        }
    }

    @Test
    void changeOwnPassword_isForPeople() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            refused(() -> change(it, Installation.PASSWORD, NEW_PASSWORD), Problem.Kind.UNAUTHENTICATED, null);
            it.access.runAsSystem(
                    "x",
                    () -> refused(() -> change(it, Installation.PASSWORD, NEW_PASSWORD), Problem.Kind.FORBIDDEN, null));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void list_pagesByName(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                CursorPage<User> first = it.userService.list(null, 2);
                assertThat(first.items()).extracting(User::name).containsExactly("admin", "norbert");
                CursorPage<User> second = it.userService.list(first.nextCursor(), 2);
                assertThat(second.items()).extracting(User::name).containsExactly("vera");
                assertThat(second.items().get(0).roles()).containsExactly("viewer");
                assertThat(second.nextCursor()).isNull();
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void search_looksIntoNamesAndDisplayNames_inAnyCase_pageByPage(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            it.as("admin", () -> {
                it.userService.create(new NewUser("zoe", "Zoë ŻÓŁW 100%_sure", null, false, Set.of()), null);
                assertThat(names(it.userService.search("VER", null, 10))).containsExactly("vera");
                assertThat(names(it.userService.search("zoë żó", null, 10))).containsExactly("zoe");
                assertThat(names(it.userService.search("0%_S", null, 10))).containsExactly("zoe");
                assertThat(names(it.userService.search("%", null, 10))).containsExactly("zoe");
                CursorPage<User> first = it.userService.search("r", null, 1);
                assertThat(names(first)).containsExactly("norbert");
                assertThat(names(it.userService.search("r", first.nextCursor(), 10)))
                        .containsExactly("vera", "zoe");
                assertThat(names(it.userService.search("nobody", null, 10))).isEmpty();
                refused(() -> it.userService.search(" ", null, 10), Problem.Kind.INVALID, "text");
                refused(() -> it.userService.search("x".repeat(101), null, 10), Problem.Kind.INVALID, "text");
            });
        }
    }

    private static List<String> names(CursorPage<User> page) {
        return page.items().stream().map(User::name).toList();
    }

    @Test
    void rights_cannotBeGivenAwayOrTakenOver_byWhoDoesNotHoldThem() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Identity userManager = new Identity(
                    it.identities.of(it.user("norbert"), "rest", null, null).caller(),
                    Set.of(),
                    Rights.everywhere(List.of("users:*", "archive:read")),
                    null,
                    Pending.NOTHING,
                    null);
            it.access.as(userManager, () -> {
                refused(
                        () -> it.userService.create(
                                new NewUser("jane", "Jane", null, false, Set.of("administrator")), null),
                        Problem.Kind.FORBIDDEN,
                        "roles");
                refused(() -> it.userService.update("norbert", roles("viewer"), 1), Problem.Kind.FORBIDDEN, "roles");
                refused(() -> it.userService.resetPassword("admin", null), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.userService.remove("vera", 1), Problem.Kind.FORBIDDEN, null);
                it.userService.create(new NewUser("jane", "Jane", null, false, Set.of()), null);
                return true;
            });
        }
    }
}
