package org.rostrum.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rostrum.spi.text.PlainText;

/** What holds for every feed; jqwik prints the seed of a case that fails. */
class FeedPropertiesTest {
    /** Any text that XML can hold. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab1é漢 <>&\"';#\t\n]").ofMaxLength(60);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Property(tries = 500)
    void text_comesBackWhole_whateverItHolds(@ForAll("texts") String title, @ForAll("texts") String content) {
        String atom =
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><id>1</id><title type=\"text\">x"
                        + escaped(title) + "</title><content type=\"text\">y" + escaped(content)
                        + "</content></entry></feed>";

        assertThat(AnyFeed.read(atom.getBytes(StandardCharsets.UTF_8), "application/xml;charset=utf-8"))
                .singleElement()
                .satisfies(activity -> assertThat(activity.content())
                        .isEqualTo(PlainText.clean("x" + title) + "\n\n" + PlainText.clean("y" + content)));
    }

    @Property(tries = 1_000)
    void damagedFeeds_areRejected_orReadAsFarAsTheyAreFeeds(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] feed =
                AnyFeed.SAMPLES.get(random.nextInt(AnyFeed.SAMPLES.size())).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i > 0; i--) {
            int place = random.nextInt(feed.length);
            feed[place] = (byte) (random.nextBoolean() ? random.nextInt(256) : "<>/&;\"= ".charAt(random.nextInt(8)));
        }
        for (String contentType : List.of("application/xml", "text/xml;charset=utf-16", "text/html;charset=nonsense")) {
            AnyFeed.read(feed, contentType);
        }
    }
}
