package org.rostrum.adapter.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;

/** What a failed conversation with a mail server means for the mail. */
final class SmtpFailures {
    /** Servers that want less at a time do not say when to come back. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Pattern WANTS_LESS =
            Pattern.compile("^4\\d\\d[ -]4\\.7\\.|gr[ae]y-?list|throttl|too many|rate limit|too fast|try again later");
    private static final int DEEPEST_CAUSE = 20;

    private final String server;
    private final Clock clock;

    /** @param server host and port, for people */
    SmtpFailures(String server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    DeliveryException of(MessagingException failure, SmtpConversation conversation) {
        AttachmentUnreadableException attachment = find(failure, AttachmentUnreadableException.class);
        if (attachment != null) {
            return unreadable(attachment);
        }
        if (conversation.contentSent()) {
            return afterTheEnd(failure, conversation.answer());
        }
        if (conversation.transaction()) {
            return whileBegun(failure, conversation.refusal());
        }
        return whileConnecting(failure, conversation.refusal());
    }

    private static DeliveryException unreadable(AttachmentUnreadableException failure) {
        Throwable cause = failure.getCause();
        boolean gone = cause instanceof FileNotFoundException || cause instanceof NoSuchFileException;
        return new DeliveryException(
                gone ? FailureCategory.REJECTED : FailureCategory.UNAVAILABLE,
                failure.getMessage() + (gone ? ". It no longer exists." : ""),
                failure);
    }

    private DeliveryException afterTheEnd(MessagingException failure, SmtpConversation.@Nullable Reply answer) {
        if (answer != null && answer.refused()) {
            return refused(failure, answer, "does not take the mail");
        }
        return new DeliveryException(
                FailureCategory.UNKNOWN_OUTCOME,
                "The connection to the mail server " + server + " broke before it said whether it has taken the mail: "
                        + words(failure) + ". Look for the Message-ID in its log before sending it again.",
                failure);
    }

    private DeliveryException whileBegun(MessagingException failure, SmtpConversation.@Nullable Reply refusal) {
        List<SMTPAddressFailedException> addresses = addresses(failure);
        List<SMTPAddressFailedException> lasting = addresses.stream()
                .filter(address -> address.getReturnCode() >= 500 && address.getReturnCode() != 530)
                .toList();
        if (!lasting.isEmpty()) {
            return new DeliveryException(
                    FailureCategory.REJECTED,
                    "The mail server " + server + " does not take the mail, to nobody, because of "
                            + String.join(
                                    "; ",
                                    lasting.stream().map(SmtpFailures::words).toList()),
                    failure);
        }
        if (refusal != null) {
            return refused(failure, refusal, "does not take the mail");
        }
        return unavailable(failure, "broke off before the mail was sent");
    }

    private DeliveryException whileConnecting(MessagingException failure, SmtpConversation.@Nullable Reply refusal) {
        if (find(failure, AuthenticationFailedException.class) != null && refusal != null && !refusal.temporary()) {
            return new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The mail server " + server + " does not accept user and password (" + refusal.text()
                            + "). Correct them in the configuration org.rostrum.adapter.mail.",
                    failure);
        }
        if (find(failure, SSLException.class) != null) {
            return unavailable(
                    failure,
                    "could not be reached by TLS. Check \"security\", and whether its certificate is valid for this name;"
                            + " for a server of your own \"checkCertificate\" may be switched off");
        }
        if (refusal != null) {
            return limited(failure, refusal, "is not ready");
        }
        return unavailable(failure, "could not be reached");
    }

    private DeliveryException refused(MessagingException failure, SmtpConversation.Reply reply, String what) {
        if (reply.temporary()) {
            return limited(failure, reply, what);
        }
        if (reply.code() == 530 || reply.code() == 535 || reply.code() == 538) {
            return new DeliveryException(
                    FailureCategory.AUTH_EXPIRED,
                    "The mail server " + server + " wants a sign-in (" + reply.text()
                            + "). Set user and password in the configuration org.rostrum.adapter.mail.",
                    failure);
        }
        return new DeliveryException(
                FailureCategory.REJECTED, "The mail server " + server + " " + what + ": " + reply.text(), failure);
    }

    private DeliveryException limited(MessagingException failure, SmtpConversation.Reply reply, String what) {
        String message = "The mail server " + server + " " + what + " now: " + reply.text();
        if (WANTS_LESS.matcher(reply.text().toLowerCase(Locale.ROOT)).find()) {
            return new DeliveryException(
                    FailureCategory.RATE_LIMITED, message, clock.instant().plus(PAUSE), failure);
        }
        return new DeliveryException(FailureCategory.UNAVAILABLE, message, failure);
    }

    private DeliveryException unavailable(MessagingException failure, String what) {
        return new DeliveryException(
                FailureCategory.UNAVAILABLE, "The mail server " + server + " " + what + ": " + words(failure), failure);
    }

    private static String words(SMTPAddressFailedException failure) {
        return failure.getAddress() + " ("
                + String.valueOf(failure.getMessage()).strip() + ")";
    }

    private static String words(MessagingException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage().strip());
    }

    private static List<SMTPAddressFailedException> addresses(MessagingException failure) {
        List<SMTPAddressFailedException> found = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null && found.size() < DEEPEST_CAUSE) {
            if (cause instanceof SMTPAddressFailedException address) {
                found.add(address);
            }
            cause = cause.getCause();
        }
        return found;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
