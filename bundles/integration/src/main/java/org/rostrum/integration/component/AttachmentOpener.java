package org.rostrum.integration.component;

import java.io.IOException;
import java.io.InputStream;
import org.rostrum.api.delivery.DeliveryRequest;

/** Opens what a delivery refers to. */
@FunctionalInterface
interface AttachmentOpener {
    InputStream open(DeliveryRequest.AttachmentReference reference) throws IOException;
}
