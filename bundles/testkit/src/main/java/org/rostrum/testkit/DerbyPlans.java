package org.rostrum.testkit;

import java.util.Locale;
import org.rostrum.api.data.Database;
import org.rostrum.api.data.Sql;

/** What Derby did to answer: whoever reads a page wants no whole table put in order for it. */
public final class DerbyPlans {
    private static final String SCHEMA = "PLANS";

    private DerbyPlans() {}

    /**
     * The most rows that one sort of a statement of the work took in. The work must run its statements by the database, in
     * this thread.
     */
    public static long mostSorted(Database database, Runnable work) {
        return figures(database, work, "select coalesce(max(no_input_rows), 0) from %s.sysxplain_sort_props");
    }

    /** The most rows that one scan of the work, of a table or an index, looked at. */
    public static long mostVisited(Database database, Runnable work) {
        return figures(database, work, "select coalesce(max(no_visited_rows), 0) from %s.sysxplain_scan_props");
    }

    private static long figures(Database database, Runnable work, String query) {
        return database.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("call syscs_util.syscs_set_runtimestatistics(1)");
                statement.execute("call syscs_util.syscs_set_xplain_schema('" + SCHEMA + "')");
            }
            try {
                work.run();
            } finally {
                try (var statement = connection.createStatement()) {
                    statement.execute("call syscs_util.syscs_set_runtimestatistics(0)");
                    statement.execute("call syscs_util.syscs_set_xplain_schema('')");
                }
            }
            long most = Sql.number(connection, query.formatted(SCHEMA));
            for (String table : new String[] {
                "statements", "statement_timings", "resultsets", "resultset_timings", "scan_props", "sort_props"
            }) {
                Sql.update(connection, "delete from " + SCHEMA + ".sysxplain_" + table.toLowerCase(Locale.ROOT));
            }
            return most;
        });
    }
}
