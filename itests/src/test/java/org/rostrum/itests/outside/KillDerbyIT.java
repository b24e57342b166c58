package org.rostrum.itests.outside;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports into Derby, killed again and again. */
class KillDerbyIT extends KillTrial {
    /** The watched folder too where {@link KillPostgresIT} cannot run. */
    @Test
    void nothingIsLostAndNothingDoubled_whenTheServerIsKilled() throws Exception {
        nothingIsLostAndNothingDoubled(
                false, Postgres.isThere() ? List.of(Way.UPLOADED) : List.of(Way.UPLOADED, Way.DROPPED));
    }
}
