package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.ProvisionedGroup;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;

/** {@code /Groups}. */
final class GroupHandler extends Handler<Group, ProvisionedGroup> {
    private final GroupProvisioning groups;

    GroupHandler(GroupProvisioning groups) {
        super(
                "Groups",
                Map.of(
                        "displayname", ProvisioningFilter.Attribute.DISPLAY_NAME,
                        "externalid", ProvisioningFilter.Attribute.EXTERNAL_ID));
        this.groups = groups;
    }

    @Override
    Group resource(ProvisionedGroup group) {
        return Resources.of(group);
    }

    @Override
    long version(ProvisionedGroup group) {
        return group.version();
    }

    @Override
    ProvisionedGroup create(Group wanted) {
        return groups.createGroup(Resources.profile(wanted));
    }

    @Override
    Optional<ProvisionedGroup> find(long id) {
        return groups.group(id);
    }

    /** Members are many, and often not asked for. */
    @Override
    boolean whole(List<SchemaAttribute> attributes, List<SchemaAttribute> excluded) {
        return excluded.stream().noneMatch(attribute -> attribute.getName().equals("members"))
                && (attributes.isEmpty()
                        || attributes.stream()
                                .anyMatch(
                                        attribute -> attribute.getScimNodeName().startsWith("members")));
    }

    @Override
    ProvisioningPage<ProvisionedGroup> read(ProvisioningFilter filter, long skip, int limit, boolean whole) {
        return groups.groups(filter, skip, limit, whole);
    }

    @Override
    ProvisionedGroup replace(long id, Group wanted, long version) {
        return groups.replaceGroup(id, Resources.profile(wanted), version);
    }

    @Override
    void remove(long id, long version) {
        groups.removeGroup(id, version);
    }
}
