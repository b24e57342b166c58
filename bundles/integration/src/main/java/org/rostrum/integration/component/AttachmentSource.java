package org.rostrum.integration.component;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.rostrum.api.delivery.DeliveryRequest;

/** An attachment that is opened each time it is read. */
final class AttachmentSource implements DataSource {
    private final DeliveryRequest.AttachmentReference reference;
    private final AttachmentOpener opener;

    AttachmentSource(DeliveryRequest.AttachmentReference reference, AttachmentOpener opener) {
        this.reference = reference;
        this.opener = opener;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return opener.open(reference);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("Attachments of deliveries cannot be written");
    }

    @Override
    public String getContentType() {
        return reference.mediaType();
    }

    @Override
    public String getName() {
        return reference.name();
    }
}
