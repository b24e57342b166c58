package org.rostrum.web.openapi;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.security.OpenToAnyone;

/** The description of the resources of one generation; written when it is first asked for. */
@Path("openapi.json")
public final class OpenApiResource {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(byte[] json, String tag) {}

    private final List<Class<?>> resources;
    private final ApiDescription description;
    private @Nullable Written written;

    /** @param version of the product */
    public OpenApiResource(Collection<Class<?>> resources, String version) {
        List<Class<?>> all = new ArrayList<>(resources);
        all.add(OpenApiResource.class);
        this.resources = List.copyOf(all);
        this.description = new ApiDescription(version);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "It tells what can be asked for, and nothing that is kept.")
    @Operation(
            operationId = "readApiDescription",
            summary = "This description",
            description = "OpenAPI 3.1 of everything the server offers at the moment, installed plugins included.")
    @ApiResponse(
            responseCode = "200",
            description = "The OpenAPI document.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    public Response read() {
        Written document = document();
        return Response.ok(document.json())
                .header("ETag", document.tag())
                .header("Cache-Control", "no-cache")
                .build();
    }

    private synchronized Written document() {
        if (written == null) {
            byte[] json = description.write(resources);
            written = new Written(json, "\"" + digest(json) + "\"");
        }
        return written;
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
