package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.identity.NewGrant;
import org.rostrum.api.identity.SecondFactorSecret;
import org.rostrum.api.problem.Problem;

/** Codes of an authenticator app. */
class SecondFactorsTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    private static void refused(ThrowingCallable work, Problem.Kind kind, @Nullable String field) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).as(problem.detail()).isEqualTo(kind);
            assertThat(problem.field()).isEqualTo(field);
            if (kind != Problem.Kind.NOT_FOUND) {
                assertThat(problem.remedy()).isNotBlank();
            }
        });
    }

    private static char[] password() {
        return Installation.PASSWORD.toCharArray();
    }

    /** What the app shows, so many steps from now. */
    private static String shown(Installation it, String secret, long steps) {
        return it.factorStore.code(Base32.decode(secret), it.clock.instant().getEpochSecond() / 30 + steps);
    }

    /** As people type them. */
    private static String inGroups(String code) {
        return " " + code.substring(0, 3) + " " + code.substring(3);
    }

    private static void signIn(Installation it, String user, @Nullable String code) {
        it.signIns.open(user, password(), code, "rest", "192.0.2.7", null, null);
    }

    /** Sets vera's up. */
    private static String secret(Installation it, List<String> recovery) {
        SecondFactorSecret begun = it.as("vera", () -> it.factors.begin(password()));
        recovery.addAll(it.as("vera", () -> it.factors.confirm(shown(it, begun.secret(), 0))));
        it.clock.advance(Duration.ofSeconds(60));
        return begun.secret();
    }

    /** RFC 6238, appendix B, of which six digits are the last of eight. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1234567890,005924", "20000000000,353130"})
    void codes_areThoseOfTheStandard(long seconds, String code) {
        try (Installation it = new Installation(Database.Engine.DERBY)) {
            byte[] key = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
            assertThat(it.factorStore.code(key, seconds / 30)).isEqualTo(code);
            assertThat(Base32.encode(key)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
            assertThat(Base32.decode(Base32.encode(key))).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void secondFactor_isAskedForOnceConfirmed_andEachCodeIsGoodOnce(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            SecondFactorSecret begun = it.as("vera", () -> it.factors.begin(password()));
            assertThat(begun.uri())
                    .isEqualTo("otpauth://totp/Rostrum%3Avera?secret=" + begun.secret()
                            + "&issuer=Rostrum&algorithm=SHA1&digits=6&period=30");
            // not yet
            signIn(it, "vera", null);
            String other = it.session("vera");
            it.as("vera", () -> refused(() -> it.factors.confirm("000000"), Problem.Kind.INVALID, "code"));
            List<String> recovery = it.as("vera", () -> it.factors.confirm(inGroups(shown(it, begun.secret(), 0))));
            assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
            assertThat(it.whose(other)).isNull();
            assertThat(it.as("vera", () -> it.factors.own()).active()).isTrue();

            refused(() -> signIn(it, "vera", null), Problem.Kind.UNAUTHENTICATED, "code");
            // that it was the code of the setting up makes it used
            refused(() -> signIn(it, "vera", shown(it, begun.secret(), 0)), Problem.Kind.UNAUTHENTICATED, "code");
            String next = shown(it, begun.secret(), 1);
            signIn(it, "vera", next);
            refused(() -> signIn(it, "vera", next), Problem.Kind.UNAUTHENTICATED, "code");
            it.clock.advance(Duration.ofSeconds(90));
            // the step before is let in, that before it is not
            refused(() -> signIn(it, "vera", shown(it, begun.secret(), -2)), Problem.Kind.UNAUTHENTICATED, "code");
            refused(() -> signIn(it, "vera", shown(it, begun.secret(), 2)), Problem.Kind.UNAUTHENTICATED, "code");
            signIn(it, "vera", shown(it, begun.secret(), -1));
            assertThat(it.auditLog.actions()).contains("user.second-factor", "session.refuse");
            assertThat(it.auditLog.events().toString()).doesNotContain(begun.secret(), next);
            // whoever has none is not asked
            signIn(it, "norbert", null);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void recoveryCode_letsInOnce_andNewOnesTakeThePlaceOfTheOld(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            List<String> recovery = new ArrayList<>();
            String secret = secret(it, recovery);
            signIn(it, "vera", recovery.get(0).toUpperCase(java.util.Locale.ROOT));
            refused(() -> signIn(it, "vera", recovery.get(0)), Problem.Kind.UNAUTHENTICATED, "code");
            assertThat(it.as("vera", () -> it.factors.own()).recoveryCodes()).isEqualTo(9);
            List<String> anew = it.as("vera", () -> {
                refused(() -> it.factors.renewRecoveryCodes(password(), "123"), Problem.Kind.FORBIDDEN, "code");
                refused(
                        () -> it.factors.renewRecoveryCodes("wrong".toCharArray(), shown(it, secret, 0)),
                        Problem.Kind.FORBIDDEN,
                        "currentPassword");
                return it.factors.renewRecoveryCodes(password(), shown(it, secret, 0));
            });
            refused(() -> signIn(it, "vera", recovery.get(1)), Problem.Kind.UNAUTHENTICATED, "code");
            signIn(it, "vera", anew.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void ofManyWithOneCode_oneIsLetIn(Database.Engine engine) throws Exception {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = secret(it, new ArrayList<>());
            String code = shown(it, secret, 0);
            long user = it.user("vera").id();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Boolean>> answers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    answers.add(pool.submit(() -> {
                        start.await();
                        return it.factorStore
                                .database()
                                .transaction(connection -> it.factorStore.use(connection, user, code));
                    }));
                }
                start.countDown();
                int in = 0;
                for (Future<Boolean> answer : answers) {
                    in += answer.get() ? 1 : 0;
                }
                assertThat(in).isEqualTo(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void guessing_isSlowedDown_alsoWithTheRightPassword() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            String secret = secret(it, new ArrayList<>());
            for (int i = 0; i < 5; i++) {
                // asking without a code does not forgive the failures
                @Nullable String code = i % 2 == 0 ? "000000" : null;
                refused(() -> signIn(it, "vera", code), Problem.Kind.UNAUTHENTICATED, "code");
            }
            refused(() -> signIn(it, "vera", shown(it, secret, 0)), Problem.Kind.TOO_MANY_REQUESTS, null);
            it.clock.advance(Duration.ofMinutes(2));
            signIn(it, "vera", shown(it, secret, 0));
        }
    }

    /** Somebody with the password and a session that was left open must not try all codes. */
    @ParameterizedTest
    @MethodSource(ENGINES)
    void guessing_isSlowedDown_alsoOfWhoeverIsSignedIn(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = secret(it, new ArrayList<>());
            it.as("vera", () -> {
                for (int i = 0; i < 4; i++) {
                    refused(() -> it.factors.remove(password(), "000000"), Problem.Kind.FORBIDDEN, "code");
                    // the password alone proves nothing new
                    refused(() -> it.factors.begin(password()), Problem.Kind.CONFLICT, null);
                }
                it.clock.advance(Duration.ofSeconds(1));
                refused(() -> it.factors.remove(password(), "000000"), Problem.Kind.FORBIDDEN, "code");
                refused(
                        () -> it.factors.remove(password(), shown(it, secret, 0)),
                        Problem.Kind.TOO_MANY_REQUESTS,
                        null);
                refused(() -> signIn(it, "vera", shown(it, secret, 0)), Problem.Kind.TOO_MANY_REQUESTS, null);
                it.clock.advance(Duration.ofMinutes(2));
                it.factors.remove(password(), shown(it, secret, 0));
            });
            assertThat(it.auditLog.actions()).contains("session.refuse", "user.second-factor-remove");
        }
    }

    @Test
    void shell_takesTheCodeBehindThePassword() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            String secret = secret(it, new ArrayList<>());
            refused(
                    () -> it.signIns.authenticate("vera", password(), "shell", "192.0.2.7"),
                    Problem.Kind.UNAUTHENTICATED,
                    null);
            String both = Installation.PASSWORD + " " + shown(it, secret, 0);
            assertThat(it.signIns.authenticate("vera", both.toCharArray(), "shell", "192.0.2.7"))
                    .containsExactly("viewer");
            // who has none may have blanks in the password
            assertThat(it.signIns.authenticate("admin", password(), "shell", "192.0.2.7"))
                    .containsExactly("administrator");
        }
    }

    @Test
    void removal_needsPasswordAndCode() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            List<String> recovery = new ArrayList<>();
            secret(it, recovery);
            it.as("vera", () -> {
                refused(() -> it.factors.begin(password()), Problem.Kind.CONFLICT, null);
                refused(
                        () -> it.factors.remove("wrong".toCharArray(), recovery.get(0)),
                        Problem.Kind.FORBIDDEN,
                        "currentPassword");
                refused(() -> it.factors.remove(password(), "000000"), Problem.Kind.FORBIDDEN, "code");
                it.factors.remove(password(), recovery.get(0));
                refused(() -> it.factors.confirm("000000"), Problem.Kind.CONFLICT, null);
            });
            signIn(it, "vera", null);
            refused(() -> it.factors.own(), Problem.Kind.UNAUTHENTICATED, null);
        }
    }

    @Test
    void reset_isForWhoMayDoMore_andEndsSessions() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            secret(it, new ArrayList<>());
            String session = it.session("vera");
            it.as("admin", () -> {
                it.roles.create("clerk", "Users alone", List.of("users:*"));
                it.grants.give(new NewGrant("norbert", null, "clerk", null, null, null, null));
            });
            it.as("norbert", () -> {
                assertThat(it.factors.of("vera").active()).isTrue();
                refused(() -> it.factors.reset("vera"), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.factors.reset("norbert"), Problem.Kind.FORBIDDEN, null);
            });
            it.as("vera", () -> refused(() -> it.factors.reset("norbert"), Problem.Kind.FORBIDDEN, null));
            it.as("admin", () -> {
                refused(() -> it.factors.reset("norbert"), Problem.Kind.CONFLICT, null);
                refused(() -> it.factors.reset("nobody"), Problem.Kind.NOT_FOUND, null);
                it.factors.reset("vera");
            });
            assertThat(it.whose(session)).isNull();
            signIn(it, "vera", null);
            assertThat(it.auditLog.actions()).contains("user.second-factor-reset");
        }
    }

    @Test
    void tokens_areUnaffected_andCannotChangeIt() {
        try (Installation it = new Installation(Database.Engine.DERBY).withUsers()) {
            String token = it.as("vera", () -> it.tokens.create("x", List.of(), List.of(), null))
                    .secret();
            secret(it, new ArrayList<>());
            Identity program = it.tokenStore
                    .use(token)
                    .map(usable -> it.identities.of(usable.user(), usable.token(), "rest", null))
                    .orElseThrow();
            it.access.as(program, () -> {
                assertThat(it.access.permits("archive:read")).isTrue();
                refused(() -> it.factors.begin(password()), Problem.Kind.FORBIDDEN, null);
                refused(() -> it.factors.own(), Problem.Kind.FORBIDDEN, null);
                return true;
            });
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void secrets_areSealed_andSealedAgainWithNewKeys(Database.Engine engine) {
        try (Installation it = new Installation(engine).withUsers()) {
            String secret = secret(it, new ArrayList<>());
            it.box.newKey();
            assertThat(it.factorStore.resealAll()).isEqualTo(1);
            assertThat(it.factorStore.resealAll()).isZero();
            it.box.loseOldKeys();
            signIn(it, "vera", shown(it, secret, 0));
            it.factorStore.box = null;
            it.clock.advance(Duration.ofSeconds(60));
            refused(() -> signIn(it, "vera", shown(it, secret, 0)), Problem.Kind.UNAVAILABLE, null);
            assertThat(Set.of(it.factorStore.name())).containsExactly("second-factors");
        }
    }
}
