package org.rostrum.web.parameter;

import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
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
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Problem;

/**
 * Reads parameters. What does not fit is refused as INVALID with the parameter's name: JAX-RS itself would answer 404 for
 * {@code ?limit=ten} and take {@code ?enabled=yes} for false.
 */
public final class StrictConverters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(
            Map.entry(int.class, Integer::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(short.class, Short::valueOf),
            Map.entry(Short.class, Short::valueOf),
            Map.entry(double.class, Double::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(BigInteger.class, BigInteger::new),
            Map.entry(BigDecimal.class, BigDecimal::new),
            Map.entry(boolean.class, StrictConverters::bool),
            Map.entry(Boolean.class, StrictConverters::bool),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Instant.class, text -> OffsetDateTime.parse(text).toInstant()),
            Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, LocalDateTime::parse),
            Map.entry(YearMonth.class, YearMonth::parse),
            Map.entry(Duration.class, Duration::parse),
            Map.entry(Period.class, Period::parse),
            Map.entry(ZoneId.class, ZoneId::of),
            Map.entry(Locale.class, StrictConverters::locale));

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> rawType, @Nullable Type genericType, Annotation[] annotations) {
        Function<String, ?> reader = READERS.get(rawType);
        if (reader == null && rawType.isEnum()) {
            reader = text -> constant(rawType, text);
        }
        return reader == null ? null : new Strict<>(rawType, reader, name(annotations));
    }

    private record Strict<T>(Class<T> type, Function<String, ?> reader, String name) implements ParamConverter<T> {
        @Override
        @SuppressWarnings(
                "unchecked") // the table above pairs types with readers of the same type, boxed where primitive
        public T fromString(String text) {
            try {
                return (T) reader.apply(text);
            } catch (IllegalArgumentException | java.time.DateTimeException | IllformedLocaleException misfit) {
                String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
                throw Problem.invalid(name, "\"" + shown + "\" does not fit.", "Give " + Formats.describe(type) + ".")
                        .withCause(misfit);
            }
        }

        @Override
        public String toString(T value) {
            return value instanceof Locale locale ? locale.toLanguageTag() : String.valueOf(value);
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Locale locale(String text) {
        return new Locale.Builder().setLanguageTag(text).build();
    }

    /** Constants are taken in any case, and with hyphens, as they look better in an address. */
    private static Object constant(Class<?> type, String text) {
        String wanted = text.replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            } else if (annotation instanceof PathParam path) {
                return path.value();
            } else if (annotation instanceof HeaderParam header) {
                return header.value();
            } else if (annotation instanceof FormParam form) {
                return form.value();
            } else if (annotation instanceof MatrixParam matrix) {
                return matrix.value();
            } else if (annotation instanceof CookieParam cookie) {
                return cookie.value();
            }
        }
        return "parameter";
    }
}
