package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.api.engagement.Worth;

/**
 * What is told of an opportunity as it was at some moment.
 *
 * @param maker id of the user who made it
 * @param reason why it was lost; empty unless it was
 * @param amount null when there is none
 */
record Version(String key, long maker, String state, String reason, @Nullable BigDecimal amount) {
    static final List<String> FIELDS = List.of("reference", "create_uid", "state", "lost_reason", "amount");

    static Version of(JsonNode json) throws DeliveryException {
        String state = json.path("state").asText("");
        return new Version(
                json.path("reference").asText(""),
                json.path("create_uid").asLong(-1),
                state,
                // it stays when one is taken up again
                state.equals("lost") ? json.path("lost_reason").asText("").strip() : "",
                amount(json.path("amount")));
    }

    private static @Nullable BigDecimal amount(JsonNode amount) throws DeliveryException {
        if (!amount.isObject()) {
            return null;
        }
        try {
            return new BigDecimal(amount.path("decimal").asText()).stripTrailingZeros();
        } catch (NumberFormatException wrong) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "Tryton gave an opportunity the amount " + amount, wrong);
        }
    }

    /** Whether what is told of it is the same. */
    boolean isAs(Version other) {
        return state.equals(other.state) && reason.equals(other.reason) && sameAmount(amount, other.amount);
    }

    private static boolean sameAmount(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    /**
     * To the cent; null when there is none, or none that money is reckoned in here.
     *
     * @param currency the company's
     */
    @Nullable
    Worth worth(String currency) {
        if (amount == null) {
            return null;
        }
        try {
            return new Worth(amount.setScale(2, RoundingMode.HALF_EVEN), currency);
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }
}
