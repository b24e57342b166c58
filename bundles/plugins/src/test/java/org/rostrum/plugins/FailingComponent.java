package org.rostrum.plugins;

/** Of a plugin whose component cannot be made. */
public final class FailingComponent {
    public FailingComponent() {
        throw new IllegalStateException("no tide today");
    }
}
