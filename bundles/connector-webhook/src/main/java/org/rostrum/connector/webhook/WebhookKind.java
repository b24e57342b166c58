package org.rostrum.connector.webhook;

import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.rostrum.spi.connector.Ability;
import org.rostrum.spi.connector.ConnectorKind;
import org.rostrum.spi.connector.ConnectorType;

/** Checks the settings of a channel before it is kept, in the same way as {@link WebhookConnector} reads them. */
@Component
@ConnectorType(WebhookKind.TYPE)
public final class WebhookKind implements ConnectorKind {
    static final String TYPE = "webhook";

    static final Set<Ability> ABILITIES = Set.of(Ability.WEBHOOK);

    @Override
    public String title() {
        return "Webhook";
    }

    @Override
    public Set<Ability> abilities() {
        return ABILITIES;
    }

    @Override
    public void check(Map<String, String> settings) {
        WebhookSettings.check(settings);
    }
}
