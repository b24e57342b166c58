package org.rostrum.web.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.rostrum.web.front.FrontDoor;
import org.rostrum.web.front.FrontFilter;
import org.rostrum.web.metrics.MicrometerMetrics;
import org.rostrum.web.testing.FakeFramework;
import org.rostrum.web.testing.TestServer;

/** What browsers get of the files and pages of bundles. */
class WebFilesTest {
    private static final String SCRIPT = "export default 1; // " + "x".repeat(2000);

    @TempDir
    private Path folder;

    private final FakeFramework framework = new FakeFramework();
    private WebFiles files;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        write("web/index.html", "<!doctype html><script type=\"importmap\">{\"imports\":{}}</script><p>Begin");
        write("web/icon.svg", "<svg/>");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(
                Files.createDirectories(folder.resolve("web/assets")).resolve("main-1a2b3c.js.gz")))) {
            packed.write(SCRIPT.getBytes(UTF_8));
        }
        write("secret.txt", "outside of what is shown");
        framework.install(
                "face", Map.of("Rostrum-Files", "/face;files=web;app=index.html;immutable=assets/;home=true"), folder);
        files = new WebFiles(framework.context());
        server = new TestServer()
                .with(new FrontFilter(new MicrometerMetrics()), "/*")
                .with(new FrontDoor(framework.context(), files), "/")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        files.stop();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void root_leadsToTheFaceThatIsHome() throws Exception {
        HttpResponse<String> answer = server.get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/face/");
        assertThat(server.get("/face").headers().firstValue("Location")).contains("/face/");
    }

    @Test
    void page_allowsItsImportMapByDigest_andNothingElseWrittenIntoIt() throws Exception {
        HttpResponse<String> answer = server.get("/face/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).endsWith("<p>Begin");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'self' 'sha256-")
                .contains("style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String tag = answer.headers().firstValue("ETag").orElse("");
        assertThat(server.send(server.request("/face/").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        write("web/index.html", "<!doctype html><p>Newer");
        assertThat(server.send(server.request("/face/").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void packedFile_goesOutPacked_orUnpackedToWhoCannot() throws Exception {
        HttpResponse<String> plain = server.get("/face/assets/main-1a2b3c.js");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.body()).isEqualTo(SCRIPT);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(plain.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        HttpResponse<String> packed =
                server.send(server.request("/face/assets/main-1a2b3c.js").header("Accept-Encoding", "br, gzip;q=0.8"));
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValueAsLong("Content-Length").orElse(0))
                .isLessThan(SCRIPT.length());
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(server.send(server.request("/face/assets/main-1a2b3c.js").header("Accept-Encoding", "gzip;q=0"))
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/face/users/jane.doe,text/html,200",
        "/face/users/jane%40x,'text/html,*/*;q=0.8',200",
        "/face/users/jane.doe,*/*,404",
        "/face/assets/gone-1.js,text/html,404",
        "/face/icon.svg,*/*,200",
        "/facet/icon.svg,text/html,404"
    })
    void addressesThatThePageMakesUp_getThePage_andMissingFilesAreMissing(String path, String accept, int status)
            throws Exception {
        assertThat(server.send(server.request(path).header("Accept", accept)).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/face/../secret.txt",
                "/face/%2e%2e/secret.txt",
                "/face/..%2fsecret.txt",
                "/face/..;/secret.txt",
                "/face//secret.txt",
                "/face/.hidden",
                "/face/assets/../../secret.txt"
            })
    void nothingOutsideOfTheFolder_isShown(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("outside of");
    }

    @Test
    void pages_comeAndGoWithTheirBundle_andMistakesAreLeftOut() {
        Bundle moon = framework.install(
                "moon",
                Map.of(
                        "Rostrum-Files",
                        "/plugins/moon;files=page, /api/v1;files=page, /face;files=page",
                        "Rostrum-Page",
                        "moon;module=/plugins/moon/page.js;title=\"Moon, and tides\";title.de=Mond;permission=\"a:b\","
                                + "Bad Id;module=/x.js;title=x,broken;title=x"),
                folder);
        WebFiles.Brought brought = files.addingBundle(moon, null);
        assertThat(brought).isNotNull();
        assertThat(files.pages()).singleElement().satisfies(page -> {
            assertThat(page.id()).isEqualTo("moon");
            assertThat(page.module()).startsWith("/plugins/moon/page.js?v=");
            assertThat(page.titles()).containsEntry("en", "Moon, and tides").containsEntry("de", "Mond");
            assertThat(page.permission()).isEqualTo("a:b");
        });
        assertThat(files.find("/plugins/moon/page.js")).isPresent();
        assertThat(files.find("/api/v1/users")).isEmpty();
        assertThat(files.home()).contains("/face/");
        if (brought != null) {
            files.removedBundle(moon, null, brought);
        }
        assertThat(files.pages()).isEmpty();
        assertThat(files.find("/plugins/moon/page.js")).isEmpty();
    }
}
