package org.rostrum.itests.boot;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Addresses that people enter, by which the server would ask servers that it alone can reach; and what hostile servers answer. */
final class AddressAttacks {
    /** Where the port of the server inside belongs stands %d. */
    private static final List<String> INSIDE = List.of(
            "http://127.0.0.1:%d/",
            "http://localhost:%d/",
            "http://localhost.:%d/",
            "http://LOCALHOST:%d/",
            "http://[::1]:%d/",
            "http://[::ffff:127.0.0.1]:%d/",
            "http://[::ffff:7f00:1]:%d/",
            "http://[64:ff9b::7f00:1]:%d/",
            "http://[::]:%d/",
            "http://0.0.0.0:%d/",
            "http://0:%d/",
            "http://127.1:%d/",
            "http://2130706433:%d/",
            "http://0x7f000001:%d/",
            "http://0177.0.0.1:%d/",
            "http://127.255.255.254:%d/",
            "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:%d/",
            "http://127\u30020\u30020\u30021:%d/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/latest/meta-data/",
            "http://10.0.0.1/",
            "http://192.168.0.1/",
            "http://example.org@127.0.0.1:%d/",
            "http://example.org:80@127.0.0.1:%d/",
            "http://127.0.0.1:%d#@example.org/",
            "http://127.0.0.1:%d\\@example.org/",
            "http://127.0.0.1%%2523@example.org:%d/",
            "//127.0.0.1:%d/",
            "file:///etc/passwd",
            "gopher://127.0.0.1:%d/",
            "jar:http://127.0.0.1:%d/x.jar!/",
            "ldap://127.0.0.1:%d/",
            "ftp://127.0.0.1:%d/",
            "netdoc:///etc/passwd",
            "data:text/xml,<rss/>");

    private final Api api;
    private final Decoy decoy;
    private final TriedChannels channels;

    AddressAttacks(ExamServer server, Decoy decoy, TriedChannels channels) {
        this.api = server.api();
        this.decoy = decoy;
        this.channels = channels;
    }

    Stream<DynamicTest> all() {
        return Stream.of(feeds(), redirects(), answers()).flatMap(tests -> tests);
    }

    private String at(String form) {
        return form.contains("%d") ? form.formatted(decoy.port()) : form;
    }

    private Stream<DynamicTest> feeds() {
        return INSIDE.stream()
                .map(form -> dynamicTest("feed at " + form, () -> channels.refused("feed", Map.of("url", at(form)))));
    }

    private Stream<DynamicTest> redirects() {
        return Stream.of(
                        "http://127.0.0.1:%d/",
                        "http://localhost:%d/",
                        "//127.0.0.1:%d/",
                        "http://169.254.169.254/",
                        "file:///etc/passwd",
                        "http://user@127.0.0.1:%d/")
                .map(form -> dynamicTest(
                        "redirect to " + form,
                        () -> channels.refused("feed", Map.of("url", decoy.open("/to?" + at(form))))));
    }

    private Stream<DynamicTest> answers() {
        return Stream.of("/file", "/entity", "/parameter", "/laughs", "/deep", "/bomb")
                .map(path -> dynamicTest("feed that answers with " + path, () -> {
                    channels.refused("feed", Map.of("url", decoy.open(path)));
                    api.get(Api.Caller.NOBODY, "/health").expect(200);
                }));
    }
}
