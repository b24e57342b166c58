package org.rostrum.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.rostrum.api.identity.Exclusion;
import org.rostrum.api.identity.Grant;
import org.rostrum.api.identity.Group;
import org.rostrum.api.identity.Preferences;
import org.rostrum.api.identity.Role;
import org.rostrum.api.identity.SecondFactorPolicy;
import org.rostrum.api.identity.StandIn;
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
        state.put("accountId", user.accountId());
        state.put("service", user.service());
        state.put("disabled", user.disabled());
        state.put("roles", new TreeSet<>(user.roles()));
        state.put("mustChangePassword", user.mustChangePassword());
        return of(state);
    }

    static String of(Preferences preferences) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("language", preferences.language());
        state.put("zone", preferences.zone());
        state.put("theme", preferences.theme());
        return of(state);
    }

    static String of(SecondFactorPolicy policy) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("everybody", policy.everybody());
        state.put("roles", policy.roles());
        state.put("accounts", policy.accounts());
        return of(state);
    }

    static String of(Role role) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", role.name());
        state.put("description", role.description());
        state.put("permissions", role.permissions());
        return of(state);
    }

    static String of(Grant grant) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", grant.id());
        state.put(grant.user() == null ? "group" : "user", grant.user() == null ? grant.group() : grant.user());
        state.put("role", grant.role());
        state.put("accountId", grant.accountId());
        state.put("starts", grant.starts().toString());
        state.put("ends", Objects.toString(grant.ends(), null));
        state.put("reason", grant.reason());
        return of(state);
    }

    static String of(Group group) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("id", group.id());
        state.put("name", group.name());
        state.put("accountId", group.accountId());
        state.put("externalId", group.externalId());
        return of(state);
    }

    static String members(Group group, String origin, Set<String> users) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("name", group.name());
        state.put("origin", origin);
        state.put("users", users);
        return of(state);
    }

    static String of(Exclusion exclusion) {
        return of(Map.of("first", exclusion.first(), "second", exclusion.second(), "reason", exclusion.reason()));
    }

    static String of(StandIn standIn) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("user", standIn.user());
        state.put("standIn", standIn.standIn());
        state.put("starts", standIn.starts().toString());
        state.put("ends", standIn.ends().toString());
        state.put("reason", standIn.reason());
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
