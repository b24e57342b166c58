package org.rostrum.reporting.render;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import net.sf.jasperreports.engine.JasperFillManager;
import org.jspecify.annotations.Nullable;

/** Finds classes and resources of JasperReports first, then those of a report pack. */
public final class ChainedLoader extends ClassLoader {
    private final ClassLoader pack;

    private ChainedLoader(ClassLoader jasper, ClassLoader pack) {
        super("report pack", jasper);
        this.pack = pack;
    }

    /** @param pack loader of the bundle that brings the report */
    public static ChainedLoader of(@Nullable ClassLoader pack) {
        ClassLoader jasper = JasperFillManager.class.getClassLoader();
        return new ChainedLoader(jasper, pack == null ? jasper : pack);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return pack.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return pack.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return pack.getResources(name);
    }
}
