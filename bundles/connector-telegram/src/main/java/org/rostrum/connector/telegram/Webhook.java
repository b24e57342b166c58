package org.rostrum.connector.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.connector.Received;
import org.rostrum.spi.connector.WebhookCall;

/**
 * Takes calls of Telegram. They carry the secret itself and no signature: whoever has seen a call can make others, which is why
 * Telegram calls by https alone. A call that comes again brings the same ids, of which the archive keeps each once.
 */
final class Webhook {
    static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private final byte[] secret;
    private final UpdateReader reader;

    Webhook(String secret, UpdateReader reader) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.reader = reader;
    }

    Received receive(WebhookCall call) throws DeliveryException {
        String given = call.header(HEADER).orElse("");
        if (!MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8))) {
            throw new DeliveryException(
                    FailureCategory.AUTH_EXPIRED, "The call does not carry the secret of the webhook.", null);
        }
        JsonNode update = read(call.body().bytes());
        if (update == null || !update.path("update_id").isIntegralNumber()) {
            return Received.answer(400, "This is no update.");
        }
        // an update that says nothing to us is taken, too: Telegram would send it again and again
        return Received.of(reader.read(update).map(List::of).orElse(List.of()));
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return TelegramApi.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
