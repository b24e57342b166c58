package org.rostrum.benchmarks.deployed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.archive.ActivityFilter;
import org.rostrum.api.archive.Archive;
import org.rostrum.api.security.Access;
import org.rostrum.api.security.OpenToAnyone;
import org.rostrum.api.security.RequiresPermission;

/** The same page of an archive twice: for whoever may see it, and for everybody. */
@Path("browsing")
@Produces(MediaType.APPLICATION_JSON)
public final class Browsing {
    private static final int ROWS = 20;

    private final Archive archive;
    private final Access access;

    public Browsing(Archive archive, Access access) {
        this.archive = archive;
        this.access = access;
    }

    /** What is shown of an activity. */
    public record Row(long sequence, String account, String text, Instant published) {}

    @GET
    @Path("guarded")
    @RequiresPermission("archive:read")
    public List<Row> guarded(@QueryParam("account") @Nullable String account) {
        return rows(account);
    }

    @GET
    @Path("open")
    @OpenToAnyone(reason = "it is what the guarded one is held against")
    public List<Row> open(@QueryParam("account") @Nullable String account) {
        return access.asSystem("browsing", () -> rows(account));
    }

    private List<Row> rows(@Nullable String account) {
        return archive.list(new ActivityFilter(account, null, null, null, null, null), null, ROWS).items().stream()
                .map(one -> new Row(
                        one.sequence(),
                        one.accountId(),
                        String.valueOf(one.activity().content()),
                        one.activity().published()))
                .toList();
    }
}
