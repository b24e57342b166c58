package org.rostrum.audit.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.audit.AuditEvent;

/** Writes entries as JSON, one per line. */
final class AuditLines implements Consumer<AuditEvent>, AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    AuditLines(OutputStream out) throws IOException {
        json = JSON.createGenerator(new BufferedOutputStream(out, 1 << 16));
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
    }

    @Override
    public void accept(AuditEvent event) {
        try {
            json.writeStartObject();
            json.writeNumberField("sequence", event.sequence());
            json.writeStringField("at", event.at().toString());
            json.writeStringField("actor", event.actor());
            json.writeStringField("actorType", event.actorType());
            write("actorAccountId", event.actorAccountId());
            Long tokenId = event.tokenId();
            if (tokenId != null) {
                json.writeNumberField("tokenId", tokenId);
            }
            json.writeStringField("door", event.door());
            write("address", event.address());
            json.writeStringField("action", event.action());
            json.writeStringField("subject", event.subject());
            write("accountId", event.accountId());
            write("before", event.before());
            write("after", event.after());
            json.writeStringField("hash", event.hash());
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
