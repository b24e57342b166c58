package org.rostrum.reporting.render;

/** The report is no longer wanted: its run was cancelled. */
public final class RenderingStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RenderingStopped() {
        super("the run was cancelled");
    }
}
