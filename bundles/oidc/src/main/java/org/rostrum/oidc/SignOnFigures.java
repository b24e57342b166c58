package org.rostrum.oidc;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.rostrum.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts sign-ins and sign-outs through providers, and tells operators why one did not succeed. */
@Component(service = SignOnFigures.class)
public final class SignOnFigures {
    private static final Logger LOG = LoggerFactory.getLogger(SignOnFigures.class);
    private static final String SIGN_INS = "rostrum.oidc.sign-ins";
    private static final String LOGOUTS = "rostrum.oidc.logouts";

    private final Metrics metrics;

    @Activate
    public SignOnFigures(@Reference Metrics metrics) {
        this.metrics = metrics;
        metrics.describe(SIGN_INS, "Sign-ins through identity providers, by outcome and provider");
        metrics.describe(LOGOUTS, "Sign-outs that identity providers asked for, by channel, outcome and provider");
    }

    void signedIn(String provider) {
        metrics.count(SIGN_INS, 1, "outcome", SignOnException.Outcome.SUCCESS.code(), "provider", provider);
    }

    void failed(String provider, SignOnException failure) {
        metrics.count(SIGN_INS, 1, "outcome", failure.outcome().code(), "provider", label(provider, failure));
        switch (failure.outcome()) {
            case UNAVAILABLE, REFUSED, BUSY -> LOG.warn(
                    "A sign-in through {} failed: {}",
                    label(provider, failure),
                    Words.shown(String.valueOf(failure.getMessage())));
            default -> LOG.info(
                    "A sign-in through {} did not succeed: {}",
                    label(provider, failure),
                    failure.outcome().code());
        }
    }

    void loggedOut(String provider, String channel) {
        metrics.count(LOGOUTS, 1, "channel", channel, "outcome", "success", "provider", provider);
    }

    void notLoggedOut(String provider, String channel, SignOnException failure) {
        String label = label(provider, failure);
        metrics.count(
                LOGOUTS, 1, "channel", channel, "outcome", failure.outcome().code(), "provider", label);
        LOG.warn(
                "A logout ({}) of {} was refused: {}",
                channel,
                label,
                Words.shown(String.valueOf(failure.getMessage())));
    }

    /** Strangers can ask for any name. */
    private static String label(String provider, SignOnException failure) {
        return failure.outcome() == SignOnException.Outcome.NO_PROVIDER ? "unknown" : provider;
    }
}
