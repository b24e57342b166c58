package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Entries are numbers here, of which the list gives at most 15 at once. */
class ForwardListTest {
    private static final int PAGE = 15;

    private final TreeSet<Integer> entries = new TreeSet<>();
    private JsonNode state = MastodonApi.JSON.createObjectNode();

    private JsonNode page(String after) {
        List<Integer> page = entries.tailSet(Integer.parseInt(after), false).stream()
                .limit(PAGE)
                .toList();
        ArrayNode json = MastodonApi.JSON.createArrayNode();
        for (int i = page.size() - 1; i >= 0; i--) {
            json.addObject().put("id", page.get(i).toString());
        }
        return json;
    }

    private List<Integer> read() throws Exception {
        List<Integer> all = new ArrayList<>();
        ForwardList.Step step;
        do {
            step = ForwardList.step(state, this::page);
            step.fresh().forEach(entry -> all.add(entry.path("id").asInt()));
            state = step.state();
        } while (step.more());
        return all;
    }

    private void add(int from, int to) {
        for (int i = from; i <= to; i++) {
            entries.add(i);
        }
    }

    @Test
    void everything_isReadOnceAndInOrder() throws Exception {
        add(1, 100);
        assertThat(read()).containsExactlyElementsOf(entries);
        assertThat(read()).isEmpty();
        add(101, 103);
        assertThat(read()).containsExactly(101, 102, 103);
    }

    @Test
    void whatIsSeenLate_isReadOnce() throws Exception {
        add(1, 50);
        entries.removeAll(List.of(45, 48));
        read();
        add(51, 52);
        entries.add(48);
        assertThat(read()).containsExactly(48, 51, 52);
        entries.add(45);
        assertThat(read()).containsExactly(45);
        assertThat(read()).isEmpty();
    }

    @Test
    void whatIsDeleted_hidesNothing() throws Exception {
        add(1, 50);
        read();
        entries.clear();
        assertThat(read()).isEmpty();
        add(51, 90);
        assertThat(read()).hasSize(40);
    }

    @Test
    void state_staysSmall() throws Exception {
        add(1_000_000, 1_000_500);
        read();
        assertThat(state.toString()).hasSizeLessThan(200);
    }
}
