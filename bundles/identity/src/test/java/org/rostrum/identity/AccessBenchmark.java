package org.rostrum.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;
import org.rostrum.testkit.MemoryAccountTree;

/**
 * What a decision costs with 10,000 users, 1,000 accounts, four levels deep, and 50 roles of 20 permissions: the decision itself
 * beside a look-up in a hash map that holds every answer; and finding out what somebody may do, which is done once for each
 * call, beside a query for the user's row.
 *
 * <p>Arguments: DERBY or POSTGRESQL (which needs ROSTRUM_TEST_POSTGRES).
 */
public final class AccessBenchmark {
    private static final int USERS = 10_000;
    private static final int ROLES = 50;
    private static final int GRANTS = 5;
    private static final int QUESTIONS = 2_000;
    private static final int ROUNDS = 7;
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random = new Random(42);
    private final List<String> accounts = new ArrayList<>();
    private final MemoryAccountTree tree = new MemoryAccountTree();

    private record Question(String permission, String account) {}

    public static void main(String[] arguments) throws Exception {
        try (Installation it = new Installation(Database.Engine.valueOf(arguments[0]))) {
            new AccessBenchmark().run(it);
        }
        System.exit(0);
    }

    private void run(Installation it) {
        grow("root", null, 4, 10);
        while (accounts.size() > 1000) {
            accounts.remove(accounts.size() - 1);
        }
        it.access.tree = tree;
        it.testDatabase.database().transact(this::fill);
        System.out.printf(
                "%d users with %d grants each, %d accounts, %d roles%n", USERS, GRANTS, accounts.size(), ROLES);
        decisions(it, "decision");
        for (int number = 0; number < 100; number++) {
            tree.withholding(permission(number), "root-" + number % 10);
        }
        decisions(it, "decision below engagement models");
        identities(it);
    }

    private void grow(String id, @Nullable String parent, int levels, int children) {
        accounts.add(id);
        tree.with(id, parent);
        for (int i = 0; levels > 1 && i < children; i++) {
            grow(id + "-" + i, id, levels - 1, children);
        }
    }

    private void fill(Connection connection) throws SQLException {
        for (int role = 0; role < ROLES; role++) {
            StringBuilder permissions = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                permissions.append(i == 0 ? "" : " ").append(permission(role + i * 3));
            }
            Sql.update(
                    connection,
                    "insert into identity_role (name, description, permissions, created, version) values (?, ?, ?, ?, 1)",
                    "role-" + role,
                    "x",
                    permissions.toString(),
                    THEN);
        }
        try (PreparedStatement user = connection.prepareStatement(
                "insert into identity_user (name, display_name, password_hash, must_change_password, disabled, created,"
                        + " version) values (?, 'x', '-', false, false, ?, 1)")) {
            for (int i = 0; i < USERS; i++) {
                user.setString(1, "user-" + i);
                user.setTimestamp(2, Timestamp.from(THEN));
                user.addBatch();
            }
            user.executeBatch();
        }
        long first = Sql.number(connection, "select min(id) from identity_user");
        try (PreparedStatement grant = connection.prepareStatement(
                "insert into identity_grant (user_id, role, account_id, starts, granted_by, created, version)"
                        + " values (?, ?, ?, ?, 'x', ?, 1)")) {
            for (int i = 0; i < USERS; i++) {
                for (int one = 0; one < GRANTS; one++) {
                    grant.setLong(1, first + i);
                    grant.setString(2, "role-" + random.nextInt(ROLES));
                    grant.setString(3, accounts.get(random.nextInt(accounts.size())));
                    grant.setTimestamp(4, Timestamp.from(THEN));
                    grant.setTimestamp(5, Timestamp.from(THEN));
                    grant.addBatch();
                }
            }
            grant.executeBatch();
        }
    }

    private static String permission(int number) {
        return "capability" + (char) ('a' + number % 20) + ":action" + (char) ('a' + number % 5);
    }

    private void decisions(Installation it, String what) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(new Question(permission(random.nextInt(100)), accounts.get(random.nextInt(accounts.size()))));
        }
        Identity identity = it.identities.of(it.user("user-4711"), "rest", null, null);
        it.access.as(identity, () -> {
            Map<Question, Boolean> answers = new HashMap<>();
            questions.forEach(
                    question -> answers.put(question, it.access.permits(question.permission(), question.account())));
            long allowed =
                    answers.values().stream().filter(Boolean::booleanValue).count();
            double ours = 0;
            double bare = 0;
            for (int round = 0; round < ROUNDS; round++) {
                ours = time(100, () -> questions.stream()
                        .filter(question -> it.access.permits(question.permission(), question.account()))
                        .count());
                bare = time(100, () -> questions.stream().filter(answers::get).count());
            }
            System.out.printf(
                    "%s: %.2f µs | hash map %.3f µs | ratio %.0f | %d of %d allowed%n",
                    what, ours / QUESTIONS, bare / QUESTIONS, ours / bare, allowed, answers.size());
            return true;
        });
    }

    private void identities(Installation it) {
        double ours = 0;
        double bare = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ours = time(500, () -> (long) it.identities
                    .of(it.user("user-" + random.nextInt(USERS)), "rest", null, null)
                    .granted()
                    .holdings()
                    .size());
            bare = time(500, () -> it.testDatabase
                    .database()
                    .<Long>read(connection -> Sql.number(
                            connection,
                            "select version from identity_user where name = ?",
                            "user-" + random.nextInt(USERS))));
        }
        System.out.printf("what somebody may do: %.0f µs | one row %.0f µs | ratio %.1f%n", ours, bare, ours / bare);
    }

    private interface Work {
        long run();
    }

    /** Microseconds for one. */
    private static double time(int times, Work work) {
        long sum = 0;
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sum += work.run();
        }
        double micros = (System.nanoTime() - began) / 1e3 / times;
        if (sum < 0) {
            throw new IllegalStateException();
        }
        return micros;
    }
}
