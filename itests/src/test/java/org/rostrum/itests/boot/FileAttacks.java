package org.rostrum.itests.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;

/** Files whose name or content leads out of their place, or that are larger than they look. */
final class FileAttacks {
    private static final String ROOT = Described.ROOT;
    private static final String ACCOUNT = "attack-files";
    private static final String SLIP = "slipped-out";
    private static final int BOMB = 128 * 1024 * 1024;
    private static final List<String> NAMES = List.of(
            "../" + SLIP,
            "../../../../../../tmp/" + SLIP,
            "/tmp/" + SLIP,
            "..\\..\\" + SLIP,
            "....//" + SLIP,
            "%2e%2e%2f" + SLIP,
            "x/../../" + SLIP,
            "\u2025/" + SLIP);
    private static final String SVG =
            "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                    + "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script><text>&x;</text></svg>";

    private final ExamServer server;
    private final Api api;
    private final Path folder;

    FileAttacks(ExamServer server, Path folder) {
        this.server = server;
        this.api = server.api();
        this.folder = folder;
        api.post(server.admin(), ROOT + "/accounts", Map.of("id", ACCOUNT, "name", ACCOUNT))
                .expect(201);
    }

    Stream<DynamicTest> all() {
        return Stream.of(
                        NAMES.stream().map(name -> dynamicTest("plugin named " + name, () -> pluginNamed(name))),
                        NAMES.stream().map(name -> dynamicTest("import named " + name, () -> importNamed(name))),
                        Stream.of("jar", "kar").flatMap(type -> NAMES.stream()
                                .limit(4)
                                .map(name -> dynamicTest(type + " with " + name, () -> slip(type, name)))),
                        Stream.of(
                                dynamicTest("archive that unpacks to far more", this::pluginBomb),
                                dynamicTest("import that unpacks to far more", this::importBomb),
                                dynamicTest("import of a zip in which are many", this::manyInOne),
                                dynamicTest("logo with script and entities", this::logo),
                                dynamicTest("nothing has slipped out", this::nothingOutside)))
                .flatMap(tests -> tests);
    }

    private Api.Answer upload(String path, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("upload"), content);
        return api.upload(server.admin(), ROOT + path, file);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void pluginNamed(String name) throws IOException {
        byte[] jar = Jars.bundle("attack.name", "1.0.0").bytes();
        Api.Answer answer = upload("/plugins?fileName=" + encoded(name + ".jar"), jar);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    /** The name is a label: the file has another one. */
    private void importNamed(String name) throws IOException {
        byte[] content = ("{\"type\":\"Note\",\"id\":\"" + name.hashCode() + "\"}").getBytes(StandardCharsets.UTF_8);
        Api.Answer answer = upload(
                "/imports?account=" + ACCOUNT + "&format=activitystreams&fileName=" + encoded(name + ".jsonl"),
                content);
        assertThat(answer.status()).as(answer.toString()).isIn(202, 400);
    }

    private void slip(String type, String name) throws IOException {
        Api.Answer answer = upload("/plugins?fileName=attack-slip." + type, zip(name, new byte[] {1}));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: attack.slip\nBundle-Version: 1.0.0\n\n"
                            .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void zeros(java.io.OutputStream out, long count) throws IOException {
        byte[] zeros = new byte[1024 * 1024];
        for (long written = 0; written < count; written += zeros.length) {
            out.write(zeros);
        }
    }

    private void pluginBomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    "Bundle-ManifestVersion: 2\nBundle-SymbolicName: attack.bomb\n\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("bomb"));
            zeros(zip, 5L * BOMB);
        }
        Api.Answer answer = upload("/plugins?fileName=attack-bomb.jar", bytes.toByteArray());
        assertThat(answer.status()).as(answer.toString()).isIn(400, 413);
    }

    private void importBomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            zeros(gzip, BOMB);
        }
        assertThat(outcome("bomb.jsonl.gz", bytes.toByteArray())).contains("decompression bomb");
    }

    private void manyInOne() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 20_000; i++) {
                zip.putNextEntry(new ZipEntry(i + "/../../" + SLIP));
            }
        }
        outcome("many.zip", bytes.toByteArray());
    }

    /** What an import says in the end; it fails, or sets all aside. */
    private String outcome(String name, byte[] content) throws IOException {
        Api.Answer begun = upload("/imports?account=" + ACCOUNT + "&format=activitystreams&fileName=" + name, content);
        if (begun.status() != 202) {
            assertThat(begun.status()).as(begun.toString()).isIn(400, 413, 422);
            return begun.body();
        }
        String path = ROOT + "/imports/" + begun.json().path("id").asText();
        await(name)
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get(server.admin(), path).json().has("finished"));
        Api.Answer ended = api.get(server.admin(), path);
        assertThat(ended.json().path("stored").asInt()).as(ended.toString()).isZero();
        return ended.body();
    }

    private void logo() {
        String path = ROOT + "/accounts/" + ACCOUNT + "/logo";
        for (String type : List.of("image/svg+xml", "image/png", "application/octet-stream", "text/html")) {
            Api.Answer answer =
                    api.send(server.admin(), "PUT", path, new Api.Body(type, SVG), Map.of("If-Match", "\"1\""));
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 415);
            assertThat(answer.body()).doesNotContain("root:");
        }
    }

    private void nothingOutside() throws IOException {
        for (Path place : List.of(server.home(), Path.of("/tmp"))) {
            try (Stream<Path> files = Files.walk(place, place.equals(server.home()) ? 6 : 1)) {
                assertThat(files.filter(file -> !file.startsWith(server.home().resolve("data/imports")))
                                .filter(file ->
                                        String.valueOf(file.getFileName()).contains(SLIP)))
                        .isEmpty();
            }
        }
        assertThat(api.get(server.admin(), ROOT + "/plugins").body()).doesNotContain("attack");
    }
}
