package org.rostrum.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.Connector;
import org.rostrum.spi.connector.ConnectorType;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;
import org.rostrum.spi.text.PlainText;

/** A channel that waits to be called, and takes what is signed with its secret. It keeps nothing between calls. */
@Component(configurationPid = "org.rostrum.connector.webhook", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ConnectorType(WebhookKind.TYPE)
@Designate(ocd = WebhookConfig.class, factory = true)
public final class WebhookConnector implements Connector {
    private static final int LONGEST_CHALLENGE = 1_024;

    private final WebhookSettings settings;
    private final CallReader reader;
    private final String channel;
    private final Clock clock;

    @Activate
    public WebhookConnector(WebhookConfig config, Map<String, Object> properties, @Reference Clock clock) {
        this.settings = WebhookSettings.of(config);
        this.reader = new CallReader(settings.mapping());
        this.channel = String.valueOf(properties.get(CHANNEL));
        this.clock = clock;
    }

    @Override
    public Set<Ability> abilities() {
        return WebhookKind.ABILITIES;
    }

    @Override
    public String network() {
        return settings.network();
    }

    /** There is nobody to ask. A channel that is only tried has no address yet. */
    @Override
    public String check() {
        return "Waits for calls at /api/v1/webhooks/" + (channel.startsWith("~") ? "{id of the channel}" : channel);
    }

    /**
     * Looks at the signature first, then at the time, and only then at the rest. A call that comes again brings the same again
     * ({@link Signature} tells why nothing is remembered).
     */
    @Override
    public Received receive(WebhookCall call) throws DeliveryException {
        byte[] bytes = call.body().bytes();
        Instant now = clock.instant();
        Signature.Signed signed = settings.signature().verify(call, bytes, now);
        try {
            CallBody body = CallBody.read(call, bytes);
            String challenge = settings.mapping().challenge().text(List.<JsonNode>of(body.json()));
            if (challenge != null && challenge.length() <= LONGEST_CHALLENGE) {
                return Received.answer(200, PlainText.line(challenge));
            }
            return Answers.of(reader.read(call, body, signed.id(), signed.time() == null ? now : signed.time()));
        } catch (Refusal refusal) {
            return Answers.of(refusal);
        }
    }
}
