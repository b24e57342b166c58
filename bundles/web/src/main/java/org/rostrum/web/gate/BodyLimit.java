package org.rostrum.web.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.StreamedBody;

/** Bounds the bodies of all operations but those that read them as a stream. */
@Priority(Priorities.ENTITY_CODER)
public final class BodyLimit implements ContainerRequestFilter {
    private final long maxBytes;

    public BodyLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        OperationResourceInfo operation = Operation.current();
        if (operation != null && Operation.annotation(operation, StreamedBody.class) != null) {
            return;
        }
        String announced = request.getHeaderString("Content-Length");
        if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > maxBytes) {
            throw tooLarge();
        }
        InputStream body = request.getEntityStream();
        if (body != null) {
            request.setEntityStream(new Bounded(body));
        }
    }

    private Problem tooLarge() {
        return Problem.of(Problem.Kind.TOO_LARGE, "The body is larger than " + maxBytes + " bytes.")
                .withRemedy("Send less at once; files go to the upload operations.");
    }

    private final class Bounded extends FilterInputStream {
        private long left = maxBytes;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                spend(1);
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                spend(read);
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            spend(skipped);
            return skipped;
        }

        private void spend(long bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
