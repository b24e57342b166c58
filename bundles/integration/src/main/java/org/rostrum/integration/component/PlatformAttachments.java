package org.rostrum.integration.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.rostrum.api.delivery.DeliveryRequest;

/** Opens attachments with the rights of the plugin. */
final class PlatformAttachments implements AttachmentOpener {
    private final String plugin;
    private final Platform platform;

    PlatformAttachments(String plugin, Platform platform) {
        this.plugin = plugin;
        this.platform = platform;
    }

    @Override
    public InputStream open(DeliveryRequest.AttachmentReference reference) throws IOException {
        try {
            return platform.access().asSystem(plugin, () -> {
                try {
                    return platform.deliveries().open(reference);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
