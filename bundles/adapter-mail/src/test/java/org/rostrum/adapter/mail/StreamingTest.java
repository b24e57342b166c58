package org.rostrum.adapter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rostrum.testkit.Configs;

class StreamingTest {
    private static final int SIZE = 16 << 20;

    /** Looks, while it is being read, how much has already gone out. */
    private static final class WatchedAttachment implements DataSource {
        private final AtomicLong receivedElsewhere;
        private final AtomicInteger opened = new AtomicInteger();
        private volatile long goneOutBeforeTheEnd;

        WatchedAttachment(AtomicLong receivedElsewhere) {
            this.receivedElsewhere = receivedElsewhere;
        }

        @Override
        public InputStream getInputStream() {
            opened.incrementAndGet();
            return new InputStream() {
                private int left = SIZE;

                @Override
                public int read() {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    if (left == 0) {
                        return -1;
                    }
                    int count = Math.min(length, left);
                    Arrays.fill(bytes, offset, offset + count, (byte) 'x');
                    left -= count;
                    if (left > 0) {
                        goneOutBeforeTheEnd = receivedElsewhere.get();
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("read only");
        }

        @Override
        public String getContentType() {
            return "application/pdf";
        }

        @Override
        public String getName() {
            return "large.pdf";
        }
    }

    @Test
    void attachment_goesOutWhileItIsRead_andIsOpenedOnce() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp()) {
            MailConfig config = Configs.of(
                    MailConfig.class,
                    Map.of(
                            "host",
                            "127.0.0.1",
                            "port",
                            server.port(),
                            "security",
                            Security.NONE,
                            "from",
                            "a@b.example"));
            WatchedAttachment attachment = new WatchedAttachment(server.received);
            try (MailFixture fixture = new MailFixture(new MailRoutes(MailServer.of(config), Clock.systemUTC()))) {
                fixture.deliver("{\"to\":\"a@b\",\"subject\":\"s\",\"text\":\"t\"}", "k", List.of(attachment));
            }
            assertThat(attachment.opened).hasValue(1);
            assertThat(server.received.get()).isGreaterThan(SIZE);
            assertThat(attachment.goneOutBeforeTheEnd).isGreaterThan(SIZE / 2);
        }
    }
}
