package org.rostrum.adapter.csv;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** What is to be done to folders. */
final class Folders {
    private Folders() {}

    /** Makes new and renamed entries durable, where the system can do that. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        } catch (IOException unsupported) {
            // Windows has no such thing and needs none
        }
    }

    /**
     * @param configured absolute, or relative to the server's data folder
     * @throws IllegalArgumentException when it is relative and the server has no data folder
     */
    static Path locate(String configured) {
        Path path = Path.of(configured.strip());
        if (path.isAbsolute()) {
            return path.normalize();
        }
        String data = System.getProperty("karaf.data");
        if (data == null) {
            throw new IllegalArgumentException(
                    "org.rostrum.adapter.csv: folder must be absolute, because there is no data folder (karaf.data)");
        }
        return Path.of(data).resolve(path).normalize();
    }
}
