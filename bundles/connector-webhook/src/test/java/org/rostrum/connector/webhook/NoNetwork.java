package org.rostrum.connector.webhook;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.rostrum.testkit.connector.NetworkSimulator;

/** There is nothing to ask: only secrets that must not get out. */
final class NoNetwork extends NetworkSimulator {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String PREVIOUS = "what-was-used-before-the-change-of-2026";

    NoNetwork() throws IOException {
        super();
    }

    @Override
    public boolean isAsked() {
        return false;
    }

    @Override
    protected Reply reply(Request request) {
        return Reply.json(404, "{}");
    }

    @Override
    protected boolean publishes(Request request) {
        return false;
    }

    @Override
    public String say(String text) {
        throw new UnsupportedOperationException("What is said comes by calls.");
    }

    @Override
    public List<Said> said() {
        return List.of();
    }

    @Override
    public void revoke() {
        // nobody would notice
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET, PREVIOUS, SECRET.substring("whsec_".length()));
    }
}
