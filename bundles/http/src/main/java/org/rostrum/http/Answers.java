package org.rostrum.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.rostrum.spi.http.HttpAnswer;
import org.rostrum.spi.http.HttpCall;

/** Reads answers to their end, so that their connection can be kept; or not at all. */
final class Answers {
    private final int maxBytes;
    private final Clock clock;

    /** An answer packed in a way that we did not ask for. */
    static final class StrangePackingException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Answers(int maxBytes, Clock clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** @param needed false when nobody wants the body; then the connection is lost with it */
    HttpAnswer read(HttpCall call, ClassicHttpResponse response, boolean needed) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        HttpEntity entity = response.getEntity();
        byte[] body = new byte[0];
        if (entity != null && needed) {
            // not closed when it fails, as that would read all of it: whoever asked breaks the connection off
            body = body(entity.getContent(), headers);
        }
        return new HttpAnswer(call, call.address(), response.getCode(), headers, body, clock.instant());
    }

    private byte[] body(InputStream content, Map<String, List<String>> headers) throws IOException {
        String encoding = String.join(",", headers.getOrDefault("Content-Encoding", List.of()))
                .strip()
                .toLowerCase(Locale.ROOT);
        InputStream raw = new BoundedInput(content, maxBytes);
        byte[] body =
                switch (encoding) {
                    case "", "identity" -> raw.readAllBytes();
                    case "gzip", "x-gzip" -> unpacked(raw, headers);
                    default -> throw new StrangePackingException();
                };
        raw.transferTo(OutputStream.nullOutputStream());
        return body;
    }

    private byte[] unpacked(InputStream raw, Map<String, List<String>> headers) throws IOException {
        try (Gunzip gunzip = new Gunzip(raw)) {
            byte[] body = new BoundedInput(gunzip, maxBytes).readAllBytes();
            // they told of what came, and the answer holds what it was made of
            headers.remove("Content-Encoding");
            headers.remove("Content-Length");
            return body;
        }
    }
}
