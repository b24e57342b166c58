package org.rostrum.api.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Reach;

/** Conditions of a query that all must hold, with the values of their question marks. */
public final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** @param condition with one question mark */
    public Conditions and(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
        return this;
    }

    /** @param condition with one question mark; left out when there is no value */
    public Conditions andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /** That the column has one of the values; with none, nothing fits. */
    public Conditions in(String column, Collection<?> any) {
        conditions.add(
                any.isEmpty()
                        ? "1 = 0"
                        : column + " in (" + String.join(", ", Collections.nCopies(any.size(), "?")) + ")");
        values.addAll(any);
        return this;
    }

    /** That the column names an account within reach; a row that names none is only for those who reach everywhere. */
    public Conditions within(Reach reach, String column) {
        if (!reach.everywhere()) {
            conditions.add(
                    reach.accounts().isEmpty()
                            ? "1 = 0"
                            : column + " in ("
                                    + String.join(
                                            ", ",
                                            Collections.nCopies(reach.accounts().size(), "?")) + ")");
            values.addAll(reach.accounts());
        }
        return this;
    }

    /** {@code " where …"}; empty when there is no condition. */
    public String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** The values of the question marks, in order. */
    public @Nullable Object[] values() {
        return values.toArray();
    }
}
