package org.rostrum.connector.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Media;
import org.rostrum.spi.connector.Post;
import org.rostrum.spi.connector.Receipt;
import org.rostrum.testkit.connector.Trouble;

class UploadsTest extends XGround {
    private List<String> uploads() {
        return calls().stream()
                .filter(call -> call.contains("/media"))
                .map(call -> call.replaceAll("[0-9]{4,}", "N"))
                .toList();
    }

    private static Post post(String key, Media... media) {
        return post(key, "Look").with(List.of(media));
    }

    @Test
    void files_areSentInParts_awaited_andDescribed() throws Exception {
        network().media().process(3);
        Receipt receipt = connector().publish(post("1", file("video/mp4", 5 * 1024 * 1024, "A film")));
        assertThat(uploads())
                .containsExactly(
                        "POST /2/media/upload/initialize",
                        "POST /2/media/upload/N/append",
                        "POST /2/media/upload/N/append",
                        "POST /2/media/upload/N/append",
                        "POST /2/media/upload/N/finalize",
                        "GET /2/media/upload",
                        "GET /2/media/upload",
                        "GET /2/media/upload");
        assertThat(network().byId(receipt.networkId()).path("attachments").path("media_keys"))
                .hasSize(1);
        assertThat(network().media().files()).singleElement().satisfies(file -> {
            assertThat(file.path("category").asText()).isEqualTo("tweet_video");
            assertThat(file.path("came").asLong()).isEqualTo(5 * 1024 * 1024);
        });
    }

    @Test
    void pictures_areDescribed_andFetchedWithTheirDescription() throws Exception {
        connector()
                .publish(post(
                        "1",
                        file("image/jpeg", 10, "One"),
                        file("image/webp", 10, ""),
                        file("image/png", 10, "Three")));
        assertThat(connector().fetch(null).activities().get(0).attachments())
                .extracting(attachment -> attachment.description() == null ? "" : attachment.description())
                .containsExactly("One", "", "Three");
        assertThat(uploads()).filteredOn(call -> call.endsWith("/metadata")).hasSize(2);
    }

    @Test
    void animations_haveTheirCategory() throws Exception {
        connector().publish(post("1", file("image/gif", 6 * 1024 * 1024, "Waving")));
        assertThat(network().media().files().get(0).path("category").asText()).isEqualTo("tweet_gif");
        assertThat(network().media().files().get(0).path("alt_text").asText()).isEqualTo("Waving");
    }

    @Test
    void nextAttempt_goesOnWhereTheLastOneEnded() throws Exception {
        Post post = post("1", file("video/mp4", 5 * 1024 * 1024, ""));
        int[] appended = {0};
        network().trouble(Trouble.status(503), 1, request -> request.path().endsWith("/append") && ++appended[0] == 3);
        failure(FailureCategory.UNAVAILABLE, () -> connector().publish(post));
        network().calm();
        connector().publish(post);
        assertThat(uploads()).filteredOn(call -> call.endsWith("/append")).hasSize(3);
        assertThat(uploads()).filteredOn(call -> call.endsWith("/initialize")).hasSize(1);
    }

    @Test
    void refusedPost_bringsNoFileTwice_whenItIsTriedAgain() throws Exception {
        Post post = post("1", file("image/png", 10, "One"));
        network()
                .trouble(
                        Trouble.status(
                                429,
                                "x-rate-limit-reset",
                                Instant.now().plusSeconds(5).getEpochSecond()),
                        1,
                        network()::publishes);
        failure(FailureCategory.RATE_LIMITED, () -> connector().publish(post));
        network().calm();
        connector().publish(post);
        assertThat(network().media().files()).hasSize(1);
    }

    @Test
    void forgottenFile_isBroughtAgain() throws Exception {
        network().media().process(50);
        Post post = post("1", file("video/mp4", 10, ""));
        network().trouble(Trouble.status(503), 1, request -> request.path().equals("/2/media/upload"));
        failure(FailureCategory.UNAVAILABLE, () -> connector().publish(post));
        network().calm();
        network().media().forget();
        network().media().process(0);
        failure(FailureCategory.UNAVAILABLE, () -> connector().publish(post));
        connector().publish(post);
        assertThat(network().said()).hasSize(1);
    }

    @Test
    void fileThatXCannotShow_isRefused_withItsReason() {
        network().media().fail();
        assertThat(failure(FailureCategory.REJECTED, () -> connector().publish(post("1", file("video/mp4", 10, "")))))
                .hasMessageContaining("Unsupported video format");
        assertThat(network().said()).isEmpty();
    }

    @Test
    void attempt_endsInTime_whenProcessingTakesLong() {
        network().media().process(1_000_000);
        clock(new Clock() {
            private long looks;

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public synchronized Instant instant() {
                return Instant.now().plusSeconds(looks++);
            }
        });
        assertThat(failure(
                        FailureCategory.UNAVAILABLE, () -> connector().publish(post("1", file("video/mp4", 10, "")))))
                .hasMessageContaining("next attempt");
        assertThat(network().said()).isEmpty();
    }

    @Test
    void bounds_areLookedAtBeforeAnythingIsSent() {
        Media picture = file("image/png", 10, "");
        for (Post post : List.of(
                post("1", file("image/bmp", 10, "")),
                post("2", file("image/png", 5 * 1024 * 1024 + 1, "")),
                post("3", file("image/gif", 15 * 1024 * 1024 + 1, "")),
                post("4", picture, picture, picture, picture, picture),
                post("5", picture, file("image/gif", 10, "")),
                post("6", file("video/mp4", 10, ""), picture),
                post("7", file("image/png", 10, "x".repeat(1_001))),
                post("8", file("image/png", 0, "")))) {
            failure(FailureCategory.REJECTED, () -> connector().publish(post));
        }
        assertThat(calls()).isEmpty();
    }
}
