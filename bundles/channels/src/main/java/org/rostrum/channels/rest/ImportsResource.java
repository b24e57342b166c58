package org.rostrum.channels.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.intake.ImportRequest;
import org.rostrum.api.intake.ImportRun;
import org.rostrum.api.intake.ImportService;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.channels.importing.Formats;
import org.rostrum.spi.importing.ImportFormat;

/** {@code /imports}: files brought in by upload. */
@Component(service = ImportsResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("imports")
@Tag(name = "imports", description = "Files brought in, their progress and what was rejected of them")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OPTION = "option.";

    private final ImportService imports;
    private final Formats formats;

    @Activate
    public ImportsResource(@Reference ImportService imports, @Reference Formats formats) {
        this.imports = imports;
        this.formats = formats;
    }

    /** What can be said about a file when it is sent. */
    public record OptionView(
            @Schema(description = "Sent as the query parameter option.NAME") String name,
            String meaning,
            @Schema(description = "What holds when it is not sent; absent when nothing does") @Nullable
                    String defaultValue,
            boolean required,
            @Schema(description = "What it can be; empty when any text may do") List<String> values) {}

    /** A format that can be read. */
    public record FormatView(String id, String title, List<OptionView> options) {
        static FormatView of(ImportFormat format) {
            return new FormatView(
                    format.id(),
                    format.title(),
                    format.options().stream()
                            .map(option -> new OptionView(
                                    option.name(),
                                    option.meaning(),
                                    option.defaultValue(),
                                    option.required(),
                                    option.values()))
                            .toList());
        }
    }

    /** The formats that can be read, ordered by id. */
    public record FormatList(List<FormatView> items) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @StreamedBody
    @RequiresPermission("imports:write")
    @Operation(
            operationId = "startImport",
            summary = "Takes a file in",
            description = "The body is the file itself, as it is, gzipped or zipped. It is on the disk and noted in the"
                    + " database when this answers; reading goes on in the background. A file that was imported before"
                    + " is refused with 409 unless again=true. Further query parameters \"option.<name>\" are handed"
                    + " to the format: GET /imports/formats lists them.")
    @ApiResponse(
            responseCode = "202",
            description = "Taken in; Location tells the progress",
            content = @Content(schema = @Schema(implementation = ImportRun.class)))
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Problem409")
    public Response start(
            @QueryParam("fileName") @Parameter(required = true, description = "Name of the file, for people") @Nullable
                    String fileName,
            @QueryParam("account")
                    @Parameter(required = true, description = "The account that the activities belong to")
                    @Nullable
                    String account,
            @QueryParam("accountPerSource")
                    @Parameter(description = "true to make an account below it of each source the file names")
                    boolean accountPerSource,
            @QueryParam("format") @Parameter(description = "Id of the format; recognised if absent") @Nullable
                    String format,
            @QueryParam("again") @Parameter(description = "true to read a file that was imported before") boolean again,
            @Context UriInfo uri,
            InputStream content)
            throws IOException {
        Map<String, String> options = new HashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), values.get(0));
            }
        });
        ImportRun run = imports.start(
                new ImportRequest(
                        Inputs.required("fileName", fileName),
                        format,
                        Inputs.required("account", account),
                        accountPerSource,
                        again,
                        options),
                content);
        return Response.accepted(run)
                .location(URI.create("imports/" + run.id()))
                .build();
    }

    @GET
    @RequiresPermission("imports:read")
    @Operation(operationId = "listImports", summary = "Lists the imports, newest first")
    public CursorPage<ImportRun> list(
            @QueryParam("cursor") @Parameter(description = "The nextCursor of the page before") @Nullable String cursor,
            @QueryParam("limit") @Parameter(description = "1 to 500, 50 if absent") @Nullable Integer limit) {
        return imports.list(cursor, Inputs.limit(limit));
    }

    @GET
    @Path("formats")
    @RequiresPermission("imports:read")
    @Operation(
            operationId = "listImportFormats",
            summary = "Lists the formats that can be read, and what can be said about their files")
    public FormatList formats() {
        return new FormatList(formats.all().stream().map(FormatView::of).toList());
    }

    @GET
    @Path("{id}")
    @RequiresPermission("imports:read")
    @Operation(operationId = "getImport", summary = "Shows an import and how far it came")
    public ImportRun get(@PathParam("id") long id) {
        return imports.find(id).orElseThrow(() -> Problem.notFound("import", id));
    }

    @POST
    @Path("{id}/cancel")
    @RequiresPermission("imports:write")
    @Operation(operationId = "cancelImport", summary = "Stops an import after the batch at hand; what is stored stays")
    @ApiResponse(
            responseCode = "202",
            description = "Will be stopped",
            content = @Content(schema = @Schema(implementation = ImportRun.class)))
    public Response cancel(@PathParam("id") long id) {
        return Response.accepted(imports.cancel(id)).build();
    }

    @GET
    @Path("{id}/rejections")
    @Produces("application/x-ndjson")
    @RequiresPermission("imports:read")
    @Operation(
            operationId = "listImportRejections",
            summary = "Streams what was set aside of an import",
            description = "One JSON object a line: record, line, field, reason, excerpt; in order of the file.")
    @ApiResponse(responseCode = "200", description = "The rejections, as newline-delimited JSON")
    public Response rejections(@PathParam("id") long id) {
        get(id);
        StreamingOutput stream = out -> {
            try {
                imports.rejections(id, rejection -> {
                    try {
                        out.write(JSON.writeValueAsBytes(rejection));
                        out.write('\n');
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            }
        };
        return Response.ok(stream).build();
    }
}
