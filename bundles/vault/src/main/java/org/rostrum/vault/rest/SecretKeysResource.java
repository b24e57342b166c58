package org.rostrum.vault.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.secret.SecretKeys;
import org.rostrum.api.security.RequiresPermission;

/** {@code /secret-keys}: the keys with which secrets are sealed; never the keys themselves. */
@Component(service = SecretKeysResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("secret-keys")
@Tag(name = "secret-keys", description = "The keys with which secrets are sealed in the database")
@Produces(MediaType.APPLICATION_JSON)
public final class SecretKeysResource {
    private final SecretKeys keys;

    @Activate
    public SecretKeysResource(@Reference SecretKeys keys) {
        this.keys = keys;
    }

    /** How the key shall be changed. */
    public record RotationInput(
            @Schema(
                            description =
                                    "Whether to go on without keys that the key file lacks: what was sealed with them is"
                                            + " lost until it is entered again; false when absent")
                    @Nullable
                    Boolean abandonLost) {}

    @GET
    @RequiresPermission("secrets:read")
    @Operation(
            operationId = "listSecretKeys",
            summary = "Lists the keys that are in use, with their ages; one page",
            description = "Ids are made of the keys, which cannot be told from them.")
    public CursorPage<SecretKeys.Key> list() {
        return new CursorPage<>(keys.list(), null);
    }

    @POST
    @Path("preparations")
    @RequiresPermission("secrets:rotate")
    @Operation(
            operationId = "prepareSecretKey",
            summary = "Puts the next key into this node's key file",
            description =
                    "So that the file can be copied to the other nodes before the key is changed. Does nothing when one"
                            + " is prepared already.")
    public SecretKeys.Key prepare() {
        return keys.prepare();
    }

    @POST
    @Path("rotations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("secrets:rotate")
    @Operation(
            operationId = "rotateSecretKey",
            summary = "Changes the key, and has all secrets sealed again",
            description =
                    "Takes the prepared key, or makes one. When done is false, what it waits for is told; it goes on by"
                            + " itself.")
    public SecretKeys.Rotation rotate(@Nullable RotationInput input) {
        return keys.rotate(input != null && Boolean.TRUE.equals(input.abandonLost()));
    }
}
