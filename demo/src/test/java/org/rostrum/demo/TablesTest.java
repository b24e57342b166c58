package org.rostrum.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablesTest {
    @Test
    void byTime_ordersRows_whateverIsInTheirCells() {
        String head = "\uFEFF\"id\",\"createdAt\",\"text\"\r\n";
        String early = "\"2\",\"2026-11-01T08:00:00Z\",\"two\nlines, \"\"quoted\"\"\"\r\n";
        String late = "\"1\",\"2026-11-02T08:00:00Z\",\"one\"\r\n";

        assertThat(Tables.byTime(head + late + early)).isEqualTo(head + early + late);
        assertThat(Tables.byTime(head)).isEqualTo(head);
    }
}
