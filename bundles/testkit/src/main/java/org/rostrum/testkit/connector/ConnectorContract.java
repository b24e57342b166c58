package org.rostrum.testkit.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.problem.Problem;
import org.rostrum.spi.connector.Connector;

/**
 * The duties of {@link Connector}, as tests: a plugin's test extends this, says how its network is simulated and how its
 * connector is made, and adds what is special about the network. Tests of abilities that are not claimed are skipped, and it is
 * tested instead that they are refused.
 *
 * @param <S> the simulator of the network
 */
public abstract class ConnectorContract<S extends SimulatedNetwork> extends PublishingContract<S> {
    private static final Duration PROMPT = Duration.ofSeconds(2);

    @Test
    void kind_promisesWhatTheChannelCanDo() {
        assertThat(kind().title()).isNotBlank();
        assertThat(kind().abilities()).containsAll(connector().abilities());
        assertThat(connector().abilities()).isNotEmpty();
        assertThat(connector().network()).matches("[a-z][a-z0-9-]{0,63}");
    }

    @Test
    void check_tellsWhoWeAre() throws Exception {
        assertThat(connector().check()).isNotBlank();
    }

    @Test
    void check_changesNothing() throws Exception {
        connector().check();
        assertThat(network().said()).isEmpty();
        assertThat(network().posts()).isZero();
    }

    @Test
    void check_tellsThatCredentialsAreWrong() {
        if (network().secrets().isEmpty() || !network().isAsked()) {
            return;
        }
        network().revoke();
        assertFails(FailureCategory.AUTH_EXPIRED, () -> connector().check());
    }

    @Test
    void check_tellsThatTheNetworkIsDown() throws Exception {
        if (!network().isAsked()) {
            network().trouble(Trouble.status(503));
            assertThat(connector().check()).isNotBlank();
            assertThat(network().calls()).isZero();
            return;
        }
        network().trouble(Trouble.status(503));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector().check());
        network().trouble(Trouble.of(Trouble.Kind.CUT_BEFORE));
        assertFails(FailureCategory.UNAVAILABLE, () -> connector().check());
        network().close();
        assertFails(FailureCategory.UNAVAILABLE, () -> connector().check());
    }

    @Test
    void settings_areTakenWhenTheyAreRight() {
        kind().check(settings(network()));
    }

    @Test
    void settings_areRefusedByName_whenTheyAreWrong() {
        assertThat(wrongSettings()).isNotEmpty();
        wrongSettings().forEach((name, value) -> {
            Map<String, String> settings = settingsBut(name, value);
            Problem problem = catchThrowableOfType(Problem.class, () -> kind().check(settings));
            assertThat(problem).as("%s = %s", name, value).isNotNull();
            assertThat(problem.field()).isEqualTo(name);
            assertThat(problem.remedy()).as("what to do about %s", name).isNotBlank();
            assertNoSecret("the refusal", String.valueOf(problem.getMessage()));
        });
    }

    @Test
    void connecting_doesNotFail_whenTheNetworkIsDown() throws Exception {
        Map<String, String> settings = settings(network());
        disconnect();
        network().close();
        connect(settings, platform()).end().close();
    }

    @Test
    void close_isPrompt_evenInTheMiddleOfACall() throws Exception {
        Set<String> before = threads();
        network().trouble(Trouble.of(Trouble.Kind.SILENCE));
        Connector asked = connector();
        CompletableFuture<?> call = network().isAsked()
                ? CompletableFuture.supplyAsync(() -> failure(asked::check))
                : CompletableFuture.completedFuture(asked.check());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> call.isDone() || network().isSilent());
        long began = System.nanoTime();
        disconnect();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
        call.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS);
        network().close();
        Awaitility.await("threads of the connector end").atMost(PROMPT).until(() -> {
            Set<String> left = threads();
            left.removeAll(before);
            return left.isEmpty();
        });
    }

    /** Those that are there for a purpose: not the machine's own, and not the simulator's. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("network-simulator")
                        && !name.startsWith("ForkJoinPool")
                        && !name.startsWith("CompletableFutureDelayScheduler")
                        && !name.startsWith("awaitility")
                        && !name.startsWith("HTTP-Dispatcher")
                        && !name.startsWith("Attach")
                        && !name.startsWith("surefire"))
                .collect(Collectors.toSet());
    }
}
