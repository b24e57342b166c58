package org.rostrum.archive.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.security.RequiresPermission;

/** {@code /activities}: what was said. */
@Component(service = ActivitiesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("activities")
@Tag(name = "archive", description = "Everything said to and by the organisation, append-only and tamper-evident")
@Produces(MediaType.APPLICATION_JSON)
public final class ActivitiesResource {
    private static final ObjectWriter LINES = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule().addSerializer(Instant.class, new ToStringSerializer(Instant.class)))
            .build()
            .writer();

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
            @QueryParam("direction") @Parameter(description = "INBOUND or OUTBOUND") @Nullable Direction direction,
            @QueryParam("from") @Parameter(description = "Published at or after, ISO 8601") @Nullable String from,
            @QueryParam("to") @Parameter(description = "Published before, ISO 8601") @Nullable String to,
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return archive.list(filter(account, channel, conversation, direction, from, to), cursor, Inputs.limit(limit))
                .map(ActivityView::withoutOriginal);
    }

    private static ActivityFilter filter(
            @Nullable String account,
            @Nullable String channel,
            @Nullable Long conversation,
            @Nullable Direction direction,
            @Nullable String from,
            @Nullable String to) {
        return new ActivityFilter(
                account, channel, conversation, direction, Inputs.instant("from", from), Inputs.instant("to", to));
    }

    @GET
    @Path("{sequence}")
    @RequiresPermission("archive:read")
    @Operation(operationId = "getActivity", summary = "Shows an activity with the record as it came")
    public ActivityView get(@PathParam("sequence") long sequence) {
        return ActivityView.whole(archive.find(sequence).orElseThrow(() -> Problem.notFound("activity", sequence)));
    }

    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @RequiresPermission("archive:export")
    @Operation(
            operationId = "exportActivities",
            summary = "Streams activities, one JSON object a line, in the order of the archive")
    @ApiResponse(responseCode = "200", description = "The activities, as newline-delimited JSON")
    public Response export(
            @QueryParam("account") @Parameter(description = "Only those of this account") @Nullable String account,
            @QueryParam("channel") @Parameter(description = "Only those of this channel") @Nullable String channel,
            @QueryParam("from") @Parameter(description = "Published at or after, ISO 8601") @Nullable String from,
            @QueryParam("to") @Parameter(description = "Published before, ISO 8601") @Nullable String to) {
        ActivityFilter filter = filter(account, channel, null, null, from, to);
        StreamingOutput stream = out -> {
            try {
                archive.stream(filter, archived -> {
                    try {
                        out.write(LINES.writeValueAsBytes(ActivityView.whole(archived)));
                        out.write('\n');
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            }
        };
        return Response.ok(stream)
                .header("Content-Disposition", "attachment; filename=\"activities.jsonl\"")
                .build();
    }
}
