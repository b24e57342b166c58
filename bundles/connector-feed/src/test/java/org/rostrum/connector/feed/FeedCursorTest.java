package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedCursorTest {
    private static final URI ADDRESS = URI.create("https://x.example/feed");

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    @Test
    void cursor_comesBackAsItWas() {
        FeedCursor cursor = FeedCursor.start(ADDRESS).after("W/\"v1\"", "Mon, 01 Jan 2024 10:00:00 GMT", ids(0, 20));

        FeedCursor read = FeedCursor.parse(cursor.text(), ADDRESS);

        assertThat(read).isEqualTo(cursor);
        assertThat(ids(0, 20)).allMatch(read::knows);
        assertThat(ids(20, 40)).noneMatch(read::knows);
    }

    @Test
    void cursor_isBounded_andForgetsTheOldestFirst() {
        FeedCursor cursor = FeedCursor.start(ADDRESS);
        for (int i = 0; i < 10; i++) {
            cursor = cursor.after("\"" + "e".repeat(390) + "\"", "d".repeat(100), ids(i * 100, i * 100 + 100));
        }

        assertThat(cursor.text()).hasSizeLessThan(4_000);
        assertThat(ids(600, 1_000)).allMatch(cursor::knows);
        assertThat(ids(0, 600)).noneMatch(cursor::knows);
        assertThat(cursor.after(null, null, ids(0, 5_000)).text()).hasSizeLessThan(4_000);
    }

    @Test
    void whatCannotBeSentBack_isNotKept() {
        FeedCursor cursor = FeedCursor.start(ADDRESS).after("x".repeat(401), "a\nInjected: header", List.of());

        assertThat(cursor.etag()).isNull();
        assertThat(cursor.lastModified()).isNull();
    }

    @Test
    void damagedCursor_isANewStart() {
        for (String text : new String[] {null, "", "x", "feed0\n\n\n\n", "feed1\n\n\n", "feed1\na\nb\nc\nd\ne"}) {
            assertThat(FeedCursor.parse(text, ADDRESS)).isEqualTo(FeedCursor.start(ADDRESS));
        }
    }
}
