package org.rostrum.itests.boot.probe.many;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.framework.FrameworkUtil;
import org.rostrum.api.security.OpenToAnyone;

/** Reads and writes JSON of its own types. */
@Path("many")
@Produces(MediaType.APPLICATION_JSON)
public final class ManyResource {
    /** The body. */
    public record Question(@Schema(description = "What to say again") String said, List<Part> parts) {}

    /** Of it. */
    public record Part(int number) {}

    /** The answer. */
    public record Reply(String version, Question question) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "it is a test")
    @Operation(operationId = "many", summary = "Says again what was said")
    public Reply say(Question question) {
        return new Reply(
                FrameworkUtil.getBundle(ManyResource.class).getVersion().toString(), question);
    }
}
