package org.rostrum.connector.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpBody;
import org.rostrum.spi.http.HttpCall;
import org.rostrum.spi.http.HttpClient;

/**
 * Calls methods of the Bot API. The token stands in the address of each: calls and addresses must not be printed, and nothing
 * is sent where a redirect points to.
 */
final class TelegramApi {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final long LONGEST_WAIT = 86_400;

    private final HttpClient http;
    private final TelegramSettings settings;
    private final Clock clock;

    TelegramApi(HttpClient http, TelegramSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came; the body is missing when nothing readable did. */
    record Answer(HttpAnswer http, JsonNode body, boolean safe) {
        boolean isGood() {
            return http.isGood() && body.path("ok").asBoolean();
        }

        /** Status of HTTP, or the error code that stands for it. */
        int code() {
            return http.isGood() ? body.path("error_code").asInt(http.status()) : http.status();
        }

        boolean isRefusal(String words) {
            return code() == 400 && body.path("description").asText("").contains(words);
        }

        /** Number of the supergroup that a group has become; null when it has not. */
        @Nullable
        String movedTo() {
            JsonNode to = body.path("parameters").path("migrate_to_chat_id");
            return to.isIntegralNumber() ? to.asText() : null;
        }
    }

    /** Asks for something. */
    JsonNode ask(String method, Map<String, ? extends @Nullable Object> parameters) throws DeliveryException {
        return good(exchange(HttpCall.get(HttpCall.address(settings.address(method), parameters))));
    }

    /** Has something done, whatever the answer. */
    Answer change(String method, HttpBody body) throws DeliveryException {
        return exchange(HttpCall.post(URI.create(settings.address(method)), body));
    }

    private Answer exchange(HttpCall call) throws DeliveryException {
        HttpAnswer answer = http.send(call);
        return new Answer(answer, read(answer), call.safe());
    }

    private static JsonNode read(HttpAnswer answer) {
        try {
            JsonNode body = JSON.readTree(answer.text());
            return body == null ? MissingNode.getInstance() : body;
        } catch (JsonProcessingException noJson) {
            // a message of it would quote what came
            return MissingNode.getInstance();
        }
    }

    /** What a good answer says. */
    JsonNode good(Answer answer) throws DeliveryException {
        if (answer.isGood()) {
            return answer.body().path("result");
        }
        throw failure(answer);
    }

    /** The failure that an answer tells of. */
    DeliveryException failure(Answer answer) {
        String said = settings.withoutSecrets(answer.body().path("description").asText(""));
        DeliveryException plain = answer.http().failure(said);
        if (answer.http().isGood() && !answer.body().path("ok").isBoolean()) {
            return strange(answer);
        }
        String message = plain.getMessage() + remedy(answer.code(), said);
        return switch (answer.code()) {
            case 401, 404 -> new DeliveryException(category404(said), message, null);
            case 429 -> new DeliveryException(FailureCategory.RATE_LIMITED, message, retryAt(answer), null);
            case 409 -> new DeliveryException(
                    said.contains("webhook") ? FailureCategory.REJECTED : FailureCategory.UNAVAILABLE, message, null);
            case 408, 425 -> new DeliveryException(doubt(answer), message, null);
            default -> answer.code() < 500
                    ? new DeliveryException(FailureCategory.REJECTED, message, null)
                    : new DeliveryException(
                            answer.http().isGood() ? doubt(answer) : plain.category(), message, plain.retryAt(), null);
        };
    }

    /** An answer without a method behind it, or nothing of the Bot API at all. */
    private static DeliveryException strange(Answer answer) {
        return new DeliveryException(
                doubt(answer),
                answer.http().address().getHost() + " gave an answer that is none of the Bot API."
                        + (answer.safe() ? "" : " Whether it did what it was asked for is not known."),
                null);
    }

    private static FailureCategory doubt(Answer answer) {
        return answer.safe() ? FailureCategory.UNAVAILABLE : FailureCategory.UNKNOWN_OUTCOME;
    }

    /** Servers of one's own may be older than a method. */
    private static FailureCategory category404(String said) {
        return said.contains("method not found") ? FailureCategory.REJECTED : FailureCategory.AUTH_EXPIRED;
    }

    private @Nullable Instant retryAt(Answer answer) {
        long seconds = answer.body().path("parameters").path("retry_after").asLong(0);
        return seconds > 0
                ? clock.instant().plusSeconds(Math.min(LONGEST_WAIT, seconds))
                : answer.http().retryAt();
    }

    private static String remedy(int code, String said) {
        return switch (code) {
            case 401 -> ". The token of the bot is not good any more: take the new one from @BotFather.";
            case 404 -> ". There is no such bot, or no Bot API at this address: look at the token and the address.";
            case 409 -> said.contains("webhook")
                    ? ". Telegram calls a webhook for this bot, so it cannot be asked for news: remove that with"
                            + " deleteWebhook, or choose WEBHOOK under \"Listening\"."
                    : ". Another program asks for the news of this bot, too, and each gets a part of them: end the other"
                            + " one, or make a bot of its own for it.";
            default -> refused(said);
        };
    }

    private static String refused(String said) {
        if (said.contains("chat not found")) {
            return ". Look at the name or number of the chat, and whether the bot is in it.";
        }
        if (said.contains("initiate conversation")) {
            return ". Bots may write to nobody who has not written to them.";
        }
        if (said.contains("blocked by the user")) {
            return ". Only this person can undo that.";
        }
        if (said.contains("kicked") || said.contains("not a member")) {
            return ". Somebody must add the bot to the chat again.";
        }
        if (said.contains("rights") || said.contains("CHAT_WRITE_FORBIDDEN") || said.contains("can't be deleted")) {
            return ". Look at the rights of the bot in the chat.";
        }
        if (said.contains("replied not found")) {
            return ". What it answers is not there any more.";
        }
        return "";
    }
}
