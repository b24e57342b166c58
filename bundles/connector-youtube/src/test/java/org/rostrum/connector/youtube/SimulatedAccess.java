package org.rostrum.connector.youtube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** Google's endpoint for tokens, and what it has granted. */
final class SimulatedAccess {
    static final String FORCE_SSL = "https://www.googleapis.com/auth/youtube.force-ssl";

    private static final ObjectMapper JSON = SimulatedAnswers.JSON;

    private final Set<String> tokens = new HashSet<>();
    private final Set<String> allTokens = new HashSet<>();
    private String refresh = YouTubeSimulator.REFRESH;
    private String scope = FORCE_SSL;
    private @Nullable Long grantSeconds;
    private @Nullable String nextRefresh;
    private boolean open = true;
    private int next = 1;

    void revoke() {
        open = false;
    }

    /** All access tokens that were ever given, and other refresh tokens. */
    Set<String> secrets() {
        return Set.copyOf(allTokens);
    }

    void end() {
        tokens.clear();
    }

    void scope(String granted) {
        scope = granted;
    }

    void grantSeconds(long seconds) {
        grantSeconds = seconds;
    }

    void rotate(String other) {
        nextRefresh = other;
        allTokens.add(other);
    }

    boolean isGood(Request request) {
        String token = request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        return open && tokens.contains(token);
    }

    boolean mayChange() {
        return scope.contains("force-ssl");
    }

    Reply token(Request request) {
        Map<String, String> form = Forms.read(request.text());
        if (!SimulatedAnswers.isForm(request) || !"refresh_token".equals(form.get("grant_type"))) {
            return oauth(400, "unsupported_grant_type", "Invalid grant_type: ");
        }
        if (!YouTubeSimulator.CLIENT.equals(form.get("client_id"))
                || !YouTubeSimulator.CLIENT_SECRET.equals(form.get("client_secret"))) {
            return oauth(401, "invalid_client", "The OAuth client was not found.");
        }
        if (!open || !refresh.equals(form.get("refresh_token"))) {
            return oauth(400, "invalid_grant", "Token has been expired or revoked.");
        }
        String access = "ya29.a0-" + next++ + "-geheim";
        tokens.add(access);
        allTokens.add(access);
        ObjectNode body = JSON.createObjectNode()
                .put("access_token", access)
                .put("expires_in", 3599)
                .put("scope", scope)
                .put("token_type", "Bearer");
        if (grantSeconds != null) {
            body.put("refresh_token_expires_in", grantSeconds);
        }
        if (nextRefresh != null) {
            refresh = nextRefresh;
            body.put("refresh_token", nextRefresh);
            nextRefresh = null;
        }
        return Reply.json(200, body.toString());
    }

    private static Reply oauth(int status, String error, String description) {
        return Reply.json(
                status,
                JSON.createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }
}
