package org.rostrum.reporting.render;

import java.lang.reflect.Field;
import net.sf.jasperreports.engine.design.JRAbstractJavaCompiler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JasperReports keeps the class it last loaded for a template with the thread, and with it the loader of the report pack: threads
 * that live on would keep a removed pack in memory.
 */
final class CompiledClasses {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledClasses.class);

    private CompiledClasses() {}

    /** Has this thread forget it. */
    static void forget() {
        try {
            Field field = JRAbstractJavaCompiler.class.getDeclaredField("classFromBytesRef");
            field.setAccessible(true);
            if (field.get(null) instanceof ThreadLocal<?> last) {
                last.remove();
            }
        } catch (ReflectiveOperationException changed) {
            LOG.warn("JasperReports is not as it was in 7.0.7: removed report packs may stay in memory", changed);
        }
    }
}
