package org.rostrum.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rostrum.api.activity.Activity;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.text.PlainText;

/** What holds for every call that is signed; jqwik prints the seed of a case that fails. */
class CallPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of(
            "application/json", "application/cloudevents+json", "application/cloudevents-batch+json", "text/plain", "");
    private static final List<Channel> CHANNELS = List.of(
            Channel.with(),
            Channel.bodyAlone("textFormat", "html", "defaultAuthor", "nobody"),
            Channel.with("itemsPointer", "/data/items", "types", "t", "textPointer", "/content"),
            Channel.bodyAlone("itemsPointer", "/0", "directionPointer", "/way", "challengePointer", "/challenge"));
    private static final List<String> SAMPLES = List.of(
            "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"1\",\"data\":{\"items\":[{\"id\":\"a\",\"content\":"
                    + "\"<p>x</p>\",\"author\":{\"id\":\"u\",\"name\":\"n\"},\"published\":\"2026-01-01T00:00:00Z\"},{}]}}",
            "[{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"s\",\"id\":\"1\",\"data_base64\":\"eyJ0ZXh0IjoieCJ9\"},"
                    + "{\"text\":\"x\",\"from\":\"u\",\"time\":1793527200.5,\"url\":\"https://x.test/\"}]",
            "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"type\":\"Create\",\"actor\":\"u\",\"object\":{\"id\":\"1\","
                    + "\"contentMap\":{\"de\":\"<b>x\"},\"attachment\":[{\"url\":\"https://x.test/\"}],\"published\":-1e400}}",
            "{\"challenge\":\"c\",\"way\":\"in\",\"text\":\"x\",\"user\":{\"login\":\"u\"},\"created_at\":1793527200000}");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("{}[],:\"\\~/ \t\r\n<>&@%01aé漢").ofMaxLength(40),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Property(tries = 300)
    void fields_areFoundWhateverTheirNames(
            @ForAll("texts") String outer, @ForAll("texts") String inner, @ForAll("texts") String text) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject(outer).put(inner, text);
        message.put("from" + outer, "ann");
        String pointer = "/" + escaped(outer) + "/" + escaped(inner);
        Received received = Channel.with("textPointer", pointer, "authorIdPointer", "/from" + escaped(outer))
                .send(Channel.JSON, Sender.utf8(message.toString()), Map.of());
        if (PlainText.clean(encoded(text)).isEmpty()) {
            assertThat(received.status()).isEqualTo(422);
        } else {
            assertThat(Channel.taken(received))
                    .extracting(Activity::content)
                    .containsExactly(PlainText.clean(encoded(text)));
        }
    }

    private static String escaped(String name) {
        return encoded(name).replace("~", "~0").replace("/", "~1");
    }

    /** Halves of characters do not survive UTF-8. */
    private static String encoded(String text) {
        return new String(Sender.utf8(text), StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void events_sayTheSame_inEveryMode(@ForAll("texts") String text, @ForAll("texts") String author) throws Exception {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("id", "m")
                .put("text", text)
                .put("from", author);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", "7")
                .put("source", "/s")
                .put("type", "t")
                .set("data", data);
        ObjectNode encoded = event.deepCopy();
        encoded.remove("data");
        encoded.put("data_base64", Sender.utf8(data.toString()));
        Channel channel = Channel.with();
        Map<String, String> attributes =
                Map.of("ce-specversion", "1.0", "ce-id", "7", "ce-source", "/s", "ce-type", "t");
        List<Received> modes = List.of(
                channel.send("application/cloudevents+json", event.toString()),
                channel.send("application/cloudevents+json", encoded.toString()),
                channel.send("application/cloudevents-batch+json", "[" + event + "]"),
                channel.send(Channel.JSON, Sender.utf8(data.toString()), attributes),
                channel.send(Channel.JSON, data.toPrettyString()));
        assertThat(modes)
                .extracting(mode -> said(mode.activities()))
                .containsOnly(said(modes.get(0).activities()));
        assertThat(modes)
                .extracting(mode -> mode.status() / 100)
                .containsOnly(modes.get(0).status() / 100);
    }

    private static List<String> said(List<Activity> activities) {
        return activities.stream()
                .map(activity -> activity.networkId() + "\n" + activity.actor() + "\n" + activity.content())
                .toList();
    }

    @Property(tries = 1_000)
    void damagedCalls_areAnswered_alikeEachTime_andWithoutTheirWords(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] body = damaged(Sender.utf8(SAMPLES.get(random.nextInt(SAMPLES.size()))), random);
        String type = TYPES.get(random.nextInt(TYPES.size()));
        Map<String, String> headers = random.nextBoolean()
                ? Map.of()
                : Map.of("ce-specversion", "1.0", "ce-id", "%", "ce-source", "%C3%", "ce-type", "t", "ce-time", "x");
        for (Channel channel : CHANNELS) {
            Received received = channel.send(type, body, headers);
            assertThat(received.status()).isIn(200, 204, 400, 415, 422);
            assertThat(received.activities().isEmpty() || received.status() < 300)
                    .isTrue();
            if (!received.body().isEmpty() && !received.mediaType().equals("text/plain")) {
                JsonNode answer = JSON.readTree(received.body());
                assertThat(answer.has("detail") || answer.has("refusals")).isTrue();
            }
            assertThat(channel.send(type, body, headers)).isEqualTo(received);
        }
    }

    private static byte[] damaged(byte[] body, Random random) {
        byte[] damaged = body.clone();
        for (int i = random.nextInt(5); i > 0 && damaged.length > 1; i--) {
            int place = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[place] = (byte) random.nextInt(256);
                case 1 -> damaged[place] = (byte) "{}[]\",:\\/~019".charAt(random.nextInt(13));
                case 2 -> damaged = Arrays.copyOf(damaged, place);
                default -> {
                    int end = place + random.nextInt(damaged.length - place);
                    byte[] shorter = Arrays.copyOf(damaged, damaged.length - (end - place));
                    System.arraycopy(damaged, end, shorter, place, damaged.length - end);
                    damaged = shorter;
                }
            }
        }
        return damaged;
    }
}
