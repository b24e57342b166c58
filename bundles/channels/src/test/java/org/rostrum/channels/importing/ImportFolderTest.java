package org.rostrum.channels.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private static InputStream content() {
        return new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8));
    }

    private List<String> waiting() throws IOException {
        return names("waiting");
    }

    private List<String> names(String in) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** As a process leaves it that was killed: its mark is there, and nobody holds it. */
    private void killed(String node) throws IOException {
        Files.createDirectories(folder.resolve(".nodes"));
        Files.createDirectories(folder.resolve("waiting"));
        Files.createFile(folder.resolve(".nodes").resolve(node));
        Files.writeString(folder.resolve("waiting").resolve(node + ".half"), "half");
        Files.writeString(folder.resolve("waiting").resolve(node + ".whole"), "whole");
    }

    @Test
    void deleteAbandoned_deletesWhatAKilledNodeLeft_butNotWhatWaitsToBeRead() throws IOException {
        killed("deadnode");
        try (ImportFolder imports = new ImportFolder(folder)) {
            imports.deleteAbandoned(() -> List.of("deadnode.whole"));
            assertThat(waiting()).containsExactly("deadnode.whole");
            assertThat(names(".nodes")).doesNotContain("deadnode").hasSize(1);
            // it was read to its end later
            imports.deleteAbandoned(List::of);
            assertThat(waiting()).isEmpty();
        }
    }

    @Test
    void deleteAbandoned_leavesWhatAnotherNodeIsWriting() throws IOException {
        try (ImportFolder one = new ImportFolder(folder);
                ImportFolder other = new ImportFolder(folder)) {
            String written = one.store(content(), 100).name();
            other.deleteAbandoned(List::of);
            assertThat(waiting()).containsExactly(written);
        }
        try (ImportFolder afterBothStopped = new ImportFolder(folder)) {
            afterBothStopped.deleteAbandoned(List::of);
            assertThat(waiting()).isEmpty();
        }
    }

    @Test
    void deleteAbandoned_asksWhatIsNeededAfterItKnowsWhoIsDead() throws IOException {
        try (ImportFolder imports = new ImportFolder(folder);
                ImportFolder other = new ImportFolder(folder)) {
            imports.deleteAbandoned(() -> {
                try {
                    // taken in between the two questions, by a node that lives
                    return List.of(other.store(content(), 100).name());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            assertThat(waiting()).hasSize(1);
        }
    }

    @Test
    void dead_isNobodyWhoseMarkIsLocked() throws IOException {
        Path marks = Files.createDirectories(folder.resolve("marks"));
        Files.createFile(marks.resolve("killed"));
        try (FileChannel channel =
                        FileChannel.open(marks.resolve("living"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                NodeMarks nodes = NodeMarks.open(marks)) {
            assertThat(channel.lock()).isNotNull();
            assertThat(nodes.dead()).containsExactly("killed");
            assertThat(nodes.known(nodes.own())).isTrue();
            assertThat(nodes.known("")).isFalse();
        }
    }
}
