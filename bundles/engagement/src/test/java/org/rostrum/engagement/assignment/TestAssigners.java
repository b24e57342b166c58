package org.rostrum.engagement.assignment;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.function.BiPredicate;
import org.rostrum.api.identity.AccessExplanation;
import org.rostrum.api.identity.AccessExplanations;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.engagement.due.TestClocks;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.RecordingMetrics;

/** Assigners of the accounts of {@link TestClocks}. */
public final class TestAssigners {
    private TestAssigners() {}

    /** Where there are no policies. */
    public static Assigner none(Clock clock) {
        return of(clock, (user, account) -> false, new RecordingMetrics());
    }

    /** @param mayRead who may read the inbox of which account */
    public static Assigner of(Clock clock, BiPredicate<String, String> mayRead, Metrics metrics) {
        return new Assigner(TestClocks.tree(), explanations(mayRead), FixedAccess.everything(), metrics, clock);
    }

    public static AccessExplanations explanations(BiPredicate<String, String> mayRead) {
        return (AccessExplanations) Proxy.newProxyInstance(
                AccessExplanations.class.getClassLoader(),
                new Class<?>[] {AccessExplanations.class},
                (proxy, method, arguments) -> {
                    String user = (String) arguments[0];
                    String account = (String) arguments[2];
                    boolean allowed = mayRead.test(user, account);
                    return new AccessExplanation(
                            user,
                            (String) arguments[1],
                            account,
                            List.of(),
                            allowed,
                            allowed ? AccessExplanation.Verdict.GRANTED : AccessExplanation.Verdict.NOT_GRANTED,
                            List.of());
                });
    }
}
