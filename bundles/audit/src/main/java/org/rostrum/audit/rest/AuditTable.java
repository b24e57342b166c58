package org.rostrum.audit.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;

/**
 * Writes entries as CSV after RFC 4180, with a line of names and the mark that tells spreadsheets that it is UTF-8. A field
 * that a spreadsheet would take for a formula gets an apostrophe before it.
 */
final class AuditTable implements Consumer<AuditEvent>, AutoCloseable {
    private final Writer out;

    AuditTable(OutputStream stream) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        out.write('\uFEFF');
        line(
                "sequence",
                "at",
                "actor",
                "actorType",
                "actorAccountId",
                "tokenId",
                "door",
                "address",
                "action",
                "subject",
                "accountId",
                "before",
                "after",
                "hash");
    }

    @Override
    public void accept(AuditEvent event) {
        try {
            line(
                    Long.toString(event.sequence()),
                    event.at().toString(),
                    event.actor(),
                    event.actorType(),
                    event.actorAccountId(),
                    Objects.toString(event.tokenId(), null),
                    event.door(),
                    event.address(),
                    event.action(),
                    event.subject(),
                    event.accountId(),
                    event.before(),
                    event.after(),
                    event.hash());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void line(@Nullable String... fields) throws IOException {
        out.write(Arrays.stream(fields).map(AuditTable::field).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String field(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
