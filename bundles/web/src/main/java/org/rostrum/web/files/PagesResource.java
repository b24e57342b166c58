package org.rostrum.web.files;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /pages}: what plugins add to the user interface. */
@Component(service = PagesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("pages")
@Tag(name = "pages", description = "What plugins add to the user interface")
@Produces(MediaType.APPLICATION_JSON)
public final class PagesResource {
    private final WebFiles files;

    @Activate
    public PagesResource(@Reference WebFiles files) {
        this.files = files;
    }

    /** All of them; there are few. */
    public record Pages(List<ContributedPage> items) {}

    @GET
    @OpenToAnyone(reason = "It names pages, and shows nothing of what they show.", signedIn = true)
    @Operation(
            operationId = "listPages",
            summary = "Lists the pages that plugins add to the user interface",
            description = "A plugin names them in its manifest (Rostrum-Page) and brings their files (Rostrum-Files).")
    public Pages list() {
        return new Pages(files.pages());
    }
}
