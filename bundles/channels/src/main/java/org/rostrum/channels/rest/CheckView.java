package org.rostrum.channels.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.channels.ConnectorChecks;

/** What the check of a connection found, as JSON. */
public record CheckView(
        @Schema(description = "Whether settings and credentials are right and suffice") boolean ok,
        @Schema(description = "Who we are on the network; absent unless all is right", example = "@acme (Acme Ltd)")
                @Nullable
                String who,
        @Schema(description = "What sort of failure it is; absent when all is right") @Nullable
                FailureCategory category,
        @Schema(description = "What is wrong, and what to change; absent when all is right") @Nullable String message,
        @Schema(description = "What the channel can do with these settings and rights") List<String> abilities) {
    static CheckView of(ConnectorChecks.Outcome outcome) {
        return new CheckView(
                outcome.ok(),
                outcome.who(),
                outcome.category(),
                outcome.message(),
                ConnectorView.names(outcome.abilities().stream()));
    }
}
