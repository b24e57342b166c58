package org.rostrum.webhooks.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.paging.CursorPage;
import org.rostrum.api.security.RequiresPermission;
import org.rostrum.api.webhook.WebhookEventType;
import org.rostrum.api.webhook.WebhookService;

/** {@code /webhook-event-types}: what webhooks can tell. */
@Component(service = WebhookEventTypesResource.class, property = "osgi.jakartars.resource:Boolean=true")
@Path("webhook-event-types")
@Tag(name = "outgoing-webhooks", description = "Events told to other systems")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookEventTypesResource {
    private final WebhookService webhooks;

    @Activate
    public WebhookEventTypesResource(@Reference WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    @RequiresPermission("webhooks:read")
    @Operation(operationId = "listWebhookEventTypes", summary = "Lists the types of events, by name")
    public CursorPage<WebhookEventType> list() {
        return new CursorPage<>(webhooks.types(), null);
    }
}
