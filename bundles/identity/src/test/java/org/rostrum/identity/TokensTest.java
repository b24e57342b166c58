package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.identity.IssuedToken;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.UserChange;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Caller;

class TokensTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static IssuedToken make(Installation it, String user, String... permissions) {
        return it.as(user, () -> it.tokens.create("ci", List.of(permissions), List.of(), null));
    }

    private static Optional<Identity> identity(Installation it, String secret) {
        return it.tokenStore
                .use(secret)
                .map(usable -> it.identities.of(usable.user(), usable.token(), "rest", "192.0.2.1"));
    }

    private static boolean permits(Installation it, String secret, String permission) {
        return it.access.as(identity(it, secret).orElseThrow(), () -> it.access.permits(permission));
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
    void token_actsForItsUser_withinItsLimits(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedToken whole = make(it, "admin");
            IssuedToken limited = make(it, "admin", "archive:read,export");
            IssuedToken viewing = it.as("admin", () -> it.tokens.create("view", List.of(), List.of("viewer"), null));
            assertThat(whole.secret()).startsWith("rst_").hasSize(47);
            assertThat(permits(it, whole.secret(), "users:write")).isTrue();
            assertThat(permits(it, limited.secret(), "archive:export")).isTrue();
            assertThat(permits(it, limited.secret(), "users:write")).isFalse();
            assertThat(permits(it, viewing.secret(), "reports:run")).isTrue();
            assertThat(permits(it, viewing.secret(), "archive:export")).isFalse();
            Caller caller = identity(it, limited.secret()).orElseThrow().caller();
            assertThat(caller)
                    .isEqualTo(new Caller(
                            Caller.Type.TOKEN,
                            "admin",
                            "rest",
                            "192.0.2.1",
                            limited.token().id()));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void token_losesWhatItsUserLoses(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = make(it, "vera").secret();
            assertThat(permits(it, secret, "archive:read")).isTrue();
            it.as("admin", () -> {
                it.userService.update("vera", new UserChange(null, null, null, java.util.Set.of()), 1);
            });
            assertThat(permits(it, secret, "archive:read")).isFalse();
            it.as("admin", () -> {
                it.userService.update("vera", new UserChange(null, null, true, null), 2);
            });
            assertThat(identity(it, secret)).isEmpty();
            it.as("admin", () -> it.userService.remove("vera", 3));
            assertThat(identity(it, secret)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void token_endsWhenRevokedOrExpired(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedToken revoked = make(it, "vera");
            it.as("vera", () -> it.tokens.revoke(revoked.token().id()));
            assertThat(identity(it, revoked.secret())).isEmpty();
            Instant end = it.clock.instant().plus(Duration.ofDays(1));
            IssuedToken expiring = it.as("vera", () -> it.tokens.create("x", List.of(), List.of(), end));
            it.clock.set(end.minusMillis(1));
            assertThat(identity(it, expiring.secret())).isPresent();
            it.clock.set(end);
            assertThat(identity(it, expiring.secret())).isEmpty();
            assertThat(it.auditLog.actions()).containsExactly("token.create", "token.revoke", "token.create");
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void secret_isNotKept(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedToken issued = make(it, "vera");
            List<String> stored = it.testDatabase
                    .database()
                    .read(connection ->
                            Sql.list(connection, "select secret_hash from identity_token", row -> row.getString(1)));
            assertThat(stored).containsExactly(Secrets.hash(issued.secret()));
            assertThat(identity(it, stored.get(0))).isEmpty();
            assertThat(it.auditLog.events().toString())
                    .doesNotContain(issued.secret())
                    .doesNotContain(stored.get(0));
            assertThat(issued.toString()).doesNotContain(issued.secret());
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void use_isNoted_toTheMinute(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedToken issued = make(it, "vera");
            Instant first = it.clock.instant();
            assertThat(listed(it).lastUsed()).isNull();
            assertThat(identity(it, issued.secret())).isPresent();
            it.clock.advance(Duration.ofSeconds(59));
            assertThat(identity(it, issued.secret())).isPresent();
            assertThat(listed(it).lastUsed()).isEqualTo(first);
            it.clock.advance(Duration.ofSeconds(2));
            assertThat(identity(it, issued.secret())).isPresent();
            assertThat(listed(it).lastUsed()).isEqualTo(it.clock.instant());
        }
    }

    private static Token listed(Installation it) {
        return it.as("vera", () -> it.tokens.list(null, null, 50)).items().get(0);
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void others_seeAndRevokeOnlyTheirOwn(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            IssuedToken admins = make(it, "admin");
            IssuedToken veras = make(it, "vera");
            it.as("vera", () -> {
                assertThat(it.tokens.list(null, null, 50).items()).containsExactly(veras.token());
                refused(() -> it.tokens.list("admin", null, 50), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.tokens.listAll(null, 50), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.tokens.revoke(admins.token().id()), Problem.Kind.NOT_FOUND, null);
                refused(() -> it.tokens.revoke(12345), Problem.Kind.NOT_FOUND, null);
            });
            it.as("norbert", () -> refused(() -> it.tokens.list(null, null, 50), Problem.Kind.FORBIDDEN, null));
            it.as("admin", () -> {
                assertThat(it.tokens.listAll(null, 1).items()).containsExactly(veras.token());
                assertThat(it.tokens
                                .listAll(it.tokens.listAll(null, 1).nextCursor(), 1)
                                .items())
                        .containsExactly(admins.token());
                assertThat(it.tokens.list("Vera", null, 50).items()).containsExactly(veras.token());
                it.tokens.revoke(veras.token().id());
            });
            assertThat(identity(it, veras.secret())).isEmpty();
        }
    }

    @Test
    void create_refusesWhatTheCallerDoesNotHold_andOtherBadInput() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Instant now = it.clock.instant();
            it.as("vera", () -> {
                refused(() -> create(it, List.of("users:read"), List.of(), null), Problem.Kind.INVALID, "permissions");
                refused(() -> create(it, List.of("archive:*"), List.of(), null), Problem.Kind.INVALID, "permissions");
                refused(() -> create(it, List.of("*"), List.of(), null), Problem.Kind.INVALID, "permissions");
                refused(
                        () -> create(it, List.of("no permission"), List.of(), null),
                        Problem.Kind.INVALID,
                        "permissions");
                refused(() -> create(it, List.of(""), List.of(), null), Problem.Kind.INVALID, "permissions");
                refused(() -> create(it, List.of(), List.of("administrator"), null), Problem.Kind.INVALID, "roles");
                refused(() -> create(it, List.of(), List.of("king"), null), Problem.Kind.INVALID, "roles");
                refused(
                        () -> create(it, List.of("archive:read"), List.of("viewer"), null),
                        Problem.Kind.INVALID,
                        "roles");
                refused(() -> create(it, List.of(), List.of(), now), Problem.Kind.INVALID, "expires");
                refused(
                        () -> create(it, List.of(), List.of(), now.plus(Duration.ofDays(367))),
                        Problem.Kind.INVALID,
                        "expires");
                refused(() -> it.tokens.create(" ", List.of(), List.of(), null), Problem.Kind.INVALID, "name");
                assertThat(it.tokens.list(null, null, 50).items()).isEmpty();
            });
        }
    }

    private static void create(
            Installation it, List<String> permissions, List<String> roles, @Nullable Instant expires) {
        it.tokens.create("x", permissions, roles, expires);
    }

    @Test
    void tokens_cannotMakeTokens_norChangePasswords() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            Identity token = identity(it, make(it, "admin").secret()).orElseThrow();
            it.access.as(token, () -> {
                refused(() -> create(it, List.of(), List.of(), null), Problem.Kind.FORBIDDEN, null);
                refused(
                        () -> it.userService.changeOwnPassword(
                                Installation.PASSWORD.toCharArray(), "green bicycle nine clouds".toCharArray()),
                        Problem.Kind.FORBIDDEN,
                        null);
                return true;
            });
        }
    }
}
