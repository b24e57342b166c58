package org.rostrum.channels.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rostrum.testkit.FixedAccess;

@Timeout(20)
class BatchWriterTest {
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final BatchWriter writer = new BatchWriter(FixedAccess.everything(), 1);

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void store_returnsWhileTheBatchIsStored_andBatchesKeepTheirOrder() {
        CountDownLatch read = new CountDownLatch(1);
        try (writer) {
            writer.store(() -> {
                await(read);
                stored.add("first");
            });
            assertThat(stored).isEmpty();
            read.countDown();
            writer.store(() -> stored.add("second"));
            assertThat(stored).startsWith("first");
            writer.await();
            assertThat(stored).containsExactly("first", "second");
        }
    }

    @Test
    void failureOfABatch_isTold_andWhatFollowsIsNotBegun() {
        try (writer) {
            writer.store(() -> {
                throw new IllegalArgumentException("full");
            });
            assertThatThrownBy(() -> writer.store(() -> stored.add("next")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("full");
            writer.await();
            assertThat(stored).isEmpty();
        }
    }

    @Test
    void close_waitsForTheBatchUnderWay_evenWhenInterrupted() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        writer.store(() -> {
            began.countDown();
            await(go);
            stored.add("last");
        });
        await(began);
        Thread.currentThread().interrupt();
        assertThatThrownBy(writer::await).isInstanceOf(CancellationException.class);
        new Thread(go::countDown).start();
        writer.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored).containsExactly("last");
    }
}
