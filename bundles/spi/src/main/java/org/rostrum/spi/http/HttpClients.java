package org.rostrum.spi.http;

/** Gives clients to connectors; a service of the platform. */
public interface HttpClients {
    /** A client with connections of its own; whoever opens it closes it. */
    HttpClient open(HttpPolicy policy);
}
