package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.ProvisionedUser;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;
import org.rostrum.api.identity.UserProvisioning;

/** {@code /Users}. */
final class UserHandler extends ResourceHandler<User> {
    private static final String TYPE = "Users";
    private static final Map<String, ProvisioningFilter.Attribute> LOOKED_UP = Map.of(
            "username", ProvisioningFilter.Attribute.NAME,
            "externalid", ProvisioningFilter.Attribute.EXTERNAL_ID,
            "displayname", ProvisioningFilter.Attribute.DISPLAY_NAME);

    private final UserProvisioning users;

    UserHandler(UserProvisioning users) {
        this.users = users;
    }

    @Override
    public User createResource(User user, Context context) {
        return Calls.told(() -> Resources.of(users.createUser(Resources.profile(user))));
    }

    @Override
    public @Nullable User getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return Calls.told(() -> Resources.id(id).flatMap(users::user).map(Resources::of))
                .orElse(null);
    }

    @Override
    public @Nullable User getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType type) {
        User user = getResource(id, attributes, excluded, context);
        if (user != null && context instanceof Request request) {
            request.sees(TYPE, user);
        }
        return user;
    }

    @Override
    public PartialListResponse<User> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        return Calls.told(() -> new Listing<>(getServiceProvider(), LOOKED_UP, this::read)
                .list(startIndex, count, filter, sortBy, sortOrder));
    }

    private ProvisioningPage<User> read(ProvisioningFilter filter, long skip, int limit) {
        ProvisioningPage<ProvisionedUser> page = users.users(filter, skip, limit);
        return new ProvisioningPage<>(page.items().stream().map(Resources::of).toList(), page.total());
    }

    @Override
    public @Nullable User updateResource(User user, Context context) {
        long id = Calls.id(user);
        return Calls.changed(
                        context,
                        TYPE,
                        id,
                        () -> users.user(id).map(ProvisionedUser::version),
                        version -> users.replaceUser(id, Resources.profile(user), version))
                .map(Resources::of)
                .orElse(null);
    }

    @Override
    public void deleteResource(String id, Context context) {
        long known = Calls.known(TYPE, id);
        Calls.removed(
                context,
                TYPE,
                known,
                () -> users.user(known).map(ProvisionedUser::version),
                version -> users.removeUser(known, version));
    }
}
