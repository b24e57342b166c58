package org.rostrum.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.rostrum.api.identity.EmailAddress;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.UserProfile;

/** What the audit trail keeps of what was provisioned. */
final class ProvisioningJson {
    private ProvisioningJson() {}

    static String of(ProvisionedUser user) {
        UserProfile profile = user.profile();
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", user.id());
        state.put("name", profile.userName());
        state.put("externalId", profile.externalId());
        state.put("displayName", profile.displayName());
        state.put("formattedName", profile.formattedName());
        state.put("givenName", profile.givenName());
        state.put("familyName", profile.familyName());
        state.put("emails", profile.emails().stream().map(EmailAddress::value).toList());
        state.put("disabled", !profile.active());
        return IdentityJson.of(state);
    }

    /** @param users those who joined or left */
    static String of(Group group, Set<String> users) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", group.id());
        state.put("name", group.name());
        state.put("accountId", group.accountId());
        state.put("externalId", group.externalId());
        if (!users.isEmpty()) {
            state.put("users", users);
        }
        return IdentityJson.of(state);
    }
}
