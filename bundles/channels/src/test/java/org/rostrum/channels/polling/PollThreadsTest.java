package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.channels.polling.PollThreads.Begun;
import org.rostrum.channels.polling.PollThreads.Standing;

class PollThreadsTest {
    private final PollThreads threads = new PollThreads(3, 2);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        open.countDown();
        threads.close();
    }

    private Begun begin(String type, String channel) {
        return begin(type, channel, Standing.WELL);
    }

    private Begun begin(String type, String channel, Standing standing) {
        return begin(type, channel, standing, () -> {
            begun.add(channel);
            try {
                open.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Begun begin(String type, String channel, Standing standing, Runnable poll) {
        return threads.begin(new PollThreads.Job(
                type,
                channel,
                standing,
                poll,
                () -> begun.add(channel + " is late"),
                () -> begun.add(channel + " again")));
    }

    @Test
    void thoseThatFailed_leaveHalfOfTheirTypeToThoseThatAreWell() {
        for (int i = 0; i < 10; i++) {
            begin("feed", "ill" + i, Standing.ILL);
        }
        await().until(() -> begun.size() == 1);
        begin("feed", "well", Standing.WELL);
        await().until(() -> begun.contains("well"));
        assertThat(begun).hasSize(2);
        begin("feed", "new", Standing.NEW);
        open.countDown();
        await().until(() -> begun.size() == 12);
        assertThat(begun.get(2)).as("before all that failed").isEqualTo("new");
    }

    @Test
    void fewAreAtWorkAtOnce_andTheOthersFollowByThemselves_typesInTurn() {
        for (int i = 0; i < 6; i++) {
            assertThat(begin("slow", "slow" + i)).isEqualTo(Begun.BEGUN);
        }
        await().until(() -> begun.size() == 2);
        assertThat(begin("other", "other0")).isEqualTo(Begun.BEGUN);
        await().until(() -> begun.size() == 3);
        assertThat(begun).contains("other0");
        assertThat(begin("other", "other1")).isEqualTo(Begun.BEGUN);
        assertThat(begun).as("three at once").hasSize(3);
        open.countDown();
        await().until(() -> begun.size() == 8);
    }

    @Test
    void thoseThatFollow_areOnTheThreadsThatAreThere() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 40; i++) {
            String channel = "slow" + i;
            begin("slow", channel, Standing.WELL, () -> {
                names.add(Thread.currentThread().getName());
                begun.add(channel);
                try {
                    open.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        await().until(() -> begun.size() == 2);
        open.countDown();
        await().until(() -> begun.size() == 40);
        assertThat(names).hasSize(2);
    }

    @Test
    void channel_isPolledOnceAtATime_alsoWhileItWaits() {
        begin("slow", "one");
        begin("slow", "two");
        begin("slow", "three");
        assertThat(begin("slow", "one")).isEqualTo(Begun.AT_WORK);
        assertThat(begin("slow", "three")).isEqualTo(Begun.AT_WORK);
        open.countDown();
        await().until(() -> begun.containsAll(List.of("one again", "three again")));
        await().until(() -> begin("slow", "three") == Begun.BEGUN);
        assertThat(begun).as("nobody asked").doesNotContain("two again");
    }

    @Test
    void thoseThatWouldWaitForLong_areTurnedAway() throws Exception {
        open.countDown();
        CountDownLatch first = new CountDownLatch(1);
        begin("slow", "first", Standing.WELL, () -> {
            // it took that long, as far as the threads can tell
            long end = System.nanoTime() + 50_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            first.countDown();
        });
        first.await();
        await().until(() -> begin("slow", "first", Standing.WELL, () -> {}) != Begun.AT_WORK);
        int taken = 0;
        CountDownLatch hold = new CountDownLatch(1);
        for (int i = 0; i < 3_000; i++) {
            String name = "n" + i;
            Begun answer = begin("slow", name, Standing.WELL, () -> {
                begun.add(name);
                try {
                    hold.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            if (answer == Begun.BEGUN) {
                taken++;
            }
        }
        assertThat(taken).isBetween(3, 1_100);
        await().until(() -> begun.size() == 2);
        assertThat(threads.expectedWaitMillis("slow")).isPositive();
        assertThat(threads.giveBack()).hasSize(taken - 2);
        assertThat(begin("slow", "late")).isEqualTo(Begun.FULL);
        hold.countDown();
    }
}
