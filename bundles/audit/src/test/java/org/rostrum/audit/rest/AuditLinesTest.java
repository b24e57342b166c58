package org.rostrum.audit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rostrum.api.audit.AuditEvent;

class AuditLinesTest {
    private static AuditEvent event(long sequence, String subject) {
        return new AuditEvent(
                sequence,
                Instant.parse("2026-11-21T10:15:30Z"),
                "admin",
                "TOKEN",
                null,
                7L,
                "rest",
                null,
                "user.create",
                subject,
                null,
                null,
                "{\"a\":\"b\\nc\"}",
                "f".repeat(64));
    }

    @Test
    void accept_writesOneObjectPerLine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditLines lines = new AuditLines(out)) {
            lines.accept(event(1, "user/jane"));
            lines.accept(event(2, "user/\"quoted\"\nand broken"));
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("sequence").asLong()).isEqualTo(2);
        assertThat(second.get("at").asText()).isEqualTo("2026-11-21T10:15:30Z");
        assertThat(second.get("tokenId").asLong()).isEqualTo(7);
        assertThat(second.get("subject").asText()).isEqualTo("user/\"quoted\"\nand broken");
        assertThat(second.get("after").asText()).isEqualTo("{\"a\":\"b\\nc\"}");
        assertThat(second.has("address")).isFalse();
    }

    @Test
    void table_isReadBack_andNoFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditTable table = new AuditTable(out)) {
            table.accept(event(1, "=HYPERLINK(\"http://example.org\")"));
            table.accept(event(2, "user/\"quoted\", and\nbroken"));
        }
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFsequence,at,actor,actorType,actorAccountId,tokenId,door,");
        assertThat(text)
                .contains("\r\n1,2026-11-21T10:15:30Z,admin,TOKEN,,7,rest,,user.create,"
                        + "\"'=HYPERLINK(\"\"http://example.org\"\")\",,,");
        assertThat(text).contains("\"user/\"\"quoted\"\", and\nbroken\"");
        assertThat(text).endsWith("\r\n");
    }
}
