package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.activity.Activity;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Fetched;

/** What is said arrives, each once. */
abstract class ListeningContract<S extends SimulatedNetwork> extends ContractGround<S> {
    /** Rounds after which a connector that always says there is more is taken for one that never ends. */
    private static final int MOST_ROUNDS = 1000;

    /** How many things are said when pages must be turned; more than the network gives at once. */
    protected int many() {
        return 250;
    }

    /** An answer that answers something else. */
    protected Trouble nonsense() {
        return new Trouble(Trouble.Kind.STATUS, 200, java.util.Map.of("Content-Type", "text/html"));
    }

    /** What was brought until nothing more is there, and where that ended. */
    private static final class Reading {
        private final List<String> ids = new ArrayList<>();
        private @Nullable String cursor;
    }

    /** As the platform reads: a cursor counts once its activities are stored, and then for ever. */
    private void read(Reading reading) throws DeliveryException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Fetched fetched = connector().fetch(reading.cursor);
            fetched.activities().stream()
                    .filter(activity -> activity.direction() == Direction.INBOUND)
                    .map(Activity::networkId)
                    .forEach(reading.ids::add);
            assertNoSecret("the cursor", fetched.cursor());
            reading.cursor = fetched.cursor();
            if (!fetched.more()) {
                return;
            }
        }
        throw new AssertionError("fetch says for ever that there is more");
    }

    private List<String> say(String what, int times) {
        List<String> said = IntStream.rangeClosed(1, times)
                .mapToObj(number -> network().say(what + " " + number))
                .toList();
        network().settle();
        return said;
    }

    @Test
    void fetch_bringsWhatIsSaid_onceAndInOrder() throws Exception {
        needs(Ability.LISTEN);
        Reading reading = new Reading();
        List<String> said = new ArrayList<>(say("first", 5));
        read(reading);
        assertThat(reading.ids).containsExactlyElementsOf(said);

        read(reading);
        assertThat(reading.ids).as("nothing new was said").hasSize(5);

        said.addAll(say("second", 3));
        read(reading);
        assertThat(reading.ids).containsExactlyElementsOf(said);
    }

    @Test
    void fetch_turnsPages() throws Exception {
        needs(Ability.LISTEN);
        Reading reading = new Reading();
        read(reading);
        List<String> said = say("one of many", many());
        read(reading);
        assertThat(reading.ids).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void fetch_resumesAfterARestart() throws Exception {
        needs(Ability.LISTEN);
        Reading reading = new Reading();
        List<String> said = new ArrayList<>(say("before", 4));
        read(reading);
        reconnect();
        said.addAll(say("after", 4));
        read(reading);
        assertThat(reading.ids).containsExactlyElementsOf(said);
    }

    @Test
    void fetch_givesTheSameAgain_whenItWasNotStored() throws Exception {
        needs(Ability.LISTEN);
        Reading reading = new Reading();
        say("stored", 2);
        read(reading);
        List<String> said = say("lost on the way", 3);
        String before = reading.cursor;
        Fetched lost = connector().fetch(before);
        assertThat(lost.activities()).isNotEmpty();

        List<String> stored = List.copyOf(reading.ids);
        reconnect();
        read(reading);
        assertThat(reading.ids.subList(stored.size(), reading.ids.size())).containsExactlyElementsOf(said);
    }

    @Test
    void fetch_readAhead_takesNothingAway() throws Exception {
        needs(Ability.LISTEN);
        Assumptions.assumeTrue(connector().canReadAhead(), "does not claim that it can be asked ahead");
        Reading reading = new Reading();
        read(reading);
        List<String> said = say("behind another page", many());
        Fetched first = connector().fetch(reading.cursor);
        assertThat(first.more()).isTrue();
        connector().fetch(first.cursor());

        assertThat(connector().fetch(reading.cursor).activities())
                .extracting(Activity::networkId)
                .containsExactlyElementsOf(
                        first.activities().stream().map(Activity::networkId).toList());
        read(reading);
        assertThat(reading.ids).containsExactlyInAnyOrderElementsOf(said);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void fetch_losesNothing_whenCallsFailInBetween(int failing) throws Exception {
        needs(Ability.LISTEN);
        Reading reading = new Reading();
        read(reading);
        List<String> said = say("through trouble", many());
        network().troubleNowAndThen(Trouble.status(502), failing + 1);
        boolean whole = false;
        for (int tries = 0; tries < MOST_ROUNDS && !whole; tries++) {
            try {
                read(reading);
                whole = true;
            } catch (DeliveryException failed) {
                assertThat(failed.category()).isEqualTo(FailureCategory.UNAVAILABLE);
            }
            if (tries == 50) {
                network().calm();
            }
        }
        assertThat(reading.ids).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void fetch_tellsWhatWasSaidWhenByWhom() throws Exception {
        needs(Ability.LISTEN);
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        network().say("Ol\u00e1! \u4f60\u597d \ud83d\ude80 <b>&amp;</b>");
        network().settle();
        Activity activity = connector().fetch(null).activities().stream()
                .filter(one -> one.direction() == Direction.INBOUND)
                .findFirst()
                .orElseThrow();
        assertThat(activity.content()).contains("Ol\u00e1! \u4f60\u597d \ud83d\ude80");
        assertThat(activity.direction()).isEqualTo(Direction.INBOUND);
        assertThat(activity.published()).isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
        assertThat(activity.actor().networkId()).isNotBlank();
        assertThat(activity.original().mediaType()).isNotBlank();
    }

    @Test
    void fetch_isUnavailable_whenTheNetworkIsIll() {
        needs(Ability.LISTEN);
        for (int status : new int[] {500, 502, 504}) {
            network().trouble(Trouble.status(status));
            assertFails(FailureCategory.UNAVAILABLE, () -> connector().fetch(null));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.Kind.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "HALF_ANSWER", "SILENCE"})
    void fetch_isUnavailable_whenNoWholeAnswerComes(Trouble.Kind kind) {
        needs(Ability.LISTEN);
        network().trouble(Trouble.of(kind));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector().fetch(null));
    }

    @Test
    void fetch_isRateLimited_untilTheTimeTheNetworkSays() {
        needs(Ability.LISTEN);
        network().trouble(Trouble.status(429, "Retry-After", 120));
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category()).isEqualTo(FailureCategory.RATE_LIMITED);
        assertThat(failure.retryAt())
                .isBetween(Instant.now().plusSeconds(60), Instant.now().plusSeconds(180));
    }

    @Test
    void fetch_isAuthExpired_whenCredentialsAreTakenBack() {
        needs(Ability.LISTEN);
        if (!network().secrets().isEmpty()) {
            network().revoke();
            assertFails(FailureCategory.AUTH_EXPIRED, () -> connector().fetch(null));
        }
    }

    @Test
    void fetch_saysThatAnAnswerMakesNoSense_whenItDoesNot() {
        needs(Ability.LISTEN);
        network().trouble(nonsense());
        DeliveryException failure = failure(() -> connector().fetch(null));
        assertThat(failure.category())
                .isIn(FailureCategory.UNAVAILABLE, FailureCategory.REJECTED, FailureCategory.AUTH_EXPIRED);
    }
}
