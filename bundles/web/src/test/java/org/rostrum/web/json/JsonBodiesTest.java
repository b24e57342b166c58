package org.rostrum.web.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rostrum.api.problem.Problem;

class JsonBodiesTest {
    private final JsonBodies bodies = new JsonBodies(JsonFormat.mapper());

    /** Everything optional, so that each test sends what it is about. */
    record Message(
            @Nullable String text,
            @Nullable Map<String, Object> data,
            @Nullable Duration pause,
            @Nullable BigDecimal price,
            @Nullable List<@Nullable String> holes,
            Optional<String> perhaps) {}

    private Object read(Class<?> type, byte[] json) throws IOException {
        @SuppressWarnings("unchecked")
        Class<Object> wide = (Class<Object>) type;
        return bodies.readFrom(
                wide,
                type,
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                new MetadataMap<>(),
                new ByteArrayInputStream(json));
    }

    private Message message(String json) throws IOException {
        return (Message) read(Message.class, json.getBytes(UTF_8));
    }

    private String write(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bodies.writeTo(
                value,
                value.getClass(),
                value.getClass(),
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                new MetadataMap<>(),
                out);
        return out.toString(UTF_8);
    }

    @Test
    void reads_whatItWrites() throws IOException {
        Message message = new Message(
                "żółć 😀",
                Map.of("k", List.of(1, "a")),
                Duration.ofMinutes(5),
                new BigDecimal("1.10"),
                List.of("x"),
                Optional.of("p"));
        assertThat(message(write(message))).isEqualTo(message);
    }

    @Test
    void reads_optionalsAndNullElementsWhereTheRecordSaysSo() throws IOException {
        Message message = message("{\"holes\":[null,\"a\"]}");
        assertThat(message.perhaps()).isEmpty();
        assertThat(message.holes()).containsExactly(null, "a");
        assertThat(message("{\"text\":null}").text()).isNull();
    }

    @Test
    void reads_otherUnicodeEncodings() throws IOException {
        Message message = (Message) read(Message.class, "{\"text\":\"ä\"}".getBytes(UTF_16));
        assertThat(message.text()).isEqualTo("ä");
    }

    @Test
    void writes_datesInIso_withoutNulls() throws IOException {
        record Moment(Instant at, @Nullable String nothing, Duration pause) {}
        assertThat(write(new Moment(Instant.parse("2026-11-21T08:30:00.5Z"), null, Duration.ofHours(36))))
                .isEqualTo("{\"at\":\"2026-11-21T08:30:00.500Z\",\"pause\":\"PT36H\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refuses_nestingWithoutEnd(String open) {
        String json = "{\"data\":{\"k\":" + open.repeat(100_000);
        assertThatThrownBy(() -> message(json))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).contains("built too big"));
    }

    @Test
    void refuses_numbersOfEndlessLength() {
        assertThatThrownBy(() -> message("{\"price\":" + "9".repeat(100_000) + "}"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).contains("built too big"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pause\":\"soon\"}",
                "{\"price\":\"12\"}",
                "{\"price\":NaN}",
                "{\"text\":true}",
                "{\"text\":[\"a\"]}",
                "{\"holes\":\"a\"}",
                "{\"data\":[]}",
                "{\"text\":\"a\" \"price\":1}",
                "{text:\"a\"}",
                "{\"text\":\"a\",}",
                "{\"text\":\"\u0001\"}",
                "{\"text\":\"\\x\"}",
                "// comment\n{}",
                "\u0000"
            })
    void refuses_whatDoesNotFit_inWordsWithoutClasses(String json) {
        assertThatThrownBy(() -> message(json)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isNotBlank();
            assertThat(problem.remedy()).isNotBlank();
            assertThat(problem.detail()).doesNotContain("java", "jackson", "Exception", "org.rostrum");
        });
    }

    @Test
    void leavesAlone_whatIsNotJsonOrRaw() {
        Annotation[] none = new Annotation[0];
        assertThat(bodies.isReadable(Message.class, Message.class, none, MediaType.TEXT_PLAIN_TYPE))
                .isFalse();
        assertThat(bodies.isReadable(InputStream.class, InputStream.class, none, MediaType.APPLICATION_JSON_TYPE))
                .isFalse();
        assertThat(bodies.isWriteable(byte[].class, byte[].class, none, MediaType.APPLICATION_JSON_TYPE))
                .isFalse();
        assertThat(bodies.isReadable(
                        Message.class, Message.class, none, MediaType.valueOf("application/merge-patch+json")))
                .isTrue();
    }

    /** PostgreSQL cannot keep NUL; half a pair is no character and becomes a question mark in UTF-8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"text\":\"a\\u0000b\"}|text|NUL",
                "{\"text\":\"a\\ud800b\"}|text|surrogate",
                "{\"text\":\"a\\ude00\"}|text|surrogate",
                "{\"text\":\"\\ud83d\"}|text|surrogate",
                "{\"holes\":[\"a\",\"b\\u0000\"]}|holes[1]|NUL",
                "{\"data\":{\"deep\":[{\"x\":\"\\u0000\"}]}}|data.deep[0].x|NUL",
                "{\"data\":{\"a\\u0000\":1}}|data|NUL",
                "{\"a\\u0000\":1}|body|NUL",
                "{\"perhaps\":\"\\u0000\"}|perhaps|NUL",
            })
    void refuses_whatIsNoText_andNamesTheField(String json, String field, String word) {
        assertThatThrownBy(() -> message(json)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.detail()).contains(word);
        });
    }

    @Test
    void reads_whatLooksLikeIt() throws IOException {
        assertThat(message("{\"text\":\"\\ud83d\\ude00 \\\\u0000 \\n\"}").text())
                .isEqualTo("\uD83D\uDE00 \\u0000 \n");
    }

    record Switch(@Nullable Boolean on, @Nullable Integer count, @Nullable Double share, @Nullable Instant since) {}

    @ParameterizedTest
    @ValueSource(strings = {"on", "count", "share", "since"})
    void refuses_blankTexts_whereAnotherKindOfValueStands(String field) {
        for (String blank : List.of("", " ", "\\t")) {
            assertThatThrownBy(() -> read(Switch.class, ("{\"" + field + "\":\"" + blank + "\"}").getBytes(UTF_8)))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.field())
                            .isEqualTo(field));
        }
    }
}
