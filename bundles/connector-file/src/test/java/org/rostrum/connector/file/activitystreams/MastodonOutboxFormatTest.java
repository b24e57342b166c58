package org.rostrum.connector.file.activitystreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.ActivityKind;
import org.rostrum.api.activity.Attachment;
import org.rostrum.api.activity.Direction;
import org.rostrum.testkit.importing.CollectedRecords;

/** The file has the shape of what Mastodon 4 exports. */
class MastodonOutboxFormatTest {
    private static final String OUTBOX =
            """
            {"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection",
             "totalItems":4,"orderedItems":[
             {"@context":["https://www.w3.org/ns/activitystreams",{"ostatus":"http://ostatus.org#","toot":"http://joinmastodon.org/ns#"}],
              "id":"https://m.example/users/acme/statuses/1/activity","type":"Create","actor":"https://m.example/users/acme",
              "published":"2023-01-02T03:04:05Z","to":["https://www.w3.org/ns/activitystreams#Public"],
              "cc":["https://m.example/users/acme/followers"],
              "object":{"id":"https://m.example/users/acme/statuses/1","type":"Note","summary":null,"inReplyTo":null,
               "published":"2023-01-02T03:04:05Z","url":"https://m.example/@acme/1","attributedTo":"https://m.example/users/acme",
               "sensitive":false,"conversation":"tag:m.example,2023:objectId=7:objectType=Conversation",
               "content":"<p>New <a href=\\"https://m.example/tags/shop\\" class=\\"mention hashtag\\" rel=\\"tag\\">#<span>shop</span></a><br />open</p>",
               "contentMap":{"en":"<p>New <a href=\\"https://m.example/tags/shop\\" class=\\"mention hashtag\\" rel=\\"tag\\">#<span>shop</span></a><br />open</p>"},
               "attachment":[{"type":"Document","mediaType":"image/jpeg","url":"/media_attachments/files/1/original/a b.jpg","name":"The shop","blurhash":"x","width":3}],
               "tag":[{"type":"Hashtag","href":"https://m.example/tags/shop","name":"#shop"}],
               "replies":{"id":"https://m.example/users/acme/statuses/1/replies","type":"Collection","first":{"type":"CollectionPage","items":[]}}}},
             {"id":"https://m.example/users/acme/statuses/2/activity","type":"Announce","actor":"https://m.example/users/acme",
              "published":"2023-01-03T03:04:05Z","to":["https://m.example/users/acme/followers"],"cc":[],
              "object":"https://other.example/users/bob/statuses/5"},
             {"id":"https://m.example/users/acme/statuses/3/activity","type":"Create","actor":"https://m.example/users/acme",
              "published":"2023-01-04T03:04:05Z","to":["https://other.example/users/bob"],"cc":[],
              "object":{"id":"https://m.example/users/acme/statuses/3","type":"Note","summary":"About food","sensitive":true,
               "inReplyTo":"https://other.example/users/bob/statuses/6","published":"2023-01-04T03:04:05Z",
               "url":"https://m.example/@acme/3","content":"<p><span class=\\"h-card\\"><a href=\\"https://other.example/@bob\\" class=\\"u-url mention\\">@<span>bob</span></a></span> Yes &amp; no</p>",
               "attachment":[],"tag":[]}},
             {"id":"https://m.example/users/acme/statuses/4/activity","type":"Create","actor":"https://m.example/users/acme",
              "published":"2023-01-05T03:04:05Z","to":[],"cc":[],
              "object":{"id":"https://m.example/users/acme/statuses/4","type":"Question","summary":null,
               "content":"<p>Which?</p>","published":"2023-01-05T03:04:05Z","endTime":"2023-01-06T03:04:05Z",
               "oneOf":[{"type":"Note","name":"Red","replies":{"type":"Collection","totalItems":3}},
                        {"type":"Note","name":"Blue &  green","replies":{"type":"Collection","totalItems":1}}]}}
             ]}
            """;

    private final MastodonOutboxFormat format = new MastodonOutboxFormat(CollectedRecords.CLOCK);

    private List<Activity> activities() {
        CollectedRecords records = CollectedRecords.read(format, OUTBOX);
        assertThat(records.rejected()).isEmpty();
        assertThat(records.unreadable()).isNull();
        return records.activities();
    }

    @Test
    void everything_isOutbound_andByTheAccount() {
        assertThat(activities()).hasSize(4).allSatisfy(activity -> {
            assertThat(activity.direction()).isEqualTo(Direction.OUTBOUND);
            assertThat(activity.actor().handle()).isEqualTo("acme@m.example");
        });
        assertThat(activities())
                .extracting(Activity::kind)
                .containsExactly(ActivityKind.POST, ActivityKind.SHARE, ActivityKind.REPLY, ActivityKind.POST);
    }

    @Test
    void post_keepsWhatPeopleSaw_andTheRestInTheOriginal() {
        Activity post = activities().get(0);

        assertThat(post.networkId()).isEqualTo("https://m.example/users/acme/statuses/1");
        assertThat(post.content()).isEqualTo("New #shop\nopen");
        assertThat(post.language()).isEqualTo("en");
        assertThat(post.context()).isEqualTo("tag:m.example,2023:objectId=7:objectType=Conversation");
        assertThat(post.attachments())
                .containsExactly(new Attachment(
                        URI.create("/media_attachments/files/1/original/a%20b.jpg"), "image/jpeg", "The shop"));
        assertThat(post.original().text()).contains("\"to\":[\"https://www.w3.org/ns/activitystreams#Public\"]");
    }

    @Test
    void share_pointsToWhatWasShared_withoutItsWords() {
        Activity share = activities().get(1);

        assertThat(share.networkId()).isEqualTo("https://m.example/users/acme/statuses/2/activity");
        assertThat(share.content()).isEmpty();
        assertThat(share.url()).isEqualTo(URI.create("https://other.example/users/bob/statuses/5"));
    }

    @Test
    void contentWarning_standsAboveTheText() {
        Activity reply = activities().get(2);

        assertThat(reply.content()).isEqualTo("About food\n\n@bob Yes & no");
        assertThat(reply.inReplyTo()).isEqualTo("https://other.example/users/bob/statuses/6");
    }

    @Test
    void poll_showsItsAnswers() {
        Activity poll = activities().get(3);

        assertThat(poll.objectType()).isEqualTo("Question");
        assertThat(poll.content()).isEqualTo("Which?\n\n- Red\n- Blue &  green");
    }

    @Test
    void truncatedExport_deliversWhatCameBefore() {
        CollectedRecords records = CollectedRecords.read(format, OUTBOX.substring(0, OUTBOX.indexOf("About food")));

        assertThat(records.activities()).hasSize(2);
        assertThat(records.unreadable()).contains("record 3").contains("The 2 records before it were read");
    }

    @Test
    void recognisesItsFiles_beforeTheGeneralFormatDoes() {
        byte[] head = OUTBOX.getBytes(StandardCharsets.UTF_8);

        assertThat(format.recognise("outbox.json", head)).isEqualTo(95);
        assertThat(format.recognise("upload", head))
                .isGreaterThan(new ActivityStreamsFormat(CollectedRecords.CLOCK).recognise("upload", head));
        assertThat(format.recognise("outbox.json", "{\"type\":\"Note\"}".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }
}
