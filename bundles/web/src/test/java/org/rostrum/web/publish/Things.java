package org.rostrum.web.publish;

import io.swagger.v3.oas.annotations.Operation;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.data.DatabaseException;
import org.rostrum.api.data.DatabaseUnavailableException;
import org.rostrum.api.data.OutcomeUnknownException;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.rest.EntityTags;
import org.rostrum.api.rest.SecretAnswer;
import org.rostrum.api.rest.StreamedBody;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** A resource that does everything right, and fails in every way when asked to. */
@Path("things")
@Produces("application/json")
@Consumes("application/json")
public final class Things {
    /** Colour of a thing. */
    public enum Colour {
        RED,
        DARK_BLUE
    }

    /** Part of a thing. */
    public record Part(String name, int weight) {}

    /** A thing. */
    public record Thing(
            String name,
            @Nullable Colour colour,
            @Nullable Instant since,
            @Nullable LocalDate day,
            @Nullable ZoneId zone,
            List<Part> parts,
            @Nullable Map<String, String> labels) {
        public Thing {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A thing needs a name that is not blank.");
            }
            if (name.equals("problem")) {
                throw Problem.invalid("name", "Things are not called so.", "Choose another name.");
            }
        }
    }

    final AtomicInteger created = new AtomicInteger();

    @GET
    @RequiresPermission("things:read")
    @Operation(operationId = "listThings", summary = "Lists things")
    public CursorPage<Thing> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("colour") @Nullable Colour colour,
            @QueryParam("since") @Nullable Instant since,
            @QueryParam("open") @Nullable Boolean open,
            @QueryParam("labels") List<Integer> labels) {
        return new CursorPage<>(List.of(thing("one")), limit == null ? null : "next");
    }

    @GET
    @Path("{id}")
    @RequiresPermission("things:read")
    public Response read(@PathParam("id") long id) {
        if (id == 404) {
            throw Problem.notFound("thing", id);
        }
        return Response.ok(thing("n" + id)).header("ETag", EntityTags.of(id)).build();
    }

    @POST
    @RequiresPermission("things:write")
    public Response create(Thing thing) {
        int count = created.incrementAndGet();
        if (thing.name().equals("conflict")) {
            throw Problem.of(Problem.Kind.CONFLICT, "There is one already.");
        }
        if (thing.name().equals("lost")) {
            throw new IllegalStateException(
                    new OutcomeUnknownException("no answer", new SQLException("I/O error", "08006")));
        }
        return Response.created(URI.create("things/" + count))
                .entity(thing)
                .header("ETag", EntityTags.of(1))
                .build();
    }

    @POST
    @Path("commands/empty")
    @RequiresPermission("things:write")
    public void empty() {
        created.incrementAndGet();
    }

    @POST
    @Path("commands/secret")
    @SecretAnswer
    @RequiresPermission("things:write")
    public Map<String, String> secret() {
        return Map.of("token", "s" + created.incrementAndGet());
    }

    @POST
    @Path("commands/login")
    @OpenToAnyone(reason = "It is how one signs in.")
    public Map<String, Integer> login() {
        return Map.of("session", created.incrementAndGet());
    }

    @PUT
    @Path("{id}")
    @RequiresPermission("things:write")
    public Thing replace(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, Thing thing) {
        long expected = EntityTags.expectedVersion(ifMatch);
        if (expected != 1) {
            throw EntityTags.stale(expected, 1);
        }
        return thing;
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("things:write")
    public void remove(@PathParam("id") long id) {}

    @POST
    @Path("uploads")
    @StreamedBody
    @Consumes("*/*")
    @RequiresPermission("things:write")
    public Map<String, Long> upload(InputStream body) throws IOException {
        return Map.of("bytes", body.transferTo(java.io.OutputStream.nullOutputStream()));
    }

    @GET
    @Path("open")
    @OpenToAnyone(reason = "A test.")
    public Map<String, String> open() {
        return Map.of("answer", "open");
    }

    @GET
    @Path("mine")
    @OpenToAnyone(reason = "A test.", signedIn = true)
    public Map<String, String> mine() {
        return Map.of("answer", "mine");
    }

    @GET
    @Path("shut")
    public Map<String, String> shut() {
        return Map.of("answer", "never");
    }

    @GET
    @Path("failures/{kind}")
    @RequiresPermission("things:read")
    public Object fail(@PathParam("kind") String kind) throws IOException {
        switch (kind) {
            case "npe" -> throw new NullPointerException("secret inside");
            case "io" -> throw new IOException("disk of the secret");
            case "database" -> throw new DatabaseException(
                    "select secret", new SQLException("column secret is null", "23502"));
            case "database-away" -> throw new DatabaseException("no", new SQLException("connection refused", "08001"));
            case "database-down" -> throw new DatabaseUnavailableException("The disk with the database is full.", null);
            case "disk" -> throw new java.io.UncheckedIOException(
                    new IOException("/some/path: No space left on device"));
            case "deadlock" -> throw new DatabaseException("no", new SQLException("deadlock", "40P01"));
            case "error" -> throw new StackOverflowError();
            case "wait" -> throw Problem.of(Problem.Kind.TOO_MANY_REQUESTS, "Slow down.")
                    .withRetryAfter(7);
            case "teapot" -> throw new jakarta.ws.rs.WebApplicationException("tea", 418);
            case "redirect" -> throw new jakarta.ws.rs.RedirectionException(
                    Response.Status.SEE_OTHER, URI.create("http://127.0.0.1/elsewhere"));
            case "unwritable" -> {
                return new Unwritable();
            }
            case "half" -> {
                return (StreamingOutput) out -> {
                    out.write("{\"half\":\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    out.write(new byte[200_000]);
                    out.flush();
                    throw new IllegalStateException("broke off");
                };
            }
            case "early" -> {
                return (StreamingOutput) out -> {
                    throw Problem.of(Problem.Kind.CONFLICT, "Before the first byte.");
                };
            }
            default -> throw new AssertionError(kind);
        }
    }

    /** Cannot be written as JSON. */
    public static final class Unwritable {
        public String getName() {
            return List.of("secret getter").get(1);
        }
    }

    static Thing thing(String name) {
        return new Thing(name, Colour.RED, Instant.EPOCH, null, ZoneId.of("Europe/Warsaw"), List.of(), null);
    }
}
