package org.rostrum.reporting.render;

/** Looks over a rendering. */
@FunctionalInterface
public interface Watch {
    /**
     * Called often.
     *
     * @param step what is being done, for people
     * @throws RenderingStopped when the report is no longer wanted
     */
    void at(String step);
}
