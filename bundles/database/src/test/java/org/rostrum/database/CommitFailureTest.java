package org.rostrum.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"08003", "23505", "23503", "25P02", "40001", "40P01", "40XL1", "53100", "57014", "P0001"})
    void anAnswerThatRefuses_leavesNothing(String state) {
        assertThat(CommitFailure.isUndone(new SQLException("no", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"08006", "08007", "08001", "40003", "57P01", "57P02", "58030", "XX000", "XSLA4", "XJ001", "HY000"
            })
    void aConnectionThatBreaks_orALogThatCannotBeWritten_leavesItOpen(String state) {
        assertThat(CommitFailure.isUndone(new SQLException("gone", state))).isFalse();
    }

    @Test
    void withoutState_onlyAConnectionThatThePoolHadTakenAway_wasNeverAsked() {
        assertThat(CommitFailure.isUndone(new SQLException("Connection is closed")))
                .isTrue();
        assertThat(CommitFailure.isUndone(new SQLException("Something"))).isFalse();
    }
}
