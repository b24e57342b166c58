package org.rostrum.api.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller can do something about. Every face (REST, shell, import) shows it as it is: what is wrong,
 * which field, and the remedy. REST answers it as {@code application/problem+json} (RFC 9457) with {@link Kind#status()}.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What sort of failure this is; each has one HTTP status. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        PRECONDITION_FAILED(412),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        UNPROCESSABLE(422),
        PRECONDITION_REQUIRED(428),
        TOO_MANY_REQUESTS(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status code of this kind. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final @Nullable String field;
    private final @Nullable String remedy;
    private final long retryAfterSeconds;

    private Problem(
            Kind kind,
            String detail,
            @Nullable String field,
            @Nullable String remedy,
            long retryAfterSeconds,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.field = field;
        this.remedy = remedy;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, null, null, -1, null);
    }

    /** Bad input: names the field, what is wrong with it and how to mend it. */
    public static Problem invalid(String field, String detail, String remedy) {
        return new Problem(Kind.INVALID, detail, field, remedy, -1, null);
    }

    public static Problem notFound(String what, Object id) {
        return new Problem(Kind.NOT_FOUND, "There is no " + what + " \"" + id + "\".", null, null, -1, null);
    }

    public Problem withField(String name) {
        return new Problem(kind, detail(), name, remedy, retryAfterSeconds, getCause());
    }

    public Problem withRemedy(String text) {
        return new Problem(kind, detail(), field, text, retryAfterSeconds, getCause());
    }

    /** When to try again, in seconds; sent as {@code Retry-After}. */
    public Problem withRetryAfter(long seconds) {
        return new Problem(kind, detail(), field, remedy, seconds, getCause());
    }

    public Problem withCause(Throwable cause) {
        return new Problem(kind, detail(), field, remedy, retryAfterSeconds, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** One or two sentences for the person who called; carries no secret and no stack trace. */
    public String detail() {
        return Objects.requireNonNullElse(getMessage(), kind.name());
    }

    /** Name of the offending input field, in the words of the interface used; null when no single field is to blame. */
    public @Nullable String field() {
        return field;
    }

    /** What the caller can do about it; null when there is nothing to say. */
    public @Nullable String remedy() {
        return remedy;
    }

    /** Seconds until a retry makes sense; negative when unknown. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
