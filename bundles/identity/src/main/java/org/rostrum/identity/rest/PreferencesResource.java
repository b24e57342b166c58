package org.rostrum.identity.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.identity.PreferenceService;
import org.rostrum.api.identity.Preferences;
import org.rostrum.api.security.OpenToAnyone;

/** {@code /preferences}: how the caller likes the console. */
@Component(service = PreferencesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("preferences")
@Tag(name = "session")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {
    private final PreferenceService preferences;

    @Activate
    public PreferencesResource(@Reference PreferenceService preferences) {
        this.preferences = preferences;
    }

    /** What is absent is left to the browser. */
    public record PreferencesInput(
            @Schema(description = "BCP 47 tag", example = "pl") @Nullable String language,
            @Schema(description = "IANA name of the zone that times are shown in", example = "Europe/Warsaw") @Nullable
                    String zone,
            Preferences.@Nullable Theme theme) {}

    @GET
    @OpenToAnyone(reason = "everybody may see their own preferences", signedIn = true)
    @Operation(operationId = "getPreferences", summary = "Tells how you like the console")
    public Preferences own() {
        return preferences.own();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @OpenToAnyone(reason = "everybody may change their own preferences", signedIn = true)
    @Operation(
            operationId = "replacePreferences",
            summary = "Says how you like the console",
            description = "Kept for you at each browser; what is absent is left to the browser.")
    public Preferences replace(PreferencesInput input) {
        return preferences.replaceOwn(new Preferences(input.language(), input.zone(), input.theme()));
    }
}
