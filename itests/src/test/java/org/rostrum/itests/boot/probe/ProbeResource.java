package org.rostrum.itests.boot.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.framework.FrameworkUtil;
import org.rostrum.api.security.OpenToAnyone;

/** A resource that tells the version of the bundle it is in. */
@Path("probe")
@Produces(MediaType.APPLICATION_JSON)
public final class ProbeResource {
    /** The answer. */
    public record Probe(String version) {}

    @GET
    @OpenToAnyone(reason = "it is a test")
    public Probe probe() {
        return new Probe(
                FrameworkUtil.getBundle(ProbeResource.class).getVersion().toString());
    }
}
