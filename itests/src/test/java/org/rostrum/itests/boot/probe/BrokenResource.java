package org.rostrum.itests.boot.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.rostrum.api.security.OpenToAnyone;

/** A resource with a mistake, whose message tells what nobody outside should read. */
@Path("broken")
@Produces(MediaType.APPLICATION_JSON)
public final class BrokenResource {
    public static final String INSIDE = "jdbc:derby:/inside/of/the/server";

    @GET
    @OpenToAnyone(reason = "it is a test")
    public String fail() {
        throw new IllegalStateException(INSIDE);
    }
}
