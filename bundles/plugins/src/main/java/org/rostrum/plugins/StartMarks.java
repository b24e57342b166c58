package org.rostrum.plugins;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers across the end of the server which bundles were being started then: one whose start ends the server would end it
 * again at each start. How often that was is known of the file as it is; one that was changed begins anew.
 */
final class StartMarks {
    /** Once may be an accident. */
    static final int MOST = 2;

    private static final Logger LOG = LoggerFactory.getLogger(StartMarks.class);

    private final Path file;
    /** By name of the plugin's file: how often the server ended, then what is known of the file. */
    private final Properties marks = new Properties();

    StartMarks(Path file) {
        this.file = file;
        try (Reader in = Files.newBufferedReader(file)) {
            marks.load(in);
        } catch (NoSuchFileException none) {
            marks.clear();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("{} cannot be read: which plugins ended the server is not known", file, unreadable);
            marks.clear();
        }
    }

    /** How often the server ended while the plugin was being started, one time after the other. */
    synchronized int deaths(Path plugin) {
        String[] mark = marks.getProperty(Deployment.name(plugin), "").split(" ", 2);
        return mark.length == 2 && mark[0].matches("[1-9]") && mark[1].equals(identity(plugin))
                ? Integer.parseInt(mark[0])
                : 0;
    }

    synchronized void begin(Path plugin) {
        marks.setProperty(Deployment.name(plugin), Math.min(9, deaths(plugin) + 1) + " " + identity(plugin));
        write();
    }

    synchronized void end(Path plugin) {
        if (marks.remove(Deployment.name(plugin)) != null) {
            write();
        }
    }

    private static String identity(Path plugin) {
        try {
            BasicFileAttributes now = Files.readAttributes(plugin, BasicFileAttributes.class);
            return now.lastModifiedTime().toMillis() + " " + now.size();
        } catch (IOException gone) {
            return "gone";
        }
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".part");
            try (Writer out = Files.newBufferedWriter(draft)) {
                marks.store(out, "Plugins that are being started");
            }
            WaitingRoom.move(draft, file);
        } catch (IOException unwritable) {
            LOG.warn("{} cannot be written: a plugin that ends the server would be started again", file, unwritable);
        }
    }
}
