package org.rostrum.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.metrics.Metrics;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;
import org.rostrum.spi.http.HttpClients;
import org.rostrum.spi.http.HttpPolicy;

/** Hands events to receivers, by the platform's guarded client alone. */
@Component(service = Receiver.class)
public final class Receiver {
    static final String SENT = "rostrum.webhooks.sent";
    private static final HttpPolicy POLICY =
            new HttpPolicy("rostrum-webhooks/1.0", Duration.ofSeconds(20), Duration.ofSeconds(10), 64 * 1024, 0);
    private static final int GONE = 410;

    private final HttpClient http;
    private final Secrets secrets;
    private final Metrics metrics;
    private final Clock clock;

    @Activate
    public Receiver(
            @Reference HttpClients clients,
            @Reference Secrets secrets,
            @Reference Metrics metrics,
            @Reference Clock clock) {
        this.http = clients.open(POLICY);
        this.secrets = secrets;
        this.metrics = metrics;
        this.clock = clock;
        metrics.describe(SENT, "Events that were handed to receivers of webhooks, by outcome");
    }

    @Deactivate
    public void close() {
        http.close();
    }

    /** The receiver wants nothing any more. */
    static final class GoneException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Hands over an event. Receivers tell repeats by its id, so none that may have arrived is in doubt: it is sent again.
     *
     * @throws GoneException when the answer is 410
     */
    void send(WebhookStore.Stored stored, String event) throws DeliveryException, GoneException {
        String outcome = "failed";
        try {
            HttpAnswer answer = http.send(call(stored, event));
            if (answer.status() == GONE) {
                outcome = "gone";
                throw new GoneException();
            }
            if (!answer.isGood()) {
                throw failure(answer);
            }
            outcome = "accepted";
        } catch (DeliveryException failure) {
            outcome = failure.category().name().toLowerCase(Locale.ROOT);
            throw failure;
        } finally {
            metrics.count(SENT, 1, "outcome", outcome);
        }
    }

    private HttpCall call(WebhookStore.Stored stored, String event) {
        String id = CloudEvents.id(event);
        Instant now = clock.instant();
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        return HttpCall.post(URI.create(stored.webhook().url()), HttpBody.of(CloudEvents.MEDIA_TYPE, body))
                .with("webhook-id", id)
                .with("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .with("webhook-signature", Signature.of(secrets.signing(stored, now), id, now.getEpochSecond(), event))
                .asSafe();
    }

    /** What the receiver says may pass is tried again; what it would say again is not. */
    private static DeliveryException failure(HttpAnswer answer) {
        int status = answer.status();
        Instant retryAt = answer.retryAt();
        String text = answer.address().getHost() + " answered " + status;
        if (status >= 300 && status < 400) {
            return new DeliveryException(
                    FailureCategory.REJECTED, text + ": redirects are not followed; enter the final address.", null);
        }
        if (status == 429 || (status == 503 && retryAt != null)) {
            return new DeliveryException(FailureCategory.RATE_LIMITED, text, retryAt, null);
        }
        FailureCategory category =
                switch (status) {
                        // what guards a receiver, or is being put up again, may be in the way for a while
                    case 401, 403, 404, 408, 425 -> FailureCategory.UNAVAILABLE;
                    default -> status >= 500 ? FailureCategory.UNAVAILABLE : FailureCategory.REJECTED;
                };
        return new DeliveryException(category, text, retryAt, null);
    }
}
