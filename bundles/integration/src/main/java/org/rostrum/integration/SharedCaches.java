package org.rostrum.integration;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Field;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.SimpleLanguage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees what shared libraries keep of a context that has ended; without it the classes of a removed plugin would stay in
 * memory for good.
 */
final class SharedCaches {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCaches.class);

    /** Takes the place of contexts that have ended; it is never started and knows no plugin. */
    private final CamelContext nobody;

    SharedCaches() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getCamelContextExtension().setName("nobody");
        context.disableJMX();
        this.nobody = context;
    }

    void forget(CamelContext ended) {
        forgetSimple(ended);
        TypeFactory.defaultInstance().clearCache();
    }

    /** The language's one static instance keeps the context that was started last. */
    private void forgetSimple(CamelContext ended) {
        try {
            Field field = SimpleLanguage.class.getDeclaredField("SIMPLE");
            field.setAccessible(true);
            if (field.get(null) instanceof SimpleLanguage simple && simple.getCamelContext() == ended) {
                simple.setCamelContext(nobody);
            }
        } catch (ReflectiveOperationException changed) {
            LOG.warn("Camel's simple language is not as it was in 4.18: removed plugins may stay in memory", changed);
        }
    }
}
