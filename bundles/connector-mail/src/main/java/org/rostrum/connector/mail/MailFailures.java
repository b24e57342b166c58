package org.rostrum.connector.mail;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.connector.mail.MailSettings.Server;
import org.rostrum.connector.mail.net.TooMuchException;
import org.rostrum.connector.mail.net.Trust;

/** Says what went wrong with a mail server, naming the setting that may be at fault, and never a secret. */
final class MailFailures {
    private static final int DEEPEST_CAUSE = 12;
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Pattern WANTS_LESS = Pattern.compile(
            "throttl|too many|rate.?limit|slow down|try again later|\\[limit]|\\[overquota]|bandwidth|\\b4\\.7\\.(0|28)\\b");
    private static final Pattern BACK_OFF = Pattern.compile("backoff time: ?([0-9]{1,9}) ?milliseconds");
    private static final Pattern NOT_READY = Pattern.compile("\\[(unavailable|serverbug|inuse|contactadmin)]|temporar");

    private final List<String> secrets;
    private final Trust trust;
    private final Clock clock;

    MailFailures(MailSettings settings, Trust trust, Clock clock) {
        String password = settings.password();
        this.secrets = List.of(
                password,
                encoded(password),
                encoded("\0" + settings.user() + "\0" + password),
                encoded(settings.user()));
        this.trust = trust;
        this.clock = clock;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** When a conversation ends otherwise than it should. */
    DeliveryException of(Exception failure, Server server) {
        Throwable cause = cause(failure);
        if (cause instanceof Exception known && isOfTheNetwork(cause)) {
            return new DeliveryException(
                    FailureCategory.UNAVAILABLE, words(cause, server), tellable(known) ? known : null);
        }
        String said = said(failure);
        Instant later = wantsLess(said);
        if (later != null) {
            return new DeliveryException(
                    FailureCategory.RATE_LIMITED,
                    "The mail server " + server.name() + " wants to be asked less: " + said,
                    later,
                    null);
        }
        if (failure instanceof CommandFailedException
                && !NOT_READY.matcher(lower(said)).find()) {
            return new DeliveryException(
                    FailureCategory.REJECTED, "The mail server " + server.name() + " refuses: " + said, null);
        }
        return new DeliveryException(
                FailureCategory.UNAVAILABLE, "The mail server " + server.name() + " cannot go on: " + said, null);
    }

    /** When a sign-in is refused. */
    DeliveryException ofSignIn(Exception failure, Server server) {
        String said = said(failure);
        boolean refused = failure instanceof CommandFailedException
                && wantsLess(said) == null
                && !NOT_READY.matcher(lower(said)).find();
        return refused ? signIn(server, said) : of(failure, server);
    }

    DeliveryException signIn(Server server, String said) {
        return new DeliveryException(
                FailureCategory.AUTH_EXPIRED,
                "The mail server " + server.name() + " does not accept user and password (" + said
                        + "). Correct the settings user and password; many services want a password made for programs.",
                null);
    }

    /** When the server wants to be asked again, if it says that it is asked too much; else null. */
    @Nullable
    Instant wantsLess(String said) {
        String lower = lower(said);
        if (!WANTS_LESS.matcher(lower).find()) {
            return null;
        }
        Matcher told = BACK_OFF.matcher(lower);
        return clock.instant().plus(told.find() ? Duration.ofMillis(Long.parseLong(told.group(1))) : PAUSE);
    }

    private static String lower(String said) {
        return said.toLowerCase(Locale.ROOT);
    }

    /** What an IMAP server said, on one line and without what we told it. */
    private String said(Exception failure) {
        Response response = failure instanceof ProtocolException protocol ? protocol.getResponse() : null;
        String text = response != null && !response.isSynthetic() ? response.getRest() : failure.getMessage();
        return clean(text);
    }

    String clean(@Nullable String text) {
        String line = text == null ? "" : text;
        for (String secret : secrets) {
            line = secret.isEmpty() ? line : line.replace(secret, "•••");
        }
        line = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "it does not say why";
        }
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    /** What is at the bottom of it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST_CAUSE; depth++) {
            Throwable next = cause.getCause();
            if (next == null && cause instanceof ProtocolException protocol && protocol.getResponse() != null) {
                next = protocol.getResponse().getException();
            }
            if (next == null || (isOfTheNetwork(cause) && !isOfTheNetwork(next))) {
                return cause;
            }
            cause = next;
        }
        return cause;
    }

    private static boolean isOfTheNetwork(Throwable cause) {
        return cause instanceof java.io.IOException;
    }

    private static boolean tellable(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof InterruptedIOException
                || cause instanceof ClosedChannelException
                || cause instanceof EOFException;
    }

    private String words(Throwable cause, Server server) {
        String name = server.name();
        if (cause instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            return "The conversation with " + name + " was interrupted.";
        }
        if (cause instanceof ClosedChannelException) {
            return "The conversation with " + name + " was broken off, as the channel was closed.";
        }
        if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) {
            return "The mail server " + name + " did not answer in time. Check " + server.setting()
                    + ", and whether port and security are right.";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "The mail server " + name + " does not accept connections. Check " + server.setting() + " and "
                    + port(server) + ".";
        }
        if (cause instanceof SSLException) {
            return secure(cause, server);
        }
        if (cause instanceof TooMuchException) {
            return "The mail server " + name + " says more than is read of it.";
        }
        return "The mail server " + name + " closed the connection, or says what makes no sense ("
                + clean(cause.getMessage()) + "). Check " + port(server) + " and "
                + server.setting().replace("Host", "Security") + ".";
    }

    private String secure(Throwable cause, Server server) {
        String remedy = trust.remedy(server.setting());
        if (remedy.isEmpty()) {
            return "There is no secure connection to " + server.name() + " (" + clean(cause.getMessage()) + "). Check "
                    + port(server) + " and " + server.setting().replace("Host", "Security") + ".";
        }
        return "The certificate of " + server.name() + " is not accepted (" + clean(cause.getMessage()) + ")." + remedy;
    }

    private static String port(Server server) {
        return server.setting().replace("Host", "Port");
    }
}
