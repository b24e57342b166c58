package org.rostrum.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rostrum.api.delivery.Delivery;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.DeliveryReceipt;
import org.rostrum.api.delivery.DeliveryRequest.AttachmentReference;
import org.rostrum.api.delivery.DeliveryTarget;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.route.RouteNames;
import org.rostrum.testkit.connector.SimulatedNetwork;
import org.rostrum.testkit.connector.Trouble;

/**
 * The duties of an adapter ({@link DeliveryTarget}, or Camel routes that become one), as tests: the adapter's test extends
 * this, says what the other system is and how the adapter is started, and adds what is special about it. Of the other system
 * {@link SimulatedNetwork#said} is what arrived, and {@code networkId} its id there, that of the receipt.
 *
 * @param <S> the other system
 */
public abstract class AdapterContract<S extends SimulatedNetwork> extends AdapterGround<S> {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final String WORDS = "Caf\u00e9 \u4f60\u597d \ud83d\ude80 \"quoted\", <b>&amp;</b>; it's";

    /** Settings that must be refused. Whoever starts the adapter, or delivers nevertheless, is told the name. */
    protected abstract Map<String, Object> wrongSettings();

    /**
     * Payloads that cannot be delivered.
     *
     * @return by what the refusal must name, such as the field, a payload of the first kind
     */
    protected abstract Map<String, String> wrongPayloads();

    /** What answers of the other system mean; none where it does not answer. */
    protected abstract Map<Trouble, FailureCategory> answers();

    /** Whether attachments are sent along. */
    protected abstract boolean takesAttachments();

    private void needs(Trouble.Kind kind) {
        assumeTrue(system().troubles().contains(kind), () -> kind + " does not come about here");
    }

    @Test
    void target_tellsItsNameAndKinds() {
        assertThat(adapter()).matches("[a-z][a-z0-9-]{0,63}");
        assertThat(running().targets())
                .allSatisfy(target -> assertThat(target.adapter()).isEqualTo(adapter()));
        assertThat(running().targets().stream()
                        .flatMap(target -> target.kinds().stream())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(kinds());
    }

    @Test
    void deliver_arrivesOnce_andTellsItsId() throws Exception {
        int number = 0;
        for (String kind : kinds()) {
            number++;
            Delivery delivery = delivery(kind, number, payload(kind, number, WORDS));
            DeliveryReceipt receipt = deliver(delivery);
            assertThat(system().said()).hasSize(number);
            assertThat(system().said().get(number - 1)).satisfies(said -> {
                assertThat(said.networkId()).isEqualTo(receipt.externalId());
                assertThat(said.text()).contains(WORDS);
            });
            if (target(kind).canFind()) {
                assertThat(target(kind).find(delivery)).contains(receipt);
            }
        }
    }

    @Test
    void words_ofThePlatformStayHere() throws Exception {
        deliver(delivery(1, "Nothing special"));
        for (String ours : List.of(
                RouteNames.DELIVERY_ID,
                RouteNames.KIND,
                RouteNames.IDEMPOTENCY_KEY,
                RouteNames.SUBJECT,
                RouteNames.ACCOUNT,
                RouteNames.ATTEMPT)) {
            assertThat(system().received(ours)).as("%s was sent", ours).isFalse();
        }
    }

    @Test
    void find_saysNo_whenItIsNotThere() throws Exception {
        DeliveryTarget target = target(kind());
        if (target.canFind()) {
            deliver(delivery(1, "Another one"));
            assertThat(target.find(delivery(2, "Never sent"))).isEmpty();
            // not by number, words or time: by the key alone
            assertThat(target.find(delivery(11, "Another one"))).isEmpty();
        } else {
            failure(() -> target.find(delivery(2, "Never sent")));
        }
    }

    @Test
    void find_knowsWhatWasDelivered_afterARestart() throws Exception {
        assumeTrue(target(kind()).canFind(), "it cannot look up");
        Delivery delivery = delivery(1, "Before the restart");
        DeliveryReceipt receipt = deliver(delivery);
        restart();
        assertThat(target(kind()).find(delivery)).contains(receipt);
        deliver(delivery(2, "After the restart"));
        assertThat(arrived()).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Kind.class,
            names = {"CUT_AFTER", "HALF_ANSWER"})
    void deliver_isKnownToBeUnknown_whenTheAnswerIsLost(Trouble.Kind kind) throws Exception {
        needs(kind);
        Delivery delivery = delivery(1, "Did it arrive?");
        system().troubleForPosts(Trouble.of(kind), 1);
        assertFails(FailureCategory.UNKNOWN_OUTCOME, () -> deliver(delivery));
        system().calm();
        assertThat(arrived()).hasSize(1);
        if (target(kind()).canFind()) {
            assertThat(target(kind()).find(delivery).map(DeliveryReceipt::externalId))
                    .contains(arrived().get(0));
        }
    }

    @Test
    void deliver_succeedsLater_whenNobodyWasThere() throws Exception {
        needs(Trouble.Kind.CUT_BEFORE);
        Delivery delivery = delivery(1, "Once more, please");
        system().trouble(Trouble.of(Trouble.Kind.CUT_BEFORE));
        assertThat(failure(() -> deliver(delivery)).category())
                .isIn(FailureCategory.UNAVAILABLE, FailureCategory.UNKNOWN_OUTCOME);
        assertThat(arrived()).isEmpty();
        system().calm();
        if (target(kind()).canFind()) {
            assertThat(target(kind()).find(delivery)).isEmpty();
        }
        deliver(delivery);
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void deliver_isUnavailable_whenTheOtherSystemIsDown() {
        assumeTrue(system().isAsked(), "there is nothing that could be down");
        system().close();
        assertFails(FailureCategory.UNAVAILABLE, () -> deliver(delivery(1, "Nobody is there")));
    }

    @Test
    void deliver_endsByItself_whenNoAnswerComes() {
        needs(Trouble.Kind.SILENCE);
        system().trouble(Trouble.of(Trouble.Kind.SILENCE));
        assertThat(failure(() -> deliver(delivery(1, "Hello?"))).category())
                .isIn(FailureCategory.UNAVAILABLE, FailureCategory.UNKNOWN_OUTCOME);
    }

    @Test
    void deliver_hasTheCategoryOfTheAnswer() {
        answers().forEach((answer, category) -> {
            system().troubleForPosts(answer, Integer.MAX_VALUE);
            DeliveryException failure = failure(() -> deliver(delivery(1, "Trouble " + answer)));
            assertThat(failure.category())
                    .as("category of %s: %s", answer, failure.getMessage())
                    .isEqualTo(category);
            if (category == FailureCategory.RATE_LIMITED && answer.headers().containsKey("Retry-After")) {
                long seconds = Long.parseLong(answer.headers().getOrDefault("Retry-After", "0"));
                assertThat(failure.retryAt())
                        .isBetween(
                                Instant.now().plusSeconds(seconds / 2),
                                Instant.now().plusSeconds(2 * seconds));
            }
            system().calm();
        });
        assertThat(arrived()).isEmpty();
    }

    @Test
    void deliver_isAuthExpired_whenCredentialsAreTakenBack() {
        if (!system().secrets().isEmpty()) {
            system().revoke();
            assertFails(FailureCategory.AUTH_EXPIRED, () -> deliver(delivery(1, "Let me in")));
            assertThat(arrived()).isEmpty();
        }
    }

    @Test
    void deliver_refusesWhatCannotBeDelivered_byName() {
        assertThat(wrongPayloads()).isNotEmpty();
        wrongPayloads().forEach((name, payload) -> {
            DeliveryException failure = failure(() -> deliver(delivery(kind(), 1, payload)));
            assertThat(failure.category())
                    .as("%s: %s", name, failure.getMessage())
                    .isEqualTo(FailureCategory.REJECTED);
            assertThat(failure).hasMessageContaining(name);
        });
        assertThat(arrived()).isEmpty();
    }

    @Test
    void deliver_worksForManyAtOnce() throws Exception {
        int all = 24;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<DeliveryReceipt>> receipts = new ArrayList<>();
        try {
            for (int number = 1; number <= all; number++) {
                Delivery delivery = delivery(number, "One of many");
                Callable<DeliveryReceipt> work = () -> deliver(delivery);
                receipts.add(threads.submit(work));
            }
            List<String> told = new ArrayList<>();
            for (Future<DeliveryReceipt> receipt : receipts) {
                told.add(receipt.get(1, TimeUnit.MINUTES).externalId());
            }
            assertThat(arrived()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(told);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void attachments_arrive_andOnesThatCannotBeReadKeepAllBack() throws Exception {
        assumeTrue(takesAttachments(), "it takes none");
        byte[] content = "%PDF-1.7 what was attached".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        running().attach("contract:1", content);
        AttachmentReference there = new AttachmentReference("report.pdf", "application/pdf", "contract:1");
        AttachmentReference lost = new AttachmentReference("lost.pdf", "application/pdf", "contract:2");
        deliver(delivery(kind(), 1, payload(kind(), 1, "See attachment"), there));
        assertThat(system().received(content)).isTrue();

        failure(() -> deliver(delivery(kind(), 2, payload(kind(), 2, "See attachments"), there, lost)));
        assertThat(arrived()).as("half a delivery is none").hasSize(1);
    }

    @Test
    void settings_areRefusedByName_whenTheyAreWrong() {
        assertThat(wrongSettings()).isNotEmpty();
        wrongSettings().forEach((name, value) -> {
            Throwable refusal = catchThrowable(() -> {
                try (RoutesUnderTest wrong = start(system(), Map.of(name, value))) {
                    target(wrong, kind()).deliver(delivery(1, "With a wrong setting"));
                }
            });
            assertThat(refusal).as("%s = %s", name, value).isNotNull().hasMessageContaining(name);
            assertNoSecret("the refusal", String.valueOf(refusal.getMessage()));
        });
        assertThat(arrived()).isEmpty();
    }

    @Test
    void addresses_showNoSecret() {
        for (Endpoint endpoint : running().endpoints()) {
            assertNoSecret("an address of the routes", endpoint.getEndpointUri() + " " + endpoint);
        }
    }

    @Test
    void stop_isPrompt_evenInTheMiddleOfADelivery() throws Exception {
        needs(Trouble.Kind.SILENCE);
        system().trouble(Trouble.of(Trouble.Kind.SILENCE));
        CompletableFuture<DeliveryException> call =
                CompletableFuture.supplyAsync(() -> failure(() -> deliver(delivery(1, "Still there?"))));
        Awaitility.await().atMost(PROMPT).until(() -> call.isDone() || system().isSilent());
        long began = System.nanoTime();
        stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
        system().close();
        assertThat(call.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();
    }
}
