package org.rostrum.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One request on its way through the library: remembers which version a change was made from. */
final class Request extends Context {
    private final Map<String, Long> seen = new HashMap<>();
    private boolean overtaken;

    Request() {
        super(new Known());
    }

    /** Notes the version from which a change of the thing begins. */
    void sees(String type, ResourceNode resource) {
        resource.getId().ifPresent(id -> version(resource).ifPresent(version -> seen.put(type + "/" + id, version)));
    }

    /** The version that was looked at; forgotten then, as a bulk request may come back to the thing. */
    OptionalLong take(String type, String id) {
        Long version = seen.remove(type + "/" + id);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Notes that somebody changed a thing between the look and the change. */
    void isOvertaken() {
        overtaken = true;
    }

    boolean overtaken() {
        return overtaken;
    }

    private static Optional<Long> version(ResourceNode resource) {
        return resource.getMeta().flatMap(Meta::getVersion).map(tag -> Long.valueOf(tag.getTag()));
    }

    /** Who calls is known before the library is asked. */
    private static final class Known implements Authorization {
        @Override
        public Set<String> getClientRoles() {
            return Set.of();
        }

        @Override
        public boolean authenticate(Map<String, String> headers, Map<String, String> parameters) {
            return true;
        }
    }

    /** Whether the method only looks. */
    static boolean looks(HttpMethod method, String path) {
        return method == HttpMethod.GET || (method == HttpMethod.POST && path.endsWith("/.search"));
    }
}
