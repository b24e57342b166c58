package org.rostrum.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.rostrum.spi.http.HttpBody;

/** A body on its way out. One that has another length than it says is not sent to its end, so that nobody takes it for whole. */
final class SentBody extends AbstractHttpEntity {
    private static final int PIECE = 16 * 1024;

    private final HttpBody body;
    private final InputStream content;

    /** What was to be sent is not what was announced. */
    static final class WrongLengthException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    SentBody(HttpBody body, InputStream content) {
        super(body.mediaType(), null, body.bytes() < 0);
        this.body = body;
        this.content = content;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long sent = 0;
        for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
            sent += read;
            if (body.bytes() >= 0 && sent > body.bytes()) {
                throw new WrongLengthException();
            }
            out.write(piece, 0, read);
        }
        if (body.bytes() >= 0 && sent < body.bytes()) {
            throw new WrongLengthException();
        }
    }

    @Override
    public InputStream getContent() {
        return content;
    }

    @Override
    public long getContentLength() {
        return body.bytes();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
