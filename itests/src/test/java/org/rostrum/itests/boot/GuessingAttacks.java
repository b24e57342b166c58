package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Finding out who exists, and what their password is. The order matters, and nothing may come after it: thirty failures of one
 * address are allowed altogether, and at the end there are no more.
 */
final class GuessingAttacks {
    private static final int TRIES = 7;
    /** A name that is not looked up would be answered in a fraction of the time that a hash takes. */
    private static final double SAME = 0.5;

    private final ExamServer server;
    private final Api api;

    GuessingAttacks(ExamServer server) {
        this.server = server;
        this.api = server.api();
    }

    Stream<DynamicTest> all() {
        return Stream.of(
                dynamicTest("who exists, by time and words", this::whoExists),
                dynamicTest("passwords of one user", this::oneUser),
                dynamicTest("passwords of many users", this::manyUsers));
    }

    private Api.Answer tryIn(String user, String forwarded) {
        return api.send(
                Api.Caller.NOBODY,
                "POST",
                Described.ROOT + "/session",
                Api.Body.json(Map.of("user", user, "password", "not the password")),
                Map.of("X-Forwarded-For", forwarded, "X-Real-IP", forwarded, "Forwarded", "for=" + forwarded));
    }

    /** Each name is tried once: the limits on one user say nothing here. */
    private void whoExists() {
        for (int i = 0; i < TRIES; i++) {
            api.post(server.admin(), Described.ROOT + "/users", Map.of("name", "known" + i))
                    .expect(201);
        }
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            Api.Answer wrong = tryIn("known" + i, "192.0.2.1").expect(401);
            long between = System.nanoTime();
            Api.Answer missing = tryIn("unknown" + i, "192.0.2.1").expect(401);
            unknown.add(System.nanoTime() - between);
            known.add(between - begin);
            assertThat(missing.body()).isEqualTo(wrong.body());
        }
        double ratio = median(unknown) / median(known);
        assertThat(ratio).as("%s unknown, %s known", unknown, known).isBetween(SAME, 1 / SAME);
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** One user is one user, however the name is written, and wherever a header says that the request comes from. */
    private void oneUser() {
        Api.User victim = api.newUser(server.admin(), "kim.victim");
        List<String> spellings = List.of("kim.victim", "KIM.VICTIM", " kim.victim ", "\u212Aim.victim", "Kim.Victim");
        for (int i = 0; i < spellings.size(); i++) {
            tryIn(spellings.get(i), "198.51.100." + i).expect(401);
        }
        for (int i = 0; i < spellings.size(); i++) {
            Api.Answer blocked = tryIn(spellings.get(i), "203.0.113." + i).expect(429);
            assertThat(blocked.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(tryIn(victim.name(), "127.0.0.1").status()).isEqualTo(429);
    }

    private void manyUsers() {
        int tries = 0;
        while (tryIn("sprayed" + tries, "198.51.100." + tries).status() != 429) {
            tries++;
            assertThat(tries).as("tries from one address").isLessThan(31);
        }
        assertThat(tryIn("sprayed", "8.8.8.8").status()).isEqualTo(429);
    }
}
