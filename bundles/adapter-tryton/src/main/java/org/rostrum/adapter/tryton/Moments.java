package org.rostrum.adapter.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** Times as Tryton has them: to the microsecond, without a zone. */
final class Moments {
    private Moments() {}

    static LocalDateTime of(JsonNode time) throws DeliveryException {
        try {
            return LocalDateTime.of(
                    time.path("year").asInt(),
                    time.path("month").asInt(),
                    time.path("day").asInt(),
                    time.path("hour").asInt(),
                    time.path("minute").asInt(),
                    time.path("second").asInt(),
                    time.path("microsecond").asInt() * 1000);
        } catch (DateTimeException wrong) {
            throw new DeliveryException(
                    FailureCategory.UNAVAILABLE, "Tryton gave an opportunity the time " + time, wrong);
        }
    }

    static ObjectNode json(LocalDateTime time) {
        return TrytonSession.JSON
                .createObjectNode()
                .put("__class__", "datetime")
                .put("year", time.getYear())
                .put("month", time.getMonthValue())
                .put("day", time.getDayOfMonth())
                .put("hour", time.getHour())
                .put("minute", time.getMinute())
                .put("second", time.getSecond())
                .put("microsecond", time.getNano() / 1000);
    }
}
