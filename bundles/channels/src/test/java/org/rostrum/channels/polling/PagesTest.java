package org.rostrum.channels.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.connectors.ConnectorCalls;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.Fetched;

class PagesTest {
    private final ConnectorCalls calls = new ConnectorCalls();
    private final Book book = new Book();
    private final Pages pages = new Pages(calls, CHANNEL, book, new Ending());

    private static final Channel CHANNEL =
            new Channel("acme.book", "acme", "book", "Book", Map.of(), Channel.State.ACTIVE, Instant.EPOCH, 1);

    @AfterEach
    void close() {
        pages.close();
        calls.close();
    }

    /** Each page is called as its cursor is, and "stuck" is never there. */
    private static final class Book implements Connector {
        private final List<@Nullable String> asked = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean brokenOff = new AtomicBoolean();

        @Override
        public Set<Ability> abilities() {
            return Set.of(Ability.LISTEN);
        }

        @Override
        public String network() {
            return "book";
        }

        @Override
        public String check() {
            return "a book";
        }

        @Override
        public Fetched fetch(@Nullable String cursor) throws DeliveryException {
            asked.add(cursor);
            if ("torn".equals(cursor)) {
                throw new DeliveryException(FailureCategory.UNAVAILABLE, "torn", null);
            }
            if ("stuck".equals(cursor)) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    brokenOff.set(true);
                    throw new DeliveryException(FailureCategory.UNAVAILABLE, "stopped", stopped);
                }
            }
            return new Fetched(List.of(), "behind " + cursor, true, Duration.ZERO);
        }
    }

    @Test
    void pageThatIsAskedForAhead_isAskedForOnce_beforeItIsWanted() throws Exception {
        assertThat(pages.get(null).cursor()).isEqualTo("behind null");
        pages.askAhead("1");
        assertThat(pages.isAhead()).isTrue();
        await().untilAsserted(() -> assertThat(book.asked).containsExactly(null, "1"));
        assertThat(pages.get("1").cursor()).isEqualTo("behind 1");
        assertThat(pages.isAhead()).isFalse();
        assertThat(book.asked).containsExactly(null, "1");
    }

    @Test
    void pageBehindAnotherCursor_isAskedForAnew() throws Exception {
        pages.askAhead("1");
        assertThat(pages.get("set back").cursor()).isEqualTo("behind set back");
    }

    @Test
    void failureOfAPageAskedForAhead_isToldWhenThePageIsWanted() throws Exception {
        pages.askAhead("torn");
        assertThatThrownBy(() -> pages.get("torn"))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("torn");
    }

    @Test
    void close_breaksOffWhatNobodyWaitsFor_andReturnsWhenThatHasEnded() throws Exception {
        pages.askAhead("stuck");
        await().until(() -> book.asked.contains("stuck"));
        pages.close();
        assertThat(book.brokenOff).isTrue();
    }
}
