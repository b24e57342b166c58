package org.rostrum.benchmarks.deployed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Has a file, which a header of the bundle names, be there for as long as the bundle runs. */
public final class Marker implements BundleActivator {
    public static final String HEADER = "Marker-File";

    @Override
    public void start(BundleContext context) throws IOException {
        Files.createFile(file(context));
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        Files.delete(file(context));
    }

    private static Path file(BundleContext context) {
        return Path.of(context.getBundle().getHeaders("").get(HEADER));
    }
}
