package org.rostrum.api.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.Requester;

/**
 * Something that must reach another system exactly once.
 *
 * @param kind what it is: {@code lead}, {@code ticket}, {@code mail} …; adapters take kinds
 * @param adapter which adapter carries it, such as {@code csv}; null for any adapter that takes the kind
 * @param accountId the account on whose behalf; null for the installation itself
 * @param subject kind and id of what it is about, such as {@code lead/7}
 * @param idempotencyKey 1 to 200 characters; a second request of the same key is the same delivery. The adapter hands it
 *     to the other side where that has a place for it, to find there what was sent
 * @param payload JSON
 * @param attachments what is sent along, fetched by reference when it is sent
 * @param requestedBy for a part of the server that does what a person has asked for: that person; what others say here does not
 *     count. Null when it is the caller
 */
public record DeliveryRequest(
        String kind,
        @Nullable String adapter,
        @Nullable String accountId,
        String subject,
        String idempotencyKey,
        String payload,
        List<AttachmentReference> attachments,
        @Nullable Requester requestedBy) {
    /**
     * @param name file name shown to the receiver
     * @param reference {@code scheme:rest}, opened by the {@link ContentSource} of that scheme
     */
    public record AttachmentReference(String name, String mediaType, String reference) {}

    /** What the caller asks for. */
    public DeliveryRequest(
            String kind,
            @Nullable String adapter,
            @Nullable String accountId,
            String subject,
            String idempotencyKey,
            String payload,
            List<AttachmentReference> attachments) {
        this(kind, adapter, accountId, subject, idempotencyKey, payload, attachments, null);
    }

    public DeliveryRequest {
        Objects.requireNonNull(kind, "kind");
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw new IllegalArgumentException("idempotencyKey: 1 to 200 characters");
        }
        attachments = List.copyOf(attachments);
    }

    /** The same, asked for by somebody. */
    public DeliveryRequest withRequester(@Nullable Requester requester) {
        return new DeliveryRequest(kind, adapter, accountId, subject, idempotencyKey, payload, attachments, requester);
    }

    /** A number that is another one when the payload is: 52 bits of its SHA-256, which JavaScript holds exactly. */
    public long payloadVersion() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> 12;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
