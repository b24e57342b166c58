package org.rostrum.itests.outside;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** An import into PostgreSQL, killed again and again; the assembled server's test on that database, too. */
@EnabledIf("org.rostrum.itests.outside.Postgres#isThere")
class KillPostgresIT extends KillTrial {
    @Test
    void nothingIsLostAndNothingDoubled_whenTheServerIsKilled() throws Exception {
        nothingIsLostAndNothingDoubled(true, List.of(Way.DROPPED));
    }
}
