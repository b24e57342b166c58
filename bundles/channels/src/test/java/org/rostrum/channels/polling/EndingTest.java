package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;

class EndingTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Ending ending = new Ending();

    @Test
    void whatIsStored_isNotInterrupted_andWaitedFor() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> poll = CompletableFuture.supplyAsync(() -> {
            assertThat(ending.enter()).isTrue();
            storing.countDown();
            try {
                return mayEnd.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                return false;
            } finally {
                ending.leave();
            }
        });
        storing.await();
        assertThat(ending.begin(Duration.ofMillis(20))).isFalse();
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> ending.begin(LONG));
        mayEnd.countDown();
        assertThat(ended.get()).isTrue();
        assertThat(poll.get()).as("not interrupted").isTrue();
        assertThat(ending.enter()).as("too late").isFalse();
        assertThatThrownBy(() -> ending.waitFor(() -> "asked")).isInstanceOf(DeliveryException.class);
    }

    @Test
    void whatWaitsForANetwork_isBrokenOff_andNothingOfThatIsLeft() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Boolean> poll = CompletableFuture.supplyAsync(() -> {
            assertThat(ending.enter()).isTrue();
            try {
                ending.waitFor(() -> {
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException broken) {
                        Thread.currentThread().interrupt();
                    }
                    return "";
                });
            } catch (DeliveryException failure) {
                throw new IllegalStateException(failure);
            } finally {
                ending.leave();
            }
            return Thread.currentThread().isInterrupted();
        });
        waiting.await();
        assertThat(ending.begin(LONG)).isTrue();
        assertThat(poll.get()).isFalse();
    }
}
