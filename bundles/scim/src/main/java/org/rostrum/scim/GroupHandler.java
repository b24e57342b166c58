package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.ProvisionedGroup;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;

/** {@code /Groups}. */
final class GroupHandler extends ResourceHandler<Group> {
    private static final String TYPE = "Groups";
    private static final Map<String, ProvisioningFilter.Attribute> LOOKED_UP = Map.of(
            "displayname", ProvisioningFilter.Attribute.DISPLAY_NAME,
            "externalid", ProvisioningFilter.Attribute.EXTERNAL_ID);

    private final GroupProvisioning groups;

    GroupHandler(GroupProvisioning groups) {
        this.groups = groups;
    }

    @Override
    public Group createResource(Group group, Context context) {
        return Calls.told(() -> Resources.of(groups.createGroup(Resources.profile(group))));
    }

    @Override
    public @Nullable Group getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return Calls.told(() -> Resources.id(id).flatMap(groups::group).map(Resources::of))
                .orElse(null);
    }

    @Override
    public @Nullable Group getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType type) {
        Group group = getResource(id, attributes, excluded, context);
        if (group != null && context instanceof Request request) {
            request.sees(TYPE, group);
        }
        return group;
    }

    @Override
    public PartialListResponse<Group> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        boolean members =
                excluded.stream().noneMatch(attribute -> attribute.getName().equals("members"))
                        && (attributes.isEmpty()
                                || attributes.stream()
                                        .anyMatch(attribute ->
                                                attribute.getScimNodeName().startsWith("members")));
        return Calls.told(() -> new Listing<Group>(
                        getServiceProvider(),
                        LOOKED_UP,
                        (wanted, skip, limit) -> read(wanted, skip, limit, members || filter != null))
                .list(startIndex, count, filter, sortBy, sortOrder));
    }

    private ProvisioningPage<Group> read(ProvisioningFilter filter, long skip, int limit, boolean members) {
        ProvisioningPage<ProvisionedGroup> page = groups.groups(filter, skip, limit, members);
        return new ProvisioningPage<>(page.items().stream().map(Resources::of).toList(), page.total());
    }

    @Override
    public @Nullable Group updateResource(Group group, Context context) {
        long id = Calls.id(group);
        return Calls.changed(
                        context,
                        TYPE,
                        id,
                        () -> groups.group(id).map(ProvisionedGroup::version),
                        version -> groups.replaceGroup(id, Resources.profile(group), version))
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
                () -> groups.group(known).map(ProvisionedGroup::version),
                version -> groups.removeGroup(known, version));
    }
}
