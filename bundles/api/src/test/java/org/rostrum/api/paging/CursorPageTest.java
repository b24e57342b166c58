package org.rostrum.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CursorPageTest {
    @Test
    void of_tellsWhereTheNextPageBegins_whenThereIsMore() {
        assertThat(CursorPage.of(List.of(30L, 20L, 10L), 2, place -> place))
                .isEqualTo(new CursorPage<>(List.of(30L, 20L), "20"));
    }

    @Test
    void of_isTheLastPage_whenThereIsNoMore() {
        assertThat(CursorPage.of(List.of("a", "b"), 2, place -> place))
                .isEqualTo(new CursorPage<>(List.of("a", "b"), null));
        assertThat(CursorPage.of(List.of(), 1, place -> place)).isEqualTo(new CursorPage<>(List.of(), null));
    }
}
