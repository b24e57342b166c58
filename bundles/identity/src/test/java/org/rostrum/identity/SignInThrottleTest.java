package org.rostrum.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.api.problem.Problem;
import org.rostrum.testkit.Configs;

class SignInThrottleTest {
    private static final String ENGINES = "org.rostrum.testkit.TestDatabase#engines";

    /** Seconds to wait; 0 when the try was let through. */
    private static long attempt(SignInThrottle throttle, String user, @Nullable String address) {
        try {
            throttle.begin(user, address);
            return 0;
        } catch (Problem refused) {
            assertThat(refused.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
            assertThat(refused.remedy()).contains("" + refused.retryAfterSeconds());
            return refused.retryAfterSeconds();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void begin_asksForGrowingPauses_afterTheFreeTries(Database.Engine engine) {
        try (Installation it = new Installation(engine)) {
            for (int i = 0; i < 5; i++) {
                assertThat(attempt(it.throttle, "jane", null)).isZero();
            }
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long pause = attempt(it.throttle, "jane", null);
                pauses.add(pause);
                it.clock.advance(Duration.ofSeconds(pause).minusMillis(1));
                assertThat(attempt(it.throttle, "jane", null)).isEqualTo(1);
                it.clock.advance(Duration.ofMillis(1));
                assertThat(attempt(it.throttle, "jane", null)).isZero();
            }
            assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
            assertThat(attempt(it.throttle, "john", null)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void begin_countsAnAddressOverAllUsers_andAnIpv6NetworkAsOne(Database.Engine engine) {
        try (Installation it = new Installation(engine)) {
            for (int i = 0; i < 30; i++) {
                assertThat(attempt(it.throttle, "user" + i, "192.0.2.7")).isZero();
                assertThat(attempt(it.throttle, "user6" + i, "2001:db8::" + i)).isZero();
            }
            assertThat(attempt(it.throttle, "another", "192.0.2.7")).isEqualTo(1);
            assertThat(attempt(it.throttle, "another", "2001:db8::ffff:1")).isEqualTo(1);
            assertThat(attempt(it.throttle, "another", "192.0.2.8")).isZero();
            assertThat(attempt(it.throttle, "another", "2001:db8:0:1::1")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void succeeded_forgivesTheUser_butNotTheOtherTriesOfTheAddress(Database.Engine engine) {
        try (Installation it = new Installation(engine)) {
            for (int i = 0; i < 29; i++) {
                it.throttle.begin("user" + i, "192.0.2.7");
            }
            for (int i = 0; i < 10; i++) {
                it.throttle.begin("jane", "192.0.2.7");
                it.throttle.succeeded("jane", "192.0.2.7");
            }
            assertThat(attempt(it.throttle, "x", "192.0.2.7")).isZero();
            assertThat(attempt(it.throttle, "x", "192.0.2.7")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void begin_forgetsAfterAWhile_andTidiesUp(Database.Engine engine) {
        try (Installation it = new Installation(engine)) {
            for (int i = 0; i < 5; i++) {
                it.throttle.begin("jane", null);
            }
            it.clock.advance(Duration.ofMinutes(31));
            for (int i = 0; i < 5; i++) {
                assertThat(attempt(it.throttle, "jane", null)).isZero();
            }
            it.clock.advance(Duration.ofMinutes(31));
            it.throttle.begin("john", null);
            assertThat((long) it.testDatabase
                            .database()
                            .read(connection -> Sql.number(connection, "select count(*) from identity_throttle")))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void begin_letsNoMoreThrough_whenManyTryAtOnceOnTwoNodes(Database.Engine engine) throws Exception {
        try (Installation it = new Installation(engine)) {
            Installation other = new Installation(it.testDatabase);
            ExecutorService many = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Long>> tries = Stream.iterate(0, i -> i + 1)
                        .limit(24)
                        .<Callable<Long>>map(
                                i -> () -> attempt((i % 2 == 0 ? it : other).throttle, "jane", "192.0.2.7"))
                        .toList();
                int through = 0;
                for (Future<Long> one : many.invokeAll(tries)) {
                    through += one.get() == 0 ? 1 : 0;
                }
                assertThat(through).isEqualTo(5);
            } finally {
                many.shutdownNow();
            }
        }
    }

    @Test
    void defaults() {
        ThrottleConfig config = Configs.of(ThrottleConfig.class, Map.of());
        assertThat(config.userTries()).isEqualTo(5);
        assertThat(config.userLongestPause()).isEqualTo(60);
        assertThat(config.addressTries()).isEqualTo(30);
        assertThat(config.addressLongestPause()).isEqualTo(900);
        assertThat(config.forgetAfter()).isEqualTo(30);
    }

    @Test
    void begin_takesTheLimitsFromTheConfiguration() {
        try (Installation it = new Installation(Database.Engine.DERBY)) {
            SignInThrottle strict = new SignInThrottle(
                    it.users,
                    it.clock,
                    Configs.of(ThrottleConfig.class, Map.of("userTries", 1, "userLongestPause", 7)));
            strict.begin("jane", null);
            assertThatThrownBy(() -> strict.begin("jane", null)).isInstanceOf(Problem.class);
            it.clock.advance(Duration.ofSeconds(1));
            for (int wait : new int[] {2, 4, 7, 7}) {
                strict.begin("jane", null);
                assertThat(attempt(strict, "jane", null)).isEqualTo(wait);
                it.clock.advance(Duration.ofSeconds(wait));
            }
        }
    }
}
