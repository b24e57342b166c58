package org.rostrum.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeTest {
    private final Node here = Node.here();

    @Test
    void the_id_fits_its_column_and_two_parts_of_a_process_differ() {
        assertThat(here.id())
                .hasSizeLessThanOrEqualTo(120)
                .isNotEqualTo(Node.here().id());
    }

    @Test
    void a_process_that_runs_is_not_gone() {
        assertThat(here.isGone(Node.here().id())).isFalse();
    }

    @Test
    void a_process_of_this_machine_that_does_not_run_is_gone() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(here.isGone(here.host() + "/" + ended.pid() + "/1/x")).isTrue();
        assertThat(here.isGone(here.host() + "/" + here.process() + "/1/x"))
                .as("another process had our number before")
                .isTrue();
    }

    @Test
    void of_other_machines_and_strange_names_nothing_is_certain() {
        assertThat(here.isGone("elsewhere/999999999/1/x")).isFalse();
        assertThat(here.isGone(here.host() + "/x/y/z")).isFalse();
        assertThat(here.isGone("")).isFalse();
    }
}
