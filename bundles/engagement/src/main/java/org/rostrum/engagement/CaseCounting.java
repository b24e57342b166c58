package org.rostrum.engagement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DerbyHints;
import org.rostrum.api.data.Sql;
import org.rostrum.api.engagement.CaseCounts;
import org.rostrum.api.rollup.RollupPeriod;

/**
 * Counts cases by the {@link RollupPeriod pieces} of a period, in one statement. The hints in comments are for Derby, which
 * without statistics would read the whole of the tables.
 */
final class CaseCounting {
    /** So many accounts are looked up by name; of more, all are read and those that are not wanted are left out. */
    static final int BY_NAME = 5;

    private CaseCounting() {}

    private enum Kind {
        MONTHS,
        DAYS,
        CASES
    }

    /**
     * One piece of a period.
     *
     * @param from number of the first month or day, or the Instant at which a part of a day begins
     * @param to exclusive
     */
    private record Term(Kind kind, int sign, Object from, Object to) {}

    private static List<Term> terms(RollupPeriod period) {
        List<Term> terms = new ArrayList<>();
        if (period.hasMonths()) {
            terms.add(new Term(Kind.MONTHS, 1, period.firstMonth(), period.endMonth()));
        }
        period.days().forEach(days -> terms.add(new Term(Kind.DAYS, days.sign(), days.firstDay(), days.endDay())));
        period.parts().forEach(part -> terms.add(new Term(Kind.CASES, part.sign(), part.from(), part.to())));
        return terms;
    }

    /** Accounts without any are absent. */
    static Map<String, CaseCounts> counts(Connection connection, Set<String> accountIds, Instant from, Instant to)
            throws SQLException {
        record Found(String accountId, CaseCounts counts) {}
        Map<String, CaseCounts> counts = new TreeMap<>();
        List<Term> terms = terms(RollupPeriod.of(from, to));
        if (terms.isEmpty() || accountIds.isEmpty()) {
            return counts;
        }
        List<String> names = accountIds.size() <= BY_NAME ? List.copyOf(accountIds) : List.of();
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Term term : terms) {
            parameters.add(term.from);
            parameters.add(term.to);
            parameters.addAll(names);
        }
        Sql.stream(
                connection,
                1000,
                "select account_id, sum(leads) as leads, sum(tickets) as tickets from ("
                        + terms.stream()
                                .map(term -> select(term, names.size()))
                                .collect(Collectors.joining(" union all "))
                        + ") as terms group by account_id",
                row -> new Found(
                        row.getString("account_id"), new CaseCounts(row.getLong("leads"), row.getLong("tickets"))),
                found -> {
                    if (accountIds.contains(found.accountId) && !found.counts.equals(CaseCounts.NONE)) {
                        counts.put(found.accountId, found.counts);
                    }
                },
                parameters.toArray());
        return counts;
    }

    private static String select(Term term, int names) {
        return switch (term.kind) {
            case MONTHS -> sums(term, "month", names);
            case DAYS -> sums(term, "day", names);
            case CASES -> "select account_id" + ofCase(term, "LEAD", "leads") + ofCase(term, "TICKET", "tickets")
                    + from("engagement_case", "happened", "happened") + wanted(names);
        };
    }

    private static String sums(Term term, String unit, int names) {
        String sign = term.sign + " * ";
        return "select account_id, " + sign + "leads as leads, " + sign + "tickets as tickets"
                + from("engagement_case_" + unit, names > 0 ? "key" : "time", unit + "_number") + wanted(names);
    }

    private static String ofCase(Term term, String kind, String name) {
        return ", case when kind = '" + kind + "' then " + term.sign + " else 0 end as " + name;
    }

    private static String from(String table, String index, String column) {
        return " from " + table + DerbyHints.index(table + "_" + index) + " where " + column + " >= ? and " + column
                + " < ?";
    }

    private static String wanted(int names) {
        return names == 0 ? "" : " and account_id in (?" + ", ?".repeat(names - 1) + ")";
    }
}
