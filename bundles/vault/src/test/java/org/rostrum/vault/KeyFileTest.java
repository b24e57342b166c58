package org.rostrum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private final Path path;
    private final KeyFile file;
    private final VaultKey old = VaultKey.random(new SecureRandom(), Instant.parse("2025-01-02T03:04:05Z"));
    private final VaultKey young = VaultKey.random(new SecureRandom(), Instant.parse("2026-01-02T03:04:05.678Z"));

    KeyFileTest(@TempDir Path folder) {
        path = folder.resolve("new/secret-keys");
        file = new KeyFile(path, true);
    }

    private void refused(String... words) {
        assertThatThrownBy(file::read)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContainingAll(words)
                .message()
                .contains(path.toString())
                .doesNotContain(old.base64(), young.base64());
    }

    @Test
    void readsWhatItWrote_andIsForItsOwnerAlone() throws IOException {
        file.write(KeyRing.EMPTY.with(old).with(young));
        assertThat(file.read().keys()).extracting(VaultKey::id).containsExactly(old.id(), young.id());
        assertThat(file.read().keys()).extracting(VaultKey::base64).containsExactly(old.base64(), young.base64());
        assertThat(file.read().keys().get(1).made()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(old).hasToString(old.id());
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void replacesWholeFiles_alsoWhereAnEarlierTryWasCutOff() throws IOException {
        file.write(KeyRing.EMPTY.with(old));
        Files.writeString(path.resolveSibling("secret-keys.new"), "key half");
        file.write(KeyRing.EMPTY.with(young));
        assertThat(file.read().has(young.id())).isTrue();
        assertThat(file.read().has(old.id())).isFalse();
    }

    @Test
    void leavesWhatWasThere_whenItCannotWrite() throws IOException {
        file.write(KeyRing.EMPTY.with(old));
        // a folder in the place of the draft, as root may write anywhere
        Files.createDirectories(path.resolveSibling("secret-keys.new/x"));
        assertThatThrownBy(() -> file.write(KeyRing.EMPTY.with(young)))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("cannot be written");
        assertThat(file.read().has(old.id())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void refusesFiles_thatOthersMayUse(String rights) throws IOException {
        file.write(KeyRing.EMPTY.with(old));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        refused("Others than its owner");
        assertThat(new KeyFile(path, false).read().has(old.id())).isTrue();
    }

    @Test
    void acceptsFiles_thatTheOwnerMayOnlyRead() throws IOException {
        file.write(KeyRing.EMPTY.with(old));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assertThat(file.read().has(old.id())).isTrue();
    }

    @Test
    void refusesDamagedFiles_byTheirLine() throws IOException {
        file.write(KeyRing.EMPTY.with(old).with(young));
        List<String> lines = Files.readAllLines(path);
        int last = lines.size();
        String line = lines.get(last - 1);
        for (String damaged : List.of(
                line.substring(0, line.length() - 10),
                line.replace(young.base64(), old.base64()),
                line.replace("key ", "kez "),
                line.replace("2026-", "2026"),
                line + " more",
                line.replace(young.base64(), "!" + young.base64().substring(1)))) {
            lines.set(last - 1, damaged);
            Files.write(path, lines);
            refused("damaged", "line " + last);
        }
    }

    @Test
    void refusesFiles_withoutKeys_orOfOtherBytes() throws IOException {
        file.write(KeyRing.EMPTY.with(old));
        Files.writeString(path, "# nothing\n\n");
        refused("no key");
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refused("no text");
        Files.delete(path);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        refused("cannot be read");
    }
}
