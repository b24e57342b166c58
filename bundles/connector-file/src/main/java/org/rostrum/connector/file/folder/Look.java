package org.rostrum.connector.file.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** What a file looked like at some moment; when two looks are equal, it has not changed between them. */
record Look(long size, Instant modified) {
    static Look at(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Look(attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    String text() {
        return size + " " + modified;
    }
}
