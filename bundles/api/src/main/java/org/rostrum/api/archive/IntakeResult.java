package org.rostrum.api.archive;

/**
 * @param stored activities that are new
 * @param duplicates activities the archive had already, or that came twice in the same intake
 * @param lastSequence sequence of the last activity of the archive after storing
 */
public record IntakeResult(int stored, int duplicates, long lastSequence) {}
