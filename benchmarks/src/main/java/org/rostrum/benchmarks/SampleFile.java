package org.rostrum.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up care conversations as ActivityStreams, a line each, the same for the same number and name: a question, sometimes
 * more of it, mostly an answer within hours; one person in four comes back. One question in five names a problem and one in
 * fifty is about buying, so that routing has something to find.
 */
final class SampleFile {
    /** Who answers. */
    static final String CARE = "https://social.example/users/care";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long YEAR = 365L * 86_400;
    private static final int WAITING = 2000;
    private static final List<String> NEUTRAL = List.of(
            "My order has not arrived and nobody answers the phone. I have written twice already, number 4711.",
            "Hello, is the shop in the old town open on Sunday, and until when? Thank you and have a nice day.",
            "We were very pleased with the service at the counter, please pass this on to your colleagues there.");
    private static final String PROBLEM = "Since the update the app crashes as soon as I open a message: what now?";
    private static final String BUYING =
            "Good morning, how much is the blue one in size 42, and do you ship to Norway?";
    private static final String ANSWER = "Thank you for telling us. Please send us your order number, we look into it.";

    private final Random random = new Random(1);
    private final String name;
    private final int total;
    private final List<String[]> open = new ArrayList<>();

    private SampleFile(String name, int total) {
        this.name = name;
        this.total = total;
    }

    /**
     * @param name goes into every id, so that files of different names have nothing in common
     * @param total number of activities
     */
    static Path write(Path folder, String name, int total) throws IOException {
        Path file = folder.resolve(name + ".jsonl");
        SampleFile sample = new SampleFile(name, total);
        try (Writer writer = Files.newBufferedWriter(file);
                JsonGenerator json = JSON.createGenerator(writer).setRootValueSeparator(null)) {
            for (int i = 0; i < total; i++) {
                sample.one(json, i);
                json.writeRaw('\n');
            }
        }
        return file;
    }

    private void one(JsonGenerator json, int number) throws IOException {
        String published = START.plusSeconds(number * YEAR / total).toString();
        String id = "https://social.example/" + name + "/notes/" + number;
        if (open.size() > WAITING || (!open.isEmpty() && random.nextInt(100) < 55)) {
            int which = random.nextInt(open.size());
            String[] asked = open.get(which);
            boolean answer = random.nextInt(10) < 8;
            if (answer) {
                open.set(which, open.get(open.size() - 1));
                open.remove(open.size() - 1);
            }
            note(json, id, answer ? CARE : asked[1], published, answer ? ANSWER : NEUTRAL.get(0), asked[0]);
            asked[0] = id;
            return;
        }
        String person = "https://social.example/users/" + name
                + (random.nextInt(4) == 0 ? "r" + random.nextInt(5000) : "p" + number);
        int what = random.nextInt(50);
        String text = what == 0 ? BUYING : what <= 10 ? PROBLEM : NEUTRAL.get(what % NEUTRAL.size());
        open.add(new String[] {id, person});
        note(json, id, person, published, text, "");
    }

    private static void note(
            JsonGenerator json, String id, String actor, String published, String text, String inReplyTo)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("@context", "https://www.w3.org/ns/activitystreams");
        json.writeStringField("type", "Create");
        json.writeStringField("id", id + "/activity");
        json.writeObjectFieldStart("actor");
        json.writeStringField("type", "Person");
        json.writeStringField("id", actor);
        json.writeStringField("preferredUsername", actor.substring(actor.lastIndexOf('/') + 1));
        json.writeStringField("name", "The " + actor.substring(actor.lastIndexOf('/') + 1));
        json.writeEndObject();
        json.writeStringField("published", published);
        json.writeObjectFieldStart("object");
        json.writeStringField("type", "Note");
        json.writeStringField("id", id);
        json.writeStringField("attributedTo", actor);
        json.writeObjectFieldStart("contentMap");
        json.writeStringField("en", "<p>" + text + "</p>");
        json.writeEndObject();
        if (!inReplyTo.isEmpty()) {
            json.writeStringField("inReplyTo", inReplyTo);
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
