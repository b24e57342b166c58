package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.resources.User;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.identity.UserProvisioning;

/** {@code /Users}. */
final class UserHandler extends Handler<User, ProvisionedUser> {
    private final UserProvisioning users;

    UserHandler(UserProvisioning users) {
        super(
                "Users",
                Map.of(
                        "username", ProvisioningFilter.Attribute.NAME,
                        "externalid", ProvisioningFilter.Attribute.EXTERNAL_ID,
                        "displayname", ProvisioningFilter.Attribute.DISPLAY_NAME));
        this.users = users;
    }

    @Override
    User resource(ProvisionedUser user) {
        return Resources.of(user);
    }

    @Override
    long version(ProvisionedUser user) {
        return user.version();
    }

    @Override
    ProvisionedUser create(User wanted) {
        return users.createUser(Resources.profile(wanted));
    }

    @Override
    Optional<ProvisionedUser> find(long id) {
        return users.user(id);
    }

    @Override
    ProvisioningPage<ProvisionedUser> read(ProvisioningFilter filter, long skip, int limit, boolean whole) {
        return users.users(filter, skip, limit);
    }

    @Override
    ProvisionedUser replace(long id, User wanted, long version) {
        return users.replaceUser(id, Resources.profile(wanted), version);
    }

    @Override
    void remove(long id, long version) {
        users.removeUser(id, version);
    }
}
