package org.rostrum.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** A connection to an SMTP server that remembers how far it came, because that decides whether a mail may be sent again. */
final class SmtpConversation extends SMTPTransport {
    /**
     * What the server said.
     *
     * @param code three digits; below 200 when the connection broke instead
     */
    record Reply(int code, String text) {
        boolean temporary() {
            return code >= 400 && code < 500;
        }

        boolean refused() {
            return code >= 400 && code < 600;
        }
    }

    private boolean contentSent;
    private @Nullable Reply refusal;
    private @Nullable Reply answer;

    SmtpConversation(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null), "smtp", false);
    }

    /** Whether the end of the mail may have been sent. */
    boolean contentSent() {
        return contentSent;
    }

    /** The last refusal; null when there was none. */
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
    protected void finishData() throws IOException, MessagingException {
        contentSent = true;
        super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        String text = getLastServerResponse();
        Reply reply = new Reply(code, text == null ? "" : text);
        if (reply.refused() && !contentSent) {
            refusal = reply;
        }
        if (contentSent && answer == null) {
            answer = reply;
        }
        return code;
    }
}
