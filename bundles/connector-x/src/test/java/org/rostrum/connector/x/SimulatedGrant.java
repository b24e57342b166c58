package org.rostrum.connector.x;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.rostrum.testkit.connector.Forms;
import org.rostrum.testkit.connector.NetworkSimulator.Reply;
import org.rostrum.testkit.connector.NetworkSimulator.Request;

/** What the account has granted the app at {@link XSimulator}: each refresh token is good once, and brings the next. */
final class SimulatedGrant {
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> scopes = new TreeSet<>(Set.of(
            "tweet.read",
            "tweet.write",
            "users.read",
            "tweet.moderate.write",
            "offline.access",
            "media.write",
            "dm.read",
            "dm.write"));
    private boolean confidential = true;
    private volatile boolean open = true;
    private volatile String access = "";
    private volatile String refresh = XSimulator.REFRESH_TOKEN;

    SimulatedGrant() {
        secrets.addAll(Set.of(XSimulator.CLIENT_SECRET, XSimulator.REFRESH_TOKEN));
    }

    /** An app whose type has no secret. */
    void bePublic() {
        confidential = false;
    }

    void add(String scope) {
        scopes.add(scope);
    }

    void withdraw(String scope) {
        scopes.remove(scope);
        access = "";
    }

    /** The two hours are over. */
    void expireAccess() {
        access = "";
    }

    /** The account grants the app anew. */
    String anew() {
        refresh = secret("granted");
        return refresh;
    }

    String refreshToken() {
        return refresh;
    }

    void revoke() {
        open = false;
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    boolean has(String... needed) {
        return scopes.containsAll(List.of(needed));
    }

    boolean accepts(Request request) {
        return open
                && !access.isEmpty()
                && request.header("authorization").orElse("").equals("Bearer " + access);
    }

    Reply token(Request request) {
        Map<String, String> form = Forms.read(request.text());
        if (!request.method().equals("POST")
                || !request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return oauth(400, "invalid_request", "Missing required parameter [grant_type].");
        }
        String basic = Base64.getEncoder()
                .encodeToString(
                        (XSimulator.CLIENT_ID + ":" + XSimulator.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        String header = request.header("authorization").orElse("");
        if (confidential ? !header.equals("Basic " + basic) : !header.isEmpty()) {
            return oauth(401, "unauthorized_client", "Missing valid authorization header");
        }
        if (!confidential && !XSimulator.CLIENT_ID.equals(form.get("client_id"))) {
            return oauth(400, "invalid_request", "Value passed for the client id was invalid.");
        }
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return oauth(400, "unsupported_grant_type", "Value passed for the grant type was invalid.");
        }
        if (!open || !refresh.equals(form.get("refresh_token"))) {
            return oauth(400, "invalid_request", "Value passed for the token was invalid.");
        }
        return tokens();
    }

    private Reply tokens() {
        access = secret("access");
        refresh = secret("refresh");
        return Reply.json(
                200,
                XSimulator.JSON
                        .createObjectNode()
                        .put("token_type", "bearer")
                        .put("expires_in", 7200)
                        .put("access_token", access)
                        .put("refresh_token", refresh)
                        .put("scope", String.join(" ", scopes))
                        .toString());
    }

    private String secret(String name) {
        String made = name + "-" + Long.toHexString(Double.doubleToLongBits(Math.random())) + "-" + secrets.size();
        secrets.add(made);
        return made;
    }

    private static Reply oauth(int status, String error, String description) {
        return Reply.json(
                status,
                XSimulator.JSON
                        .createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .toString());
    }
}
