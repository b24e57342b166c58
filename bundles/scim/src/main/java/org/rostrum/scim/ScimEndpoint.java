package org.rostrum.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.complex.BulkConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ChangePasswordConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.ETagConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.SortConfig;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.AuthenticationScheme;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.EndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ETagFeature;
import de.captaingoldfish.scim.sdk.server.schemas.custom.ResourceTypeFeatures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.rostrum.api.identity.GroupProvisioning;
import org.rostrum.api.identity.UserProvisioning;

/** Sets the library up with what this server can do. */
final class ScimEndpoint {
    private ScimEndpoint() {}

    static ResourceEndpoint of(UserProvisioning users, GroupProvisioning groups) {
        ResourceEndpoint endpoint = new ResourceEndpoint(provider());
        for (EndpointDefinition definition :
                List.of(definition("user", new UserHandler(users)), definition("group", new GroupHandler(groups)))) {
            ResourceType type = endpoint.registerEndpoint(definition);
            // what it hands out is a copy
            ResourceTypeFeatures features = type.getFeatures();
            features.setETagFeature(new ETagFeature(true));
            type.setFeatures(features);
        }
        return endpoint;
    }

    private static ServiceProvider provider() {
        return ServiceProvider.builder()
                .patchConfig(PatchConfig.builder()
                        .supported(true)
                        // clients map attributes that are not kept here
                        .ignoreUnknownAttributes(true)
                        // who takes somebody out who is not there has what they want
                        .doNotFailOnNoTarget(true)
                        .activateMsAzureFilterWorkaround(true)
                        .activateMsAzureValueSubAttributeWorkaround(true)
                        .activateMsAzureComplexSimpleValueWorkaround(true)
                        .build())
                .filterConfig(FilterConfig.builder()
                        .supported(true)
                        .maxResults(Limits.PAGE)
                        .build())
                .sortConfig(new SortConfig(true))
                .eTagConfig(new ETagConfig(true))
                .changePasswordConfig(new ChangePasswordConfig(false))
                .bulkConfig(BulkConfig.builder()
                        .supported(true)
                        .maxOperations(Limits.OPERATIONS)
                        .maxPayloadSize((long) Limits.BODY)
                        .build())
                .authenticationSchemes(List.of(AuthenticationScheme.builder()
                        .type("oauthbearertoken")
                        .name("API token")
                        .description("A token of a program's user, sent as Authorization: Bearer")
                        .primary(true)
                        .build()))
                .build();
    }

    private static EndpointDefinition definition(String name, ResourceHandler<?> handler) {
        return new EndpointDefinition(read(name + ".type.json"), read(name + ".schema.json"), List.of(), handler);
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = Objects.requireNonNull(ScimEndpoint.class.getResourceAsStream(resource), resource)) {
            return JsonHelper.readJsonDocument(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
