package org.rostrum.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.rostrum.api.identity.Token;
import org.rostrum.api.identity.User;

/** What the audit trail keeps of users and tokens; never a password, hash or secret. */
final class IdentityJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IdentityJson() {}

    static String of(User user) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", user.name());
        state.put("displayName", user.displayName());
        state.put("disabled", user.disabled());
        state.put("roles", new TreeSet<>(user.roles()));
        state.put("mustChangePassword", user.mustChangePassword());
        return of(state);
    }

    static String of(Token token) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", token.id());
        state.put("user", token.user());
        state.put("name", token.name());
        state.put("permissions", token.permissions());
        state.put("roles", token.roles());
        state.put("expires", token.expires().toString());
        return of(state);
    }

    static String of(Map<String, ?> state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of text and numbers are always JSON", impossible);
        }
    }
}
