package org.rostrum.shell.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.karaf.shell.support.table.Row;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Rows of equal values under headings. */
final class Table<T> {
    private final List<String> names = new ArrayList<>();
    private final List<Function<? super T, ? extends @Nullable Object>> values = new ArrayList<>();

    Table<T> column(String name, Function<? super T, ? extends @Nullable Object> value) {
        names.add(name);
        values.add(value);
        return this;
    }

    void print(PrintStream out, List<T> rows) {
        if (rows.isEmpty()) {
            out.println("None.");
            return;
        }
        ShellTable table = new ShellTable();
        names.forEach(table::column);
        for (T value : rows) {
            Row row = table.addRow();
            for (Function<? super T, ? extends @Nullable Object> column : values) {
                row.addContent(Words.cell(column.apply(value)));
            }
        }
        table.print(out);
    }
}
