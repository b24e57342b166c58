package org.rostrum.archive.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.rostrum.api.data.Database;
import org.rostrum.api.rollup.RollupCalendar;
import org.rostrum.api.rollup.RollupMonths;
import org.rostrum.archive.store.HeadRow;

/**
 * Checks a part of the sums while others go on appending. What does not fit may simply be half read, so it is checked again
 * while the head of the archive is held and nobody can append; only what does not fit then is a finding. Appending never
 * waits longer than the check of one such part takes.
 */
final class Recheck {
    /** Compares a part of the sums with what it sums up. */
    @FunctionalInterface
    interface Part {
        void check(Connection connection, Findings findings) throws SQLException;
    }

    /** Compares the sums of a month with what they sum up. */
    @FunctionalInterface
    interface Month {
        void check(Connection connection, int month, Findings findings) throws SQLException;
    }

    private final Database database;
    private final Findings findings;

    Recheck(Database database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    void check(Part part) {
        if (findings.full()) {
            return;
        }
        Findings first = new Findings();
        database.read(connection -> {
            part.check(connection, first);
            return Boolean.TRUE;
        });
        if (!first.none()) {
            checkHeld(part);
        }
    }

    /** Checks every month that has something to sum up or sums. */
    void eachMonth(RollupMonths months, Month part) {
        OptionalInt next = next(months, RollupCalendar.FIRST_MONTH);
        while (next.isPresent() && !findings.full()) {
            int month = next.getAsInt();
            check((connection, found) -> part.check(connection, month, found));
            next = next(months, month + 1);
        }
    }

    private OptionalInt next(RollupMonths months, int from) {
        return database.read(connection -> months.next(connection, from));
    }

    /** Checks only while nobody can append. */
    void checkHeld(Part part) {
        if (findings.full()) {
            return;
        }
        Findings held = database.transaction(connection -> {
            HeadRow.lock(connection);
            Findings found = new Findings();
            part.check(connection, found);
            return found;
        });
        findings.addAll(held);
    }
}
