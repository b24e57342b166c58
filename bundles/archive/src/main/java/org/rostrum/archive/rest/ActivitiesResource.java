package org.rostrum.archive.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.archive.ArchivedActivity;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /activities}: what was said to and by the organisation. */
@Component(service = ActivitiesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("activities")
@Tag(name = "activities", description = "What was said to and by the organisation; never changes")
@Produces(MediaType.APPLICATION_JSON)
public final class ActivitiesResource {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
            .build();

    private final Archive archive;

    @Activate
    public ActivitiesResource(@Reference Archive archive) {
        this.archive = archive;
    }

    @GET
    @RequiresPermission("archive:read")
    @Operation(operationId = "listActivities", summary = "Lists activities, the last archived first")
    public CursorPage<ActivityView> list(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("conversation") @Parameter(description = "Only those of this conversation") @Nullable
                    Long conversation,
            @QueryParam("direction")
                    @Parameter(description = "INBOUND or OUTBOUND", schema = @Schema(implementation = Direction.class))
                    @Nullable
                    String direction,
            @QueryParam("from") @Parameter(description = "Published at this moment or later") @Nullable String from,
            @QueryParam("to") @Parameter(description = "Published before this moment") @Nullable String to,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return archive.list(filter(account, channel, conversation, direction, from, to), cursor, Inputs.limit(limit))
                .map(ActivityView::of);
    }

    @GET
    @Path("{sequence}")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getActivity", summary = "Shows an activity with its original record")
    @ApiResponse(
            responseCode = "200",
            description = "The activity",
            content = @Content(schema = @Schema(implementation = ActivityView.class)))
    public Response get(@PathParam("sequence") long sequence) {
        ArchivedActivity found = archive.find(sequence).orElseThrow(() -> Problem.notFound("activity", sequence));
        // the row never changes, but the conversation it is shown in may grow into another one
        return Response.ok(ActivityView.withOriginal(found))
                .tag(found.hash() + "-" + found.conversationId())
                .build();
    }

    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @RequiresPermission("archive:export")
    @Operation(
            operationId = "exportActivities",
            summary = "Streams activities in the order of archiving",
            description = "One JSON object a line, in the form of the list. However many there are, they are read and"
                    + " sent piece by piece. Ends with the last activity that was archived when the export began.")
    @ApiResponse(responseCode = "200", description = "The activities, as newline-delimited JSON")
    public Response export(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("conversation") @Parameter(description = "Only those of this conversation") @Nullable
                    Long conversation,
            @QueryParam("direction")
                    @Parameter(description = "INBOUND or OUTBOUND", schema = @Schema(implementation = Direction.class))
                    @Nullable
                    String direction,
            @QueryParam("from") @Parameter(description = "Published at this moment or later") @Nullable String from,
            @QueryParam("to") @Parameter(description = "Published before this moment") @Nullable String to) {
        ActivityFilter filter = filter(account, channel, conversation, direction, from, to);
        StreamingOutput stream = out -> lines(archive, filter, out::write);
        return Response.ok(stream)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"activities.jsonl\"")
                .build();
    }

    /** Takes a piece of what is sent. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes) throws IOException;
    }

    /** Hands the activities over, one JSON object a line. */
    static void lines(Archive archive, ActivityFilter filter, Sink sink) throws IOException {
        try {
            archive.stream(filter, one -> {
                try {
                    sink.write((JSON.writeValueAsString(ActivityView.of(one)) + '\n').getBytes(StandardCharsets.UTF_8));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static ActivityFilter filter(
            @Nullable String account,
            @Nullable String channel,
            @Nullable Long conversation,
            @Nullable String direction,
            @Nullable String from,
            @Nullable String to) {
        return new ActivityFilter(
                account,
                channel,
                conversation,
                Inputs.constant("direction", Direction.class, direction),
                Inputs.instant("from", from),
                Inputs.instant("to", to));
    }
}
