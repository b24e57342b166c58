package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.channels.ConnectorChecks;
import org.rostrum.channels.connectors.ConnectorKinds;

/** {@code /connectors}: the installed connector types. */
@Component(service = ConnectorsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("connectors")
@Tag(name = "channels", description = "Connected profiles, mailboxes, feeds and file sources")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectorsResource {
    private final ConnectorKinds kinds;
    private final ConnectorChecks checks;
    private final Access access;

    @Activate
    public ConnectorsResource(
            @Reference ConnectorKinds kinds, @Reference ConnectorChecks checks, @Reference Access access) {
        this.kinds = kinds;
        this.checks = checks;
        this.access = access;
    }

    /** All of them; there are few. */
    public record ConnectorList(
            @Schema(description = "Ordered by type") List<ConnectorView> items,
            @Schema(description = "Plugins whose connector cannot be used, and why") List<DefectView> defects) {}

    /** A plugin whose connector cannot be used. */
    public record DefectView(String bundle, String version, String reason) {}

    /** Settings to be tried. */
    public record CheckInput(
            @Schema(
                            additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                            description = "As for a channel, with all secrets; nothing of it is kept",
                            example = "{\"url\":\"https://example.org/feed.xml\"}")
                    @Nullable
                    Map<String, @Nullable Object> settings) {}

    @GET
    @RequiresPermission("channels:read")
    @Operation(
            operationId = "listConnectors",
            summary = "Lists the installed connectors",
            description = "With the schema of their settings; titles and descriptions are in the language of"
                    + " Accept-Language as far as a plugin knows it.")
    @ApiResponse(
            responseCode = "200",
            description = "The connectors",
            content = @Content(schema = @Schema(implementation = ConnectorList.class)))
    public Response list(@Context HttpHeaders headers) {
        access.requireSomewhere("channels:read");
        Locale locale = locale(headers);
        return told(new ConnectorList(
                kinds.all().stream().map(kind -> ConnectorView.of(kind, locale)).toList(),
                kinds.defects().stream()
                        .map(defect -> new DefectView(defect.bundle(), defect.version(), defect.reason()))
                        .toList()));
    }

    @GET
    @Path("{type}")
    @RequiresPermission("channels:read")
    @Operation(operationId = "getConnector", summary = "Shows an installed connector and the schema of its settings")
    @ApiResponse(
            responseCode = "200",
            description = "The connector",
            content = @Content(schema = @Schema(implementation = ConnectorView.class)))
    public Response get(@PathParam("type") String type, @Context HttpHeaders headers) {
        access.requireSomewhere("channels:read");
        return told(kinds.find(type)
                .map(kind -> ConnectorView.of(kind, locale(headers)))
                .orElseThrow(() -> Problem.notFound("connector", type)));
    }

    @POST
    @Path("{type}/checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("channels:write")
    @Operation(
            operationId = "checkConnectorSettings",
            summary = "Tries settings without making a channel",
            description = "Takes up to a minute. Answers 200 whether the network accepts them or not; settings that the"
                    + " connector cannot use are refused (400). A few checks a minute are possible.")
    @ApiResponse(
            responseCode = "200",
            description = "What was found, good or bad",
            content = @Content(schema = @Schema(implementation = CheckView.class)))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public CheckView check(
            @PathParam("type") @Parameter(description = "Type of an installed connector") String type,
            CheckInput input) {
        access.requireSomewhere("channels:write");
        if (kinds.find(type).isEmpty()) {
            throw Problem.notFound("connector", type);
        }
        return CheckView.of(checks.draft(type, SettingsInput.read(input.settings())));
    }

    private static Response told(Object entity) {
        return Response.ok(entity).header(HttpHeaders.VARY, "Accept-Language").build();
    }

    private static @Nullable Locale locale(HttpHeaders headers) {
        List<Locale> wanted = headers.getAcceptableLanguages();
        return wanted.isEmpty() || wanted.get(0).getLanguage().equals("*") ? null : wanted.get(0);
    }
}
