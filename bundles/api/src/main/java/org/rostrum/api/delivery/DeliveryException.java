package org.rostrum.api.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call to another system failed; says in which way. Its message is shown to people and carries no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCategory category;
    private final transient @Nullable Instant retryAt;

    public DeliveryException(FailureCategory category, String message, @Nullable Throwable cause) {
        this(category, message, null, cause);
    }

    /** @param retryAt when the other side wants to be asked again; null when it did not say */
    public DeliveryException(
            FailureCategory category, String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.retryAt = retryAt;
    }

    public FailureCategory category() {
        return category;
    }

    public @Nullable Instant retryAt() {
        return retryAt;
    }
}
