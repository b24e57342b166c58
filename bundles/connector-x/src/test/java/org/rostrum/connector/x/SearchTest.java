package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Fetched;
import org.rostrum.spi.connector.SearchQuery;

class SearchTest extends XGround {
    @Test
    void search_findsOthersAndOurs_newestFirst() throws Exception {
        String own = connector().publish(post("1", "Our Parcel service")).networkId();
        String other = network().sayAs(XSimulator.BOB, "my parcel is late", null, null);
        network().sayAs(XSimulator.BOB, "something else", null, null);
        Fetched found = connector().search(new SearchQuery("parcel", "en-GB", null, 100), null);
        assertThat(found.activities()).extracting(Activity::networkId).containsExactly(other, own);
        assertThat(found.activities())
                .extracting(Activity::direction)
                .containsExactly(Direction.INBOUND, Direction.OUTBOUND);
        assertThat(found.more()).isFalse();
        assertThat(connector()
                        .search(new SearchQuery("parcel", "de", null, 100), null)
                        .activities())
                .isEmpty();
    }

    @Test
    void search_turnsPages_ofAnySize() throws Exception {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            said.add(0, network().sayAs(XSimulator.BOB, "parcel " + i, null, null));
        }
        for (int size : new int[] {3, 10, 20}) {
            List<String> found = new ArrayList<>();
            Fetched page = null;
            do {
                page = connector()
                        .search(new SearchQuery("parcel", null, null, size), page == null ? null : page.cursor());
                assertThat(page.activities()).hasSizeLessThanOrEqualTo(size);
                page.activities().forEach(activity -> found.add(activity.networkId()));
            } while (page.more());
            assertThat(found).containsExactlyElementsOf(said);
        }
    }

    @Test
    void search_reachesSevenDaysBack_andSaysSoByNotAskingForMore() throws Exception {
        String old = network().sayLate("parcel", Instant.now().minus(Duration.ofDays(6)));
        String now = network().say("parcel");
        assertThat(connector()
                        .search(new SearchQuery("parcel", null, Instant.now().minus(Duration.ofDays(30)), 50), null)
                        .activities())
                .extracting(Activity::networkId)
                .containsExactly(now, old);
        assertThat(connector()
                        .search(new SearchQuery("parcel", null, Instant.now().minus(Duration.ofDays(1)), 50), null)
                        .activities())
                .extracting(Activity::networkId)
                .containsExactly(now);
    }

    @Test
    void search_thatIsTooLong_isRefused() {
        failure(FailureCategory.REJECTED, () -> connector()
                .search(new SearchQuery("x".repeat(513), null, null, 10), null));
        assertThat(calls()).isEmpty();
    }
}
