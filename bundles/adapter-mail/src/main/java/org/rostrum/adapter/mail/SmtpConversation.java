package org.rostrum.adapter.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to a mail server that remembers how far it came, because that decides whether a mail may be sent again. */
final class SmtpConversation extends SMTPTransport {
    /**
     * What the server said.
     *
     * @param code three digits; below 200 when the connection broke instead
     */
    record Reply(int code, String text) {
        boolean accepted() {
            return code >= 200 && code < 300;
        }

        boolean temporary() {
            return code >= 400 && code < 500;
        }

        boolean refused() {
            return code >= 400 && code < 600;
        }
    }

    private boolean transaction;
    private boolean contentSent;
    private @Nullable Reply refusal;
    private @Nullable Reply answer;

    SmtpConversation(Session session, Security security) {
        super(
                session,
                new URLName(security.protocol(), null, -1, null, null, null),
                security.protocol(),
                security == Security.TLS);
    }

    /** Whether the server was greeted and a mail begun. */
    boolean transaction() {
        return transaction;
    }

    /** Whether the end of the mail may have been sent. */
    boolean contentSent() {
        return contentSent;
    }

    /** The first refusal; null when there was none. */
    @Nullable
    Reply refusal() {
        return refusal;
    }

    /** What was answered to the end of the mail; null when nothing was. */
    @Nullable
    Reply answer() {
        return answer;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        transaction = true;
        super.mailFrom();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        contentSent = true;
        super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        Reply reply = new Reply(code, oneLine(getLastServerResponse()));
        if (reply.refused() && refusal == null) {
            refusal = reply;
        }
        if (contentSent && answer == null) {
            answer = reply;
        }
        return code;
    }

    private static String oneLine(@Nullable String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
