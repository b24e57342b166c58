package org.rostrum.integration;

/**
 * A bundle whose routes are run.
 *
 * @param id differs for each revision of each bundle
 * @param name its symbolic name; routes act under it
 * @param loader sees its classes
 */
public record Plugin(String id, String name, ClassLoader loader) {}
