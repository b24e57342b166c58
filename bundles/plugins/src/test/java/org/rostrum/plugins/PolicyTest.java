package org.rostrum.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.testkit.Configs;

class PolicyTest {
    private static final Inspector INSPECTOR = new Inspector(1_000_000);

    private final Path folder;
    private final Path jar;

    PolicyTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.jar = Files.write(
                folder.resolve("a.jar"),
                Jars.bundle("probe.a", "1.0.0").text("a.txt", "some content").build());
        Files.createDirectories(folder.resolve("trusted"));
    }

    private static String tool(String name, String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private String keys(String who) throws IOException, InterruptedException {
        String store = folder.resolve(who + ".p12").toString();
        tool(
                "keytool",
                "-genkeypair",
                "-alias",
                who,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + who,
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-validity",
                "2");
        return store;
    }

    private void sign(String who) throws IOException, InterruptedException {
        tool("jarsigner", "-keystore", keys(who), "-storepass", "changeit", jar.toString(), who);
    }

    private void trust(String who) throws IOException, InterruptedException {
        tool(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                who,
                "-keystore",
                folder.resolve(who + ".p12").toString(),
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("trusted/" + who + ".pem").toString());
    }

    private Policy signed() {
        return new Policy(Configs.of(PluginsConfig.class, Map.of("signers", "trusted")), folder);
    }

    private Contents contents() throws Exception {
        return INSPECTOR.read(jar, Plugin.Kind.BUNDLE);
    }

    @Test
    void withoutRules_everythingIsTaken() throws Exception {
        Policy policy = new Policy(Configs.of(PluginsConfig.class, Map.of()), folder);
        assertThat(policy.demands()).isFalse();
        assertThat(policy.refusal(contents())).isEmpty();
        assertThat(policy.mistakes()).isEmpty();
    }

    @Test
    void onlyWhatTrustedPeopleSigned_isTaken() throws Exception {
        assertThat(signed().mistakes()).singleElement().asString().contains("no certificate is found");
        assertThat(signed().refusal(contents()).orElseThrow()).contains("is not signed");
        sign("anna");
        assertThat(contents().signers()).hasSize(1);
        assertThat(signed().refusal(contents()).orElseThrow()).contains("does not trust");
        keys("bert");
        trust("bert");
        assertThat(signed().refusal(contents()).orElseThrow()).contains("does not trust");
        trust("anna");
        assertThat(signed().refusal(contents())).isEmpty();
        assertThat(signed().mistakes()).isEmpty();
        Files.writeString(folder.resolve("trusted/broken.pem"), "-----BEGIN CERTIFICATE-----\nno");
        assertThat(signed().mistakes()).singleElement().asString().contains("broken.pem");
        assertThat(signed().refusal(contents())).isEmpty();
    }

    @Test
    void whatWasChangedAfterwards_isRefused() throws Exception {
        sign("anna");
        trust("anna");
        Files.write(jar, rebuilt("a.txt", "other content"));
        assertThatThrownBy(this::contents)
                .isInstanceOf(UnfitFileException.class)
                .hasMessageContaining("changed after it was signed");
    }

    @Test
    void whatWasAddedAfterwards_makesItUnsigned() throws Exception {
        sign("anna");
        trust("anna");
        Files.write(jar, rebuilt("b.txt", "more"));
        assertThat(signed().refusal(contents()).orElseThrow()).contains("not signed, or not all of it");
    }

    /** The archive with an entry changed or added. */
    private byte[] rebuilt(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean there = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                boolean meant = entry.getName().equals(name);
                there |= meant;
                out.write(meant ? content.getBytes(StandardCharsets.UTF_8) : in.readAllBytes());
            }
            if (!there) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void listAndSigners_holdBoth_andRoutesNeedTheList() throws Exception {
        sign("anna");
        trust("anna");
        Path route = Files.writeString(folder.resolve("r.yaml"), "- from:\n    uri: \"timer:a\"\n");
        Contents text = INSPECTOR.read(route, Plugin.Kind.ROUTE);
        assertThat(signed().refusal(text).orElseThrow()).contains("cannot be signed");
        Policy both = new Policy(
                Configs.of(
                        PluginsConfig.class,
                        Map.of("signers", "trusted", "allowedSha256", new String[] {text.sha256()})),
                folder);
        assertThat(both.refusal(text)).isEmpty();
        assertThat(both.refusal(contents()).orElseThrow()).contains("whose SHA-256 it knows");
    }

    @Test
    void list_mayBeOneText_asInAFileOfSettings() throws Exception {
        Policy policy = new Policy(
                Configs.of(PluginsConfig.class, Map.of("allowedSha256", new String[] {
                    "0".repeat(64) + ", " + contents().sha256()
                })),
                folder);
        assertThat(policy.mistakes()).isEmpty();
        assertThat(policy.refusal(contents())).isEmpty();
    }

    @Test
    void mistakesInTheList_areTold_andOpenNothing() throws Exception {
        Policy policy = new Policy(
                Configs.of(PluginsConfig.class, Map.of("allowedSha256", new String[] {"all-of-them", " "})), folder);
        assertThat(policy.mistakes()).singleElement().asString().contains("all-of-them");
        assertThat(policy.refusal(contents())).isPresent();
    }
}
