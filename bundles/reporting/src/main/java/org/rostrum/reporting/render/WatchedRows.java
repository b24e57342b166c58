package org.rostrum.reporting.render;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRField;
import org.jspecify.annotations.Nullable;

/** The rows of a report as the main dataset; looks at each row whether the report is still wanted. */
final class WatchedRows implements JRDataSource {
    private final Iterator<Map<String, Object>> rows;
    private final Runnable watch;
    private Map<String, Object> current = Map.of();

    WatchedRows(List<Map<String, Object>> rows, Runnable watch) {
        this.rows = rows.iterator();
        this.watch = watch;
    }

    @Override
    public boolean next() {
        watch.run();
        if (!rows.hasNext()) {
            return false;
        }
        current = rows.next();
        return true;
    }

    @Override
    public @Nullable Object getFieldValue(JRField field) {
        return current.get(field.getName());
    }
}
