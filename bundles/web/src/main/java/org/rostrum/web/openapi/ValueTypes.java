package org.rostrum.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that travel as one JSON string although they are classes with properties in Java. */
final class ValueTypes implements ModelConverter {
    private record Value(@Nullable String format, String example) {}

    private static final Map<Class<?>, Value> STRINGS = Map.of(
            ZoneId.class, new Value(null, "Europe/Warsaw"),
            ZoneOffset.class, new Value(null, "+01:00"),
            Locale.class, new Value(null, "zh-Hans"),
            Duration.class, new Value("duration", "PT15M"),
            Period.class, new Value("duration", "P7D"),
            LocalTime.class, new Value("time", "08:30"),
            YearMonth.class, new Value(null, "2026-11"));

    private final ObjectMapper mapper;

    ValueTypes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType resolved = mapper.constructType(type.getType());
        Class<?> raw = resolved.getRawClass();
        Value value = STRINGS.get(raw);
        if (value != null) {
            Schema<?> schema = new JsonSchema().typesItem("string").format(value.format());
            schema.setExample(value.example());
            return schema;
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new JsonSchema().typesItem("object");
        }
        if (InputStream.class.isAssignableFrom(raw)) {
            return new JsonSchema().typesItem("string").format("binary");
        }
        return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    }
}
