package org.rostrum.oidc;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.problem.Inputs;
import org.rostrum.api.problem.Problem;
import org.rostrum.api.signon.GroupMapping;
import org.rostrum.api.signon.IdentityProvider;
import org.rostrum.api.signon.IdentityProviderDraft;

/** Makes providers of drafts: checks, and defaults. */
final class Drafts {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,100}");
    private static final int MOST_SCOPES = 20;
    private static final int MOST_MAPPINGS = 500;
    private static final int LONGEST_SKEW = 300;
    private static final int LONGEST_SECRET = 1_000;

    private Drafts() {}

    static String id(String wanted) {
        if (!ID.matcher(wanted).matches()) {
            throw Problem.invalid(
                    "id",
                    "\"" + wanted + "\" cannot be the id of a provider.",
                    "Use 1 to 40 letters a to z, digits and hyphens, and begin with a letter or digit.");
        }
        return wanted;
    }

    static @Nullable String secret(@Nullable String given) {
        if (given != null && given.length() > LONGEST_SECRET) {
            throw Problem.invalid("clientSecret", "Longer than " + LONGEST_SECRET + " characters.", "Check it.");
        }
        return given;
    }

    static IdentityProvider provider(String id, IdentityProviderDraft draft, boolean hasSecret, long version) {
        String groupsClaim = draft.groupsClaim();
        List<GroupMapping> groups = groups(draft.groups());
        if ((groupsClaim == null || groupsClaim.isBlank()) && !groups.isEmpty()) {
            throw Problem.invalid(
                    "groupsClaim", "Values are mapped, but no claim is named that holds them.", "Name the claim.");
        }
        return new IdentityProvider(
                id,
                Inputs.name("displayName", draft.displayName(), 100),
                issuer(Inputs.required("issuer", draft.issuer())),
                Inputs.name("clientId", draft.clientId(), 255),
                hasSecret,
                scopes(draft.scopes()),
                draft.userNameClaim() == null
                        ? "preferred_username"
                        : Inputs.name("userNameClaim", draft.userNameClaim(), 200),
                groupsClaim == null || groupsClaim.isBlank() ? null : Inputs.name("groupsClaim", groupsClaim, 200),
                groups,
                Boolean.TRUE.equals(draft.createUsers()),
                draft.accountId() == null || draft.accountId().isBlank() ? null : draft.accountId(),
                Boolean.TRUE.equals(draft.linkByName()),
                !Boolean.FALSE.equals(draft.enabled()),
                skew(draft.clockSkewSeconds()),
                Boolean.TRUE.equals(draft.signOutAtProvider()),
                version);
    }

    static IdentityProvider withGroups(IdentityProvider bare, List<GroupMapping> groups) {
        return new IdentityProvider(
                bare.id(),
                bare.displayName(),
                bare.issuer(),
                bare.clientId(),
                bare.hasClientSecret(),
                bare.scopes(),
                bare.userNameClaim(),
                bare.groupsClaim(),
                groups,
                bare.createUsers(),
                bare.accountId(),
                bare.linkByName(),
                bare.enabled(),
                bare.clockSkewSeconds(),
                bare.signOutAtProvider(),
                bare.version());
    }

    private static String issuer(String given) {
        String issuer = given.strip();
        String wrong = issuer.length() > 500 ? "Longer than 500 characters." : Addresses.fault(issuer);
        if (wrong == null
                && (URI.create(issuer).getRawQuery() != null
                        || URI.create(issuer).getRawFragment() != null)) {
            wrong = "An issuer has neither parameters nor a fragment.";
        }
        if (wrong != null) {
            throw Problem.invalid(
                    "issuer",
                    wrong,
                    "Give the issuer as the provider writes it, such as https://sso.example.com/realms/staff.");
        }
        return issuer;
    }

    private static List<String> scopes(@Nullable List<String> given) {
        if (given == null) {
            return List.of("profile", "email");
        }
        Set<String> scopes = new LinkedHashSet<>();
        for (String scope : given) {
            if (!SCOPE.matcher(String.valueOf(scope)).matches()) {
                throw Problem.invalid("scopes", "\"" + scope + "\" is no scope.", "Give words without blanks.");
            }
            if (!scope.equals("openid")) {
                scopes.add(scope);
            }
        }
        if (scopes.size() > MOST_SCOPES) {
            throw Problem.invalid("scopes", "More than " + MOST_SCOPES + ".", "Leave some out.");
        }
        return List.copyOf(scopes);
    }

    private static List<GroupMapping> groups(@Nullable List<GroupMapping> given) {
        List<GroupMapping> groups = new ArrayList<>();
        for (GroupMapping one : Objects.requireNonNullElse(given, List.<GroupMapping>of())) {
            if (one == null) {
                throw Problem.invalid("groups", "There is an empty entry.", "Leave it out.");
            }
            GroupMapping mapping = new GroupMapping(
                    Inputs.name("groups.value", one.value(), 255), Inputs.required("groups.group", one.group()));
            if (!groups.contains(mapping)) {
                groups.add(mapping);
            }
        }
        if (groups.size() > MOST_MAPPINGS) {
            throw Problem.invalid("groups", "More than " + MOST_MAPPINGS + " values.", "Map fewer.");
        }
        return groups;
    }

    private static int skew(@Nullable Integer given) {
        int skew = given == null ? 60 : given;
        if (skew < 0 || skew > LONGEST_SKEW) {
            throw Problem.invalid(
                    "clockSkewSeconds",
                    "Clocks may differ by 0 to " + LONGEST_SKEW + " seconds, not " + skew + ".",
                    "Have both servers keep time by NTP.");
        }
        return skew;
    }
}
