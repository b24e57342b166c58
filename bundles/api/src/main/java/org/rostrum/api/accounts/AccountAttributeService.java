package org.rostrum.api.accounts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.RequiresPermission;

/**
 * What is known of an account besides its name. Each attribute is inherited from the account above unless it is set. Who is
 * above stays unknown to those who see only what is below: for them a value comes "from above".
 */
public interface AccountAttributeService {
    @RequiresPermission("accounts:read")
    AccountAttributes find(String accountId);

    /**
     * Sets attributes, or takes them away so that they are inherited again.
     *
     * @throws org.rostrum.api.problem.Problem INVALID naming the attribute, PRECONDITION_FAILED when somebody else changed
     *     the account meanwhile
     */
    @RequiresPermission("accounts:write")
    AccountAttributes change(String accountId, AccountAttributes.Change change, long expectedVersion);

    /**
     * Sets the logo. The picture is drawn anew, so that nothing but its pixels is kept, and made smaller when it is large.
     *
     * @param picture PNG or JPEG; null to inherit the logo again
     * @throws org.rostrum.api.problem.Problem UNSUPPORTED_MEDIA_TYPE when it is no such picture, TOO_LARGE when it has too many
     *     bytes or pixels
     */
    @RequiresPermission("accounts:write")
    AccountAttributes setLogo(String accountId, byte @Nullable [] picture, long expectedVersion);

    /** A logo with its picture. */
    final class Picture {
        private final AccountLogo logo;
        private final byte[] content;

        public Picture(AccountLogo logo, byte[] content) {
            this.logo = logo;
            this.content = content.clone();
        }

        public AccountLogo logo() {
            return logo;
        }

        public byte[] content() {
            return content.clone();
        }
    }

    /** The logo that counts for the account. */
    @RequiresPermission("accounts:read")
    Optional<Picture> logo(String accountId);

    /**
     * Whether an account is open.
     *
     * @param defined whether anybody has set business hours; without them nothing is known
     * @param open whether it is open at that moment
     * @param nextOpening when it opens next, after that moment; null when not within the next 400 days or when not defined
     * @param closes when it closes; null when it is closed or does not close within that time
     */
    record Opening(
            String accountId,
            Instant at,
            boolean defined,
            boolean open,
            @Nullable Instant nextOpening,
            @Nullable Instant closes) {}

    /** Whether the account is open at a moment, by the business hours and the time zone that count for it. */
    @RequiresPermission("accounts:read")
    Opening opening(String accountId, Instant at);
}
