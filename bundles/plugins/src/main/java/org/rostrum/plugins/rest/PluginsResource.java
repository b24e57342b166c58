package org.rostrum.plugins.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.plugin.Plugin;
import org.rostrum.api.plugin.Plugins;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.RequiresPermission;

/** {@code /plugins}: what was dropped into the server, or uploaded. */
@Component(service = PluginsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("plugins")
@Tag(
        name = "plugins",
        description = "Connectors, adapters, report packs and routes that were added to the running server")
@Produces(MediaType.APPLICATION_JSON)
public final class PluginsResource {
    private final Plugins plugins;

    @Activate
    public PluginsResource(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @GET
    @RequiresPermission("plugins:read")
    @Operation(
            operationId = "listPlugins",
            summary = "Lists the files of the deploy folder and what became of them; one page",
            description = "Of this node; each of several has a folder of its own.")
    public CursorPage<Plugin> list() {
        return new CursorPage<>(plugins.list(), null);
    }

    @GET
    @Path("{name}")
    @RequiresPermission("plugins:read")
    @Operation(operationId = "getPlugin", summary = "Shows a file of the deploy folder and what became of it")
    public Plugin get(@PathParam("name") @Parameter(description = "Name of the file") String name) {
        return plugins.find(name).orElseThrow(() -> Problem.notFound("plugin", name));
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @StreamedBody
    @RequiresPermission("plugins:install")
    @Operation(
            operationId = "installPlugin",
            summary = "Takes a plugin in and waits for what becomes of it",
            description =
                    "The body is the file: a bundle (.jar), an archive of features (.kar) or a Camel route (.yaml)."
                            + " Answers when it runs, or after some 20 seconds at most; what cannot run yet stays, and the answer"
                            + " says what it lacks. Another version of the same bundle takes the place of the one that is there.")
    @ApiResponse(
            responseCode = "201",
            description = "Taken; state and reason say whether it runs",
            content = @Content(schema = @Schema(implementation = Plugin.class)))
    @ApiResponse(
            responseCode = "200",
            description = "A plugin with just this content was there; nothing was done",
            content = @Content(schema = @Schema(implementation = Plugin.class)))
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Problem409")
    public Response install(
            @QueryParam("fileName")
                    @Parameter(required = true, description = "Name of the file, such as my-connector-1.0.0.jar")
                    @Nullable
                    String fileName,
            @QueryParam("replace")
                    @Parameter(
                            description = "true to replace a plugin of the same file name, or of the same symbolic name"
                                    + " and version, that has other content")
                    boolean replace,
            InputStream content)
            throws IOException {
        Plugins.Outcome outcome = plugins.install(Inputs.required("fileName", fileName), replace, content);
        Response.ResponseBuilder answer = outcome.taken() ? Response.status(Response.Status.CREATED) : Response.ok();
        return answer.entity(outcome.plugin())
                .location(URI.create("plugins/"
                        + URLEncoder.encode(outcome.plugin().name(), StandardCharsets.UTF_8)
                                .replace("+", "%20")))
                .build();
    }

    @DELETE
    @Path("{name}")
    @RequiresPermission("plugins:install")
    @Operation(
            operationId = "removePlugin",
            summary = "Takes a plugin away and waits until it is gone",
            description = "Channels and settings made for it stay, and work again when it comes back.")
    @ApiResponse(responseCode = "204", description = "Gone")
    public Response remove(@PathParam("name") @Parameter(description = "Name of the file") String name)
            throws IOException {
        plugins.remove(name);
        return Response.noContent().build();
    }
}
