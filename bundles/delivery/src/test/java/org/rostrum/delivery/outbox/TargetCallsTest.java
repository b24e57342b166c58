package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.testkit.FixedAccess;

class TargetCallsTest {
    private final FixedAccess access = FixedAccess.anonymous();

    private static FailureCategory category(Throwable failure) {
        assertThat(failure).isInstanceOf(DeliveryException.class);
        return ((DeliveryException) failure).category();
    }

    @Test
    void calls_as_the_system_on_another_thread() throws Exception {
        try (TargetCalls calls = new TargetCalls(access, Duration.ofSeconds(10))) {
            assertThat(calls.<String>call("crm", () -> access.caller().name() + access.permits("all")))
                    .isEqualTo("deliverytrue");
        }
    }

    @Test
    void what_is_not_foreseen_is_an_unknown_outcome_and_does_not_show_what_was_sent() {
        try (TargetCalls calls = new TargetCalls(access, Duration.ofSeconds(10))) {
            for (Throwable thrown : new Throwable[] {
                new IllegalStateException("secret"),
                new NoClassDefFoundError("secret"),
                new java.io.IOException("secret")
            }) {
                assertThatThrownBy(() -> calls.call("crm", () -> {
                            if (thrown instanceof Error error) {
                                throw error;
                            }
                            throw (Exception) thrown;
                        }))
                        .satisfies(failure -> assertThat(category(failure)).isEqualTo(FailureCategory.UNKNOWN_OUTCOME))
                        .hasMessageContaining(thrown.getClass().getSimpleName())
                        .hasMessageNotContaining("secret")
                        .hasCause(thrown);
            }
        }
    }

    @Test
    void an_adapter_whose_calls_hang_is_not_called_any_more_until_they_end() {
        CountDownLatch go = new CountDownLatch(1);
        try (TargetCalls calls = new TargetCalls(access, Duration.ofMillis(50))) {
            for (int i = 0; i < 8; i++) {
                assertThatThrownBy(() -> calls.call("crm", () -> {
                            while (go.getCount() > 0) {
                                LockSupport.parkNanos(1_000_000);
                                // heeds no interrupt
                                Thread.interrupted();
                            }
                            return "late";
                        }))
                        .satisfies(failure -> assertThat(category(failure)).isEqualTo(FailureCategory.UNKNOWN_OUTCOME));
            }
            assertThatThrownBy(() -> calls.call("crm", () -> "next"))
                    .satisfies(failure -> assertThat(category(failure)).isEqualTo(FailureCategory.UNAVAILABLE))
                    .hasMessageContaining("8 earlier calls");
            go.countDown();
            await().ignoreExceptions()
                    .until(() -> calls.<String>call("crm", () -> "next").equals("next"));
        }
    }
}
