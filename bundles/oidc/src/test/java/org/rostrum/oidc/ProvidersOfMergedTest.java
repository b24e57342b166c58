package org.rostrum.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rostrum.api.data.AccountColumns;
import org.rostrum.api.data.Database;
import org.rostrum.testkit.TestDatabase;

class ProvidersOfMergedTest {
    @ParameterizedTest
    @MethodSource("org.rostrum.testkit.TestDatabase#engines")
    void everyColumnThatNamesAnAccount_isAnsweredFor(Database.Engine engine) {
        try (TestDatabase database = TestDatabase.open(engine)) {
            ProvidersOfMerged participant =
                    new ProvidersOfMerged(new ProviderStore(database.database(), new RecordingSignOn()));
            assertThat(database.database().read(AccountColumns::ofDatabase)).isEqualTo(participant.columns());
        }
    }
}
