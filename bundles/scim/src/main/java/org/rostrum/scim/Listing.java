package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.sort.ResourceNodeComparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.identity.ProvisioningFilter;
import org.rostrum.api.identity.ProvisioningPage;

/**
 * Lists with filter, order and page. What asks for exactly one name is looked up by the database; other filters and every order
 * look at all, up to {@link Limits#LOOKED_AT}.
 */
final class Listing<T extends ResourceNode> {
    /** Reads a part of all. */
    @FunctionalInterface
    interface Source<T> {
        ProvisioningPage<T> read(ProvisioningFilter filter, long skip, int limit);
    }

    private final ServiceProvider provider;
    private final Map<String, ProvisioningFilter.Attribute> lookedUp;
    private final Source<T> source;

    /** @param lookedUp attributes, in lower case, by which the source can find */
    Listing(ServiceProvider provider, Map<String, ProvisioningFilter.Attribute> lookedUp, Source<T> source) {
        this.provider = provider;
        this.lookedUp = lookedUp;
        this.source = source;
    }

    /** @param startIndex from 1 */
    PartialListResponse<T> list(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder order) {
        ProvisioningFilter exact = exact(filter);
        if (exact != null && sortBy == null) {
            ProvisioningPage<T> page = source.read(exact, startIndex - 1, count);
            return answer(page.items(), page.total());
        }
        List<T> found = new ArrayList<>(all(exact == null ? ProvisioningFilter.ALL : exact));
        if (exact == null && filter != null) {
            found = new ArrayList<>(FilterResourceResolver.filterResources(provider, found, filter));
        }
        if (sortBy != null) {
            found.sort(new ResourceNodeComparator(sortBy, order == null ? SortOrder.ASCENDING : order));
        }
        int begin = (int) Math.min(startIndex - 1, found.size());
        return answer(found.subList(begin, Math.min(found.size(), begin + count)), found.size());
    }

    private List<T> all(ProvisioningFilter filter) {
        ProvisioningPage<T> page = source.read(filter, 0, Limits.LOOKED_AT);
        if (page.total() > Limits.LOOKED_AT) {
            throw new Failure(
                    400,
                    "There are " + page.total() + " entries, and a filter or an order like this looks at "
                            + Limits.LOOKED_AT + " at most: ask for userName, externalId or displayName eq, or page"
                            + " through all without an order.",
                    "tooMany");
        }
        return page.items();
    }

    /** What the database can look up; everything when there is no filter; null when it cannot. */
    private @Nullable ProvisioningFilter exact(@Nullable FilterNode filter) {
        if (filter == null) {
            return ProvisioningFilter.ALL;
        }
        if (filter instanceof AttributeExpressionLeaf leaf
                && leaf.getComparator() == Comparator.EQ
                && leaf.getStringValue().isPresent()) {
            ProvisioningFilter.Attribute attribute =
                    lookedUp.get(leaf.getShortName().toLowerCase(java.util.Locale.ROOT));
            if (attribute != null) {
                return new ProvisioningFilter(attribute, leaf.getStringValue().get());
            }
        }
        return null;
    }

    private static <T extends ResourceNode> PartialListResponse<T> answer(List<T> resources, long total) {
        return PartialListResponse.<T>builder()
                .resources(resources)
                .totalResults(total)
                .build();
    }
}
