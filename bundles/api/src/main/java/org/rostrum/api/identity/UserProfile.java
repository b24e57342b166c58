package org.rostrum.api.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provisioning client says of a person.
 *
 * @param userName never changes; in lower case
 * @param displayName up to 200 characters; null to have one made of the other names
 * @param formattedName the whole name as it is written, up to 200 characters
 * @param emails at most 20
 * @param active whether the person may sign in; when no longer, sessions end and tokens are refused at once
 */
public record UserProfile(
        String userName,
        @Nullable String externalId,
        @Nullable String displayName,
        @Nullable String formattedName,
        @Nullable String givenName,
        @Nullable String familyName,
        List<EmailAddress> emails,
        boolean active) {
    public UserProfile {
        emails = List.copyOf(emails);
    }
}
