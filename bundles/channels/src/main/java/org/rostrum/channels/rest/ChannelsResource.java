package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.channels.ChannelChange;
import org.rostrum.channels.ConnectorChecks;
import org.rostrum.channels.JdbcChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /channels}: the connected profiles, mailboxes, feeds and file sources. */
@Component(service = ChannelsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("channels")
@Tag(name = "channels", description = "Connected profiles, mailboxes, feeds and file sources")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelsResource.class);

    private final JdbcChannels channels;
    private final ConnectorChecks checks;
    private final ChannelViews views;

    @Activate
    public ChannelsResource(
            @Reference JdbcChannels channels, @Reference ConnectorChecks checks, @Reference ChannelViews views) {
        this.channels = channels;
        this.checks = checks;
        this.views = views;
    }

    /** Of a channel that was just changed: this is done, even if how it fares cannot be read right now. */
    private ChannelView changed(Channel channel) {
        try {
            return views.of(channel);
        } catch (DatabaseException unreadable) {
            LOG.warn("How channel {} fares could not be read after a change of it", channel.id(), unreadable);
            return views.withoutPast(channel);
        }
    }

    /** A channel to be made. */
    public record ChannelInput(
            @Schema(description = "Wished id; made of account, connector and name if absent") @Nullable String id,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String accountId,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "Type of an installed connector",
                            example = "feed")
                    @Nullable
                    String connector,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 200 characters on one line")
                    @Nullable
                    String name,
            @Schema(
                            description =
                                    "The connector's settings, as its schema at /connectors says; it refuses what it does"
                                            + " not know or cannot use. Secrets are kept encrypted and never told",
                            example = "{\"url\":\"https://example.org/feed.xml\"}")
                    @Nullable
                    Map<String, @Nullable Object> settings,
            @Schema(description = "Seconds between two polls, 10 to 604800; 0 or absent: what holds for all channels")
                    @Nullable
                    Integer pollSeconds) {}

    /** What can be changed of a channel. */
    public record ChannelUpdate(
            Channel.@Nullable State state,
            @Schema(description = "1 to 200 characters on one line") @Nullable String name,
            @Schema(
                            description =
                                    "All settings that it shall have. A secret that is left out stays as it is; one that is"
                                            + " null or empty is removed",
                            example = "{\"url\":\"https://example.org/feed.xml\"}")
                    @Nullable
                    Map<String, @Nullable Object> settings,
            @Schema(description = "Seconds between two polls, 10 to 604800; 0: what holds for all channels") @Nullable
                    Integer pollSeconds) {}

    @GET
    @RequiresPermission("channels:read")
    @Operation(operationId = "listChannels", summary = "Lists the channels, ordered by id")
    public CursorPage<ChannelView> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return views.of(channels.list(account, cursor, Inputs.limit(limit)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("channels:write")
    @Operation(
            operationId = "createChannel",
            summary = "Makes a channel",
            description = "Its connector must be installed, and its settings are checked; it starts at once. When the"
                    + " connector is removed later, the channel waits until it comes back.")
    @ApiResponse(
            responseCode = "201",
            description = "Made; Location names it",
            content = @Content(schema = @Schema(implementation = ChannelView.class)))
    public Response create(ChannelInput input) {
        Channel made = channels.create(
                input.id(),
                Inputs.required("accountId", input.accountId()),
                Inputs.required("connector", input.connector()),
                Inputs.required("name", input.name()),
                SettingsInput.read(input.settings()),
                input.pollSeconds());
        return Response.created(URI.create("channels/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(changed(made))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("channels:read")
    @Operation(operationId = "getChannel", summary = "Shows a channel and how it fares")
    @ApiResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = ChannelView.class)))
    public Response get(@PathParam("id") String id) {
        return ok(views.of(channels.find(id).orElseThrow(() -> Problem.notFound("channel", id))));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("channels:write")
    @Operation(
            operationId = "updateChannel",
            summary = "Changes, pauses or resumes a channel",
            description = "What is absent stays as it is. Its connector goes on with new settings at once.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = ChannelView.class)))
    public Response update(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the channel as you have seen it")
                    @Nullable
                    String ifMatch,
            ChannelUpdate update) {
        ChannelChange change = new ChannelChange(
                update.name(),
                update.settings() == null ? null : SettingsInput.read(update.settings()),
                update.state(),
                update.pollSeconds());
        return ok(changed(channels.update(id, change, EntityTags.expectedVersion(ifMatch))));
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("channels:write")
    @Operation(operationId = "removeChannel", summary = "Removes a channel; what it archived stays")
    @ApiResponse(responseCode = "204", description = "Removed")
    public void remove(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "ETag of the channel as you have seen it")
                    @Nullable
                    String ifMatch) {
        channels.remove(id, EntityTags.expectedVersion(ifMatch));
    }

    @POST
    @Path("{id}/checks")
    @RequiresPermission("channels:write")
    @Operation(
            operationId = "checkChannel",
            summary = "Tries the connection of a channel",
            description =
                    "Takes up to a minute. Answers 200 whether the connection works or not; a few checks a minute are"
                            + " possible.")
    @ApiResponse(
            responseCode = "200",
            description = "What was found, good or bad",
            content = @Content(schema = @Schema(implementation = CheckView.class)))
    @ApiResponse(responseCode = "429", ref = "#/components/responses/Problem429")
    public CheckView check(@PathParam("id") String id) {
        return CheckView.of(checks.channel(id));
    }

    private static Response ok(ChannelView channel) {
        return Response.ok(channel)
                .header(HttpHeaders.ETAG, EntityTags.of(channel.version()))
                .build();
    }
}
