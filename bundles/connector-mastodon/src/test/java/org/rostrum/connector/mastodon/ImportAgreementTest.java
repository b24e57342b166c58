package org.rostrum.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.connector.file.activitystreams.MastodonOutboxFormat;
import org.rostrum.spi.importing.ImportSink;

/**
 * The same two posts, as the account's export has them and as the interface gives them: whoever imports the past and then connects
 * the account must not find anything twice, nor in other words.
 */
class ImportAgreementTest {
    private static final String POST =
            "<p>New <a href=\\\"https://m.example/tags/shop\\\" class=\\\"mention hashtag\\\" rel=\\\"tag\\\">#<span>shop</span></a>"
                    + "<br />open &amp; <a href=\\\"https://acme.test/long?a=b\\\"><span class=\\\"invisible\\\">https://</span>"
                    + "<span class=\\\"ellipsis\\\">acme.test/long</span><span class=\\\"invisible\\\">?a=b</span></a></p><p>Come!</p>";

    private static final String REPLY =
            "<p><span class=\\\"h-card\\\"><a href=\\\"https://other.example/@bob\\\" class=\\\"u-url mention\\\">@<span>bob</span></a>"
                    + "</span> Which?</p>";

    private static final String OUTBOX =
            """
            {"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection",
             "totalItems":2,"orderedItems":[
             {"@context":["https://www.w3.org/ns/activitystreams",{"toot":"http://joinmastodon.org/ns#"}],
              "id":"https://m.example/users/acme/statuses/1/activity","type":"Create","actor":"https://m.example/users/acme",
              "published":"2023-01-02T03:04:05Z",
              "object":{"id":"https://m.example/users/acme/statuses/1","type":"Note","summary":null,"inReplyTo":null,
               "published":"2023-01-02T03:04:05Z","url":"https://m.example/@acme/1","sensitive":false,
               "content":"%1$s","contentMap":{"en":"%1$s"},"attachment":[]}},
             {"id":"https://m.example/users/acme/statuses/3/activity","type":"Create","actor":"https://m.example/users/acme",
              "published":"2023-01-04T03:04:05Z",
              "object":{"id":"https://m.example/users/acme/statuses/3","type":"Question","summary":"About <food>","sensitive":true,
               "inReplyTo":"https://other.example/users/bob/statuses/6","published":"2023-01-04T03:04:05Z",
               "url":"https://m.example/@acme/3","content":"%2$s","contentMap":{"pt-BR":"%2$s"},"attachment":[],
               "oneOf":[{"type":"Note","name":"Red"},{"type":"Note","name":"Blue &  green"}]}}]}
            """
                    .formatted(POST, REPLY);

    private static final String STATUSES =
            """
            [{"id":"1","uri":"https://m.example/users/acme/statuses/1","url":"https://m.example/@acme/1",
              "created_at":"2023-01-02T03:04:05.000Z","in_reply_to_id":null,"sensitive":false,"spoiler_text":"",
              "visibility":"public","language":"en","content":"%1$s","reblog":null,"poll":null,"media_attachments":[],
              "account":{"id":"7","username":"acme","acct":"acme","uri":"https://m.example/users/acme",
               "url":"https://m.example/@acme","display_name":""}},
             {"id":"3","uri":"https://m.example/users/acme/statuses/3","url":"https://m.example/@acme/3",
              "created_at":"2023-01-04T03:04:05.000Z","in_reply_to_id":"2","sensitive":true,"spoiler_text":"About <food>",
              "visibility":"public","language":"pt-BR","content":"%2$s","reblog":null,
              "poll":{"id":"1","options":[{"title":"Red","votes_count":3},{"title":"Blue &  green","votes_count":1}]},
              "media_attachments":[],
              "account":{"id":"7","username":"acme","acct":"acme","url":"https://m.example/@acme","display_name":""}}]
            """
                    .formatted(POST, REPLY);

    private static List<Activity> imported() throws Exception {
        List<Activity> imported = new ArrayList<>();
        new MastodonOutboxFormat(Clock.systemUTC())
                .read(new ByteArrayInputStream(OUTBOX.getBytes(StandardCharsets.UTF_8)), Map.of(), new ImportSink() {
                    @Override
                    public void accept(long record, long line, @Nullable String source, List<Activity> activities) {
                        imported.addAll(activities);
                    }

                    @Override
                    public void reject(long record, long line, @Nullable String field, String reason, String excerpt) {
                        throw new AssertionError(reason);
                    }
                });
        return imported;
    }

    @Test
    void whatIsImportedAndWhatIsFetched_isTheSame() throws Exception {
        List<Activity> fetched = new ArrayList<>();
        for (JsonNode status : MastodonApi.JSON.readTree(STATUSES)) {
            StatusReader.read(status, Direction.OUTBOUND, Map.of("2", "https://other.example/users/bob/statuses/6"))
                    .ifPresent(fetched::add);
        }
        List<Activity> imported = imported();
        assertThat(imported).hasSize(2);
        assertThat(fetched)
                .usingRecursiveComparison()
                // the export names nobody's page, and the original is another document
                .ignoringFields("original", "actor.url")
                .isEqualTo(imported);
        assertThat(fetched.get(0).content()).isEqualTo("New #shop\nopen & https://acme.test/long?a=b\n\nCome!");
    }
}
