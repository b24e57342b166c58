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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.accounts.Channel;
import org.rostrum.api.accounts.ChannelService;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.channels.polling.PollLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /channels}: the connected profiles, mailboxes, feeds and file sources. */
@Component(service = ChannelsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("channels")
@Tag(name = "channels", description = "Connected profiles, mailboxes, feeds and file sources")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelsResource.class);

    private final ChannelService channels;
    private final PollLog pollLog;

    @Activate
    public ChannelsResource(@Reference ChannelService channels, @Reference PollLog pollLog) {
        this.channels = channels;
        this.pollLog = pollLog;
    }

    /** A channel as JSON, with how its polling goes. */
    public record ChannelView(
            String id,
            String accountId,
            String connector,
            String name,
            Map<String, String> settings,
            Channel.State state,
            Instant created,
            long version,
            @Schema(description = "When it was last asked successfully; absent before the first time") @Nullable
                    Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Schema(description = "Polls that failed in a row") int failures,
            @Schema(description = "Why the last poll failed; absent after a success") @Nullable String message) {}

    private ChannelView view(Channel channel) {
        return view(channel, pollLog.find(channel.id()));
    }

    /** Of a channel that was just changed: this is done, even if how its polls went cannot be read right now. */
    private ChannelView changed(Channel channel) {
        try {
            return view(channel);
        } catch (DatabaseException unreadable) {
            LOG.warn("The polls of channel {} could not be read after a change of it", channel.id(), unreadable);
            return view(channel, Optional.empty());
        }
    }

    private static ChannelView view(Channel channel, Optional<PollLog.Entry> poll) {
        return new ChannelView(
                channel.id(),
                channel.accountId(),
                channel.connector(),
                channel.name(),
                channel.settings(),
                channel.state(),
                channel.created(),
                channel.version(),
                poll.map(PollLog.Entry::lastSuccess).orElse(null),
                poll.map(PollLog.Entry::lastFailure).orElse(null),
                poll.map(PollLog.Entry::failures).orElse(0),
                poll.map(PollLog.Entry::message).orElse(null));
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
                            description = "The connector's settings; it refuses what it does not know or cannot use",
                            example = "{\"url\":\"https://example.org/feed.xml\"}")
                    @Nullable
                    Map<String, String> settings) {}

    /** What can be changed of a channel. */
    public record ChannelChange(@Schema(requiredMode = Schema.RequiredMode.REQUIRED) Channel.@Nullable State state) {}

    @GET
    @RequiresPermission("channels:read")
    @Operation(operationId = "listChannels", summary = "Lists the channels, ordered by id")
    public CursorPage<ChannelView> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return channels.list(account, cursor, Inputs.limit(limit)).map(this::view);
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
        Map<String, String> settings = input.settings();
        Channel made = channels.create(
                input.id(),
                Inputs.required("accountId", input.accountId()),
                Inputs.required("connector", input.connector()),
                Inputs.required("name", input.name()),
                settings == null ? Map.of() : settings);
        return Response.created(URI.create("channels/" + made.id()))
                .header(HttpHeaders.ETAG, EntityTags.of(made.version()))
                .entity(changed(made))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("channels:read")
    @Operation(operationId = "getChannel", summary = "Shows a channel and how its polling goes")
    @ApiResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = ChannelView.class)))
    public Response get(@PathParam("id") String id) {
        return ok(view(channels.find(id).orElseThrow(() -> Problem.notFound("channel", id))));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("channels:write")
    @Operation(operationId = "updateChannel", summary = "Pauses or resumes a channel")
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
            ChannelChange change) {
        Channel.State state = Inputs.required("state", change.state());
        return ok(changed(channels.setState(id, state, EntityTags.expectedVersion(ifMatch))));
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

    private static Response ok(ChannelView channel) {
        return Response.ok(channel)
                .header(HttpHeaders.ETAG, EntityTags.of(channel.version()))
                .build();
    }
}
