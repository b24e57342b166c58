package org.rostrum.api.signon;

import java.util.List;

/**
 * What was found out about a provider by asking it.
 *
 * @param usable whether people can sign in through it as far as can be told without signing in
 * @param findings what is wrong or worth knowing, in words, the worst first
 */
public record ProviderCheck(boolean usable, List<Finding> findings) {
    /** How bad a finding is. */
    public enum Severity {
        ERROR,
        WARNING,
        OK
    }

    /**
     * @param message for people
     */
    public record Finding(Severity severity, String message) {}

    public ProviderCheck {
        findings = List.copyOf(findings);
    }
}
