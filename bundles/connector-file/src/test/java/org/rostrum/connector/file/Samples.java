package org.rostrum.connector.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** One small file of every kind. */
final class Samples {
    static final String COLLECTION =
            """
            {"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollection","orderedItems":[
             {"type":"Create","id":"a1","actor":{"id":"https://x.example/users/ann","name":"Ann"},
              "published":"2024-05-01T10:00:00Z",
              "object":{"type":"Note","id":"n1","content":"<p>Hello <a href=\\"https://x.example\\">you</a></p>",
                        "contentMap":{"en":"x"},"attachment":[{"type":"Image","url":"https://x.example/a.png"}]}},
             {"type":"Like","id":"a2","actor":"acct:bob@x.example","object":"n1","published":"2024-05-01T10:00:00+02:00"},
             {"type":["Question"],"id":3,"attributedTo":"ann","published":"2024-05-01T10:00:00Z",
              "oneOf":[{"name":"yes"},{"name":"no"}]}
            ]}
            """;
    static final String LINES =
            """
            {"type":"Note","id":"n1","attributedTo":"ann","published":"2024-05-01T10:00:00Z","content":"one"}
            {"type":"Announce","id":"n2","actor":"ann","published":"2024-05-01T10:00:00Z","object":"n1"}
            """;
    static final String CARE =
            """
            [{"agentURL":{"tweet_ID":"1245425308704149506","url_utterance":"Here: https://help.example &amp; more"},
              "dialogContent":[
                {"client":"ann","datetime":"2020-04-01T17:31:32.000Z","message":"Help","tweet_ID":"1"},
                {"agent":"Care","datetime":"2020-04-01T17:35:00.000Z","message":"What?","tweet_ID":2}],
              "dialogHeader":{"company":"Acme"}},
             {"dialogContent":[],"dialogHeader":{"company":"Acme"}}]
            """;
    static final String TABLE =
            """
            id;time;author;text;in reply to;direction;company;attachments
            1;2024-05-01T10:00:00Z;ann;"Hello; ""you""
            there";;inbound;Acme;https://x.example/a.png
            2;2024-05-01 10:00:00+02:00;care;Thanks;1;outbound;Acme;
            """;
    static final List<String> ALL = List.of(COLLECTION, LINES, CARE, TABLE);

    private Samples() {}

    /** Mostly UTF-8. */
    static Charset charset(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> StandardCharsets.UTF_16;
            case 1 -> StandardCharsets.UTF_16LE;
            case 2 -> Charset.forName("UTF-32LE");
            default -> StandardCharsets.UTF_8;
        };
    }
}
