package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.features.EndpointType;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;

/**
 * What is done alike with resources of each kind.
 *
 * @param <R> as the library has them; the library asks subclasses for this argument, so that it must stay the first
 * @param <P> as the service has them
 */
abstract class Handler<R extends ResourceNode, P> extends ResourceHandler<R> {
    private final String type;
    private final Map<String, ProvisioningFilter.Attribute> lookedUp;

    /**
     * @param type the last part of the address, such as Users
     * @param lookedUp by names in lower case, the attributes that the service can look up
     */
    Handler(String type, Map<String, ProvisioningFilter.Attribute> lookedUp) {
        this.type = type;
        this.lookedUp = lookedUp;
    }

    abstract R resource(P thing);

    abstract long version(P thing);

    abstract P create(R wanted);

    abstract Optional<P> find(long id);

    /** @param whole whether everything of them is asked for, what is costly to read included */
    abstract ProvisioningPage<P> read(ProvisioningFilter filter, long skip, int limit, boolean whole);

    abstract P replace(long id, R wanted, long version);

    abstract void remove(long id, long version);

    /** Whether what is costly to read is asked for. */
    boolean whole(List<SchemaAttribute> attributes, List<SchemaAttribute> excluded) {
        return true;
    }

    @Override
    public R createResource(R wanted, Context context) {
        return Calls.told(() -> resource(create(wanted)));
    }

    @Override
    public @Nullable R getResource(
            String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
        return Calls.told(() -> Resources.id(id).flatMap(this::find).map(this::resource))
                .orElse(null);
    }

    @Override
    public @Nullable R getResourceForUpdate(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context,
            EndpointType endpoint) {
        R found = getResource(id, attributes, excluded, context);
        if (found != null && context instanceof Request request) {
            request.sees(type, found);
        }
        return found;
    }

    @Override
    public PartialListResponse<R> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        boolean whole = filter != null || whole(attributes, excluded);
        return Calls.told(() -> new Listing<R>(
                        getServiceProvider(), lookedUp, (wanted, skip, limit) -> page(wanted, skip, limit, whole))
                .list(startIndex, count, filter, sortBy, sortOrder));
    }

    private ProvisioningPage<R> page(ProvisioningFilter filter, long skip, int limit, boolean whole) {
        ProvisioningPage<P> page = read(filter, skip, limit, whole);
        return new ProvisioningPage<>(page.items().stream().map(this::resource).toList(), page.total());
    }

    @Override
    public @Nullable R updateResource(R wanted, Context context) {
        long id = Calls.id(wanted);
        return Calls.changed(
                        context, type, id, () -> find(id).map(this::version), version -> replace(id, wanted, version))
                .map(this::resource)
                .orElse(null);
    }

    @Override
    public void deleteResource(String id, Context context) {
        long known = Calls.known(type, id);
        Calls.removed(context, type, known, () -> find(known).map(this::version), version -> remove(known, version));
    }
}
