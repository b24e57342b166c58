package org.rostrum.web.publish;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Cannot be ended in good order once the answer has broken off: CXF would close it as if it were complete. */
final class BreakableResponse extends HttpServletResponseWrapper {
    private final ServletRequest request;

    BreakableResponse(ServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Stream(super.getOutputStream());
    }

    private void check() throws IOException {
        if (request.getAttribute(ProblemMapper.BROKEN_OFF) != null) {
            throw new IOException("The answer has broken off");
        }
    }

    private final class Stream extends ServletOutputStream {
        private final ServletOutputStream target;

        Stream(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            check();
            target.write(value);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            check();
            target.write(buffer, offset, length);
        }

        @Override
        public void flush() throws IOException {
            check();
            target.flush();
        }

        @Override
        public void close() throws IOException {
            check();
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
