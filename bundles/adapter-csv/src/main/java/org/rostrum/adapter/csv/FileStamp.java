package org.rostrum.adapter.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** By what we see that nobody else has touched a file. */
record FileStamp(long size, FileTime modified, @Nullable Object fileKey) {
    /** @return null when there is no such file */
    static @Nullable FileStamp of(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException absent) {
            return null;
        }
    }
}
