package org.rostrum.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;

class FailuresTest {
    @BeforeEach
    void forget() {
        Failures.forgetWarnings();
    }

    /** What the operator sees of the failure, at the level of logging that is shipped. */
    private static String logged(Throwable thrown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(bytes, true, UTF_8));
        try {
            Failures.tell(thrown, "POST /api/v1/leads");
        } finally {
            System.setErr(before);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void brokenConnection_isLoggedWithRequestAndCause_butNotWithEachRequest() {
        DatabaseUnavailableException broken = new DatabaseUnavailableException(
                "The connection broke " + UUID.randomUUID(),
                new SQLException("terminated by the administrator", "57P01"));
        assertThat(logged(broken))
                .contains("WARN", "POST /api/v1/leads", "The connection broke", "terminated by the administrator");
        assertThat(logged(broken)).isEmpty();
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void fullDisk_isLoggedWithRequestAndCause() {
        assertThat(logged(new UncheckedIOException(new IOException("/data/upload-1: No space left on device"))))
                .contains("WARN", "POST /api/v1/leads", "The server's disk is full.", "/data/upload-1");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void unknownOutcome_isLoggedEachTime_underItsId() {
        OutcomeUnknownException lost =
                new OutcomeUnknownException("no answer", new SQLException("I/O error while sending", "08006"));
        for (int time = 0; time < 2; time++) {
            assertThat(logged(lost))
                    .contains("ERROR", "POST /api/v1/leads", "not known whether it was done", "error id", "I/O error");
        }
    }

    /** What Jetty throws where more of a body should have come; named by its class, which the bundle does not import. */
    private static final class HttpEofException extends EOFException {
        private static final long serialVersionUID = 1L;
    }

    /** Everybody can hang up: it must not fill the log, nor be told as a defect of the server. */
    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void bodyThatBreaksOff_isTheFaultOfTheCaller_andNotLogged() {
        Throwable thrown = new IllegalStateException(new HttpEofException());
        assertThat(Failures.tell(thrown, "POST /api/v1/session"))
                .returns(400, ProblemDocument::status)
                .returns(null, ProblemDocument::instance);
        assertThat(logged(thrown)).isEmpty();
    }

    @Test
    void seldom_countsWhatItPassesOver_andTellsThingsApart() {
        AtomicLong now = new AtomicLong(7);
        Seldom seldom = new Seldom(Duration.ofSeconds(30), now::get);
        assertThat(seldom.admit("a")).isEqualTo(OptionalLong.of(0));
        assertThat(seldom.admit("a")).isEmpty();
        assertThat(seldom.admit("b")).isEqualTo(OptionalLong.of(0));
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(seldom.admit("a")).isEmpty();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(seldom.admit("a")).isEqualTo(OptionalLong.of(2));
        assertThat(seldom.admit("a")).isEmpty();
    }
}
