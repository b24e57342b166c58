package org.rostrum.connector.feed;

import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpAnswer;

/** What it means for a feed that its server answers, but with something else. */
final class Refusals {
    private Refusals() {}

    static DeliveryException of(HttpAnswer answer) {
        return switch (answer.status()) {
            case 401 -> answer.failure("it wants a sign-in, which feeds have no place for.");
            case 403 -> rejected(answer, "it does not let us read the feed.");
            case 404, 410 -> rejected(answer, "there is no feed at this address any more. Correct the address.");
            case 429 -> answer.failure("we asked too often.");
            default -> answer.isGood()
                    ? rejected(answer, "which is no answer to expect of a feed.")
                    : answer.failure("");
        };
    }

    private static DeliveryException rejected(HttpAnswer answer, String why) {
        return new DeliveryException(
                FailureCategory.REJECTED,
                answer.address().getHost() + " answered " + answer.status() + ": " + why,
                null);
    }
}
