package org.rostrum.connector.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.DeliveryException;

class RichTextTest {
    /** Each facet as its bytes of the text, an arrow and what it leads to. */
    private static List<String> facets(String text) throws DeliveryException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        for (JsonNode facet : RichText.facets(
                text, handle -> handle.equals("jane.test") ? Optional.of("did:plc:jane") : Optional.empty())) {
            JsonNode index = facet.path("index");
            JsonNode feature = facet.path("features").path(0);
            String part = new String(
                    Arrays.copyOfRange(
                            bytes,
                            index.path("byteStart").asInt(),
                            index.path("byteEnd").asInt()),
                    StandardCharsets.UTF_8);
            found.add(part + " -> "
                    + feature.path("uri")
                            .asText(feature.path("did")
                                    .asText(feature.path("tag").asText())));
        }
        return found;
    }

    @Test
    void places_areCountedInBytes() throws Exception {
        assertThat(facets("\ud83d\ude80 \u0141\u00f3d\u017a https://acme.test/\u0142 @Jane.test #caf\u00e9"))
                .containsExactly(
                        "https://acme.test/\u0142 -> https://acme.test/\u0142",
                        "@Jane.test -> did:plc:jane",
                        "#caf\u00e9 -> caf\u00e9");
    }

    @Test
    void punctuation_belongsToTheSentence() throws Exception {
        assertThat(facets("See https://acme.test/a. (https://acme.test/b) https://acme.test/c_(d)!"))
                .containsExactly(
                        "https://acme.test/a -> https://acme.test/a",
                        "https://acme.test/b -> https://acme.test/b",
                        "https://acme.test/c_(d) -> https://acme.test/c_(d)");
        assertThat(facets("#sale, #50% #1 #\u65e5\u672c!"))
                .containsExactly("#sale -> sale", "#\u65e5\u672c -> \u65e5\u672c");
    }

    @Test
    void mentionsOfNobody_stayText() throws Exception {
        assertThat(facets("mail to a@jane.test or @nobody.test")).isEmpty();
    }
}
