package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostTextTest {
    private static ObjectNode post(String text) {
        return XSimulator.JSON.createObjectNode().put("text", text);
    }

    private static void link(ObjectNode post, String address, String expanded) {
        post.withObject("/entities")
                .withArray("urls")
                .addObject()
                .put("url", address)
                .put("expanded_url", expanded);
    }

    @Test
    void typed_hasLinksInFull_andNoneForWhatIsAttached() {
        ObjectNode post =
                post("1 &lt; 2 &amp;amp; see https://t.co/aa, https://t.co/bb https://t.co/cc https://t.co/dd");
        link(post, "https://t.co/aa", "https://example.org/a?b=c&d");
        link(post, "https://t.co/bb", "https://x.com/acme/status/1/photo/1");
        post.withObject("/entities")
                .withArray("urls")
                .addObject()
                .put("url", "https://t.co/cc")
                .put("expanded_url", "https://x.com/acme/article/1")
                .put("media_key", "3_1");
        assertThat(PostText.of(post).typed())
                .isEqualTo("1 < 2 &amp; see https://example.org/a?b=c&d,   https://t.co/dd");
    }

    @Test
    void typed_isTheWhole_ofLongPosts() {
        ObjectNode post = post("The beginning\u2026");
        post.putObject("note_tweet").put("text", "The beginning and https://t.co/aa");
        post.withObject("/note_tweet")
                .withObject("/entities")
                .withArray("urls")
                .addObject()
                .put("url", "https://t.co/aa")
                .put("expanded_url", "https://example.org/");
        assertThat(PostText.of(post).typed()).isEqualTo("The beginning and https://example.org/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello  world|Hello world|true",
                "hello WORLD|Hello world|true",
                "Hello world|Hello|false",
                "Hello|Hello world|false",
                "On its way|@jane On its way|true",
                "On its way|@jane @bob On its way|true",
                "@jane On its way|@jane On its way|true",
                "On its way|jane On its way|false",
                "See example.org/a|See https://t.co/aa|true",
                "See http://www.example.org/a/|See https://t.co/aa|true",
                "See example.org/b|See https://t.co/aa|false",
                "cafe\u0301|caf\u00e9|true"
            })
    void says_comparesWords(String typed, String shown, boolean same) {
        ObjectNode post = post(shown);
        link(post, "https://t.co/aa", "https://example.org/a");
        assertThat(PostText.of(post).says(typed, null)).isEqualTo(same);
    }
}
