package org.rostrum.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.Database;
import org.rostrum.testkit.FixedAccess;
import org.rostrum.testkit.ManualClock;
import org.rostrum.testkit.TestDatabase;

class TrailOfMergedTest {
    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyColumnThatNamesAnAccount_isAnsweredFor(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            TrailOfMerged participant = new TrailOfMerged(
                    new JdbcAuditLog(database.database(), FixedAccess.everything(), new ManualClock(Instant.EPOCH)));
            assertThat(database.database().read(AccountColumns::ofDatabase)).isEqualTo(participant.columns());
        }
    }
}
