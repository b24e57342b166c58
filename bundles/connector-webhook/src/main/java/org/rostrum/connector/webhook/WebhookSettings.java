package org.rostrum.connector.webhook;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rostrum.api.problem.Problem;

/** The checked settings of a channel, as the parts of the connector that they make. */
final class WebhookSettings {
    private static final Pattern NETWORK = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    /** What says how an HMAC is made; Standard Webhooks leave none of it open. */
    private static final List<String> OF_HMAC = List.of(
            "signatureHeader", "signaturePrefix", "signatureEncoding", "signedContent", "timestampHeader", "idHeader");

    private final String network;
    private final Signature signature;
    private final Mapping mapping;

    private WebhookSettings(String network, Signature signature, Mapping mapping) {
        this.network = network;
        this.signature = signature;
        this.mapping = mapping;
    }

    /** @throws Problem naming the setting */
    static WebhookSettings of(WebhookConfig config) {
        if (!NETWORK.matcher(config.network()).matches()) {
            throw Problem.invalid(
                    "network",
                    "This is no name of a network.",
                    "Give a lower-case letter, then lower-case letters, digits and hyphens, at most 64 in all.");
        }
        return new WebhookSettings(config.network(), SignatureSettings.read(config), Mapping.of(config));
    }

    /** @throws Problem naming the setting */
    static void check(Map<String, String> settings) {
        WebhookConfig config = GivenSettings.read(settings);
        of(config);
        WebhookConfig defaults = GivenSettings.read(Map.of());
        if (config.signature().equals(SignatureSettings.STANDARD)) {
            for (String name : OF_HMAC) {
                if (!value(config, name).equals(value(defaults, name))) {
                    throw Problem.invalid(
                            name,
                            "Standard Webhooks say themselves how calls are signed.",
                            "Leave it out, or choose hmac-sha256 as signature.");
                }
            }
        }
    }

    private static String value(WebhookConfig config, String name) {
        return switch (name) {
            case "signatureHeader" -> config.signatureHeader();
            case "signaturePrefix" -> config.signaturePrefix();
            case "signatureEncoding" -> config.signatureEncoding();
            case "signedContent" -> config.signedContent();
            case "timestampHeader" -> config.timestampHeader();
            case "idHeader" -> config.idHeader();
            default -> throw new IllegalArgumentException(name);
        };
    }

    String network() {
        return network;
    }

    Signature signature() {
        return signature;
    }

    Mapping mapping() {
        return mapping;
    }
}
