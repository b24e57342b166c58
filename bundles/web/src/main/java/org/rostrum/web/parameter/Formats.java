package org.rostrum.web.parameter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes in words what a value of a type looks like, with an example. */
public final class Formats {
    private static final String WHOLE = "a whole number";
    private static final String NUMBER = "a number";
    private static final String YES_NO = "true or false";

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(int.class, WHOLE + " between -2147483648 and 2147483647"),
            Map.entry(Integer.class, WHOLE + " between -2147483648 and 2147483647"),
            Map.entry(long.class, WHOLE),
            Map.entry(Long.class, WHOLE),
            Map.entry(short.class, WHOLE),
            Map.entry(Short.class, WHOLE),
            Map.entry(byte.class, WHOLE),
            Map.entry(Byte.class, WHOLE),
            Map.entry(BigInteger.class, WHOLE),
            Map.entry(double.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(float.class, NUMBER),
            Map.entry(Float.class, NUMBER),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(boolean.class, YES_NO),
            Map.entry(Boolean.class, YES_NO),
            Map.entry(String.class, "a text"),
            Map.entry(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry(Instant.class, "a moment such as 2026-11-21T08:30:00Z"),
            Map.entry(OffsetDateTime.class, "a moment with offset such as 2026-11-21T08:30:00+01:00"),
            Map.entry(LocalDate.class, "a date such as 2026-11-21"),
            Map.entry(LocalTime.class, "a time such as 08:30"),
            Map.entry(LocalDateTime.class, "a date and time such as 2026-11-21T08:30:00"),
            Map.entry(YearMonth.class, "a month such as 2026-11"),
            Map.entry(Duration.class, "a duration such as PT15M"),
            Map.entry(Period.class, "a period such as P7D"),
            Map.entry(ZoneId.class, "a time zone such as Europe/Warsaw"),
            Map.entry(Locale.class, "a language tag such as en or zh-Hans"));

    private Formats() {}

    /** Words that follow "Give", such as "a date such as 2026-11-21". */
    public static String describe(@Nullable Class<?> type) {
        if (type == null) {
            return "a value as the API's description says";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        String words = WORDS.get(type);
        if (words != null) {
            return words;
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list in square brackets";
        }
        return "an object in curly brackets";
    }
}
