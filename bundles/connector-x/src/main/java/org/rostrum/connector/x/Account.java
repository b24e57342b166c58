package org.rostrum.connector.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.delivery.DeliveryException;
import org.rostrum.api.delivery.FailureCategory;
import org.rostrum.spi.http.HttpCall;

/** The account itself. Its id stays for life; its name is asked for once, and with each check. */
final class Account {
    private final XApi api;
    private final XSettings settings;
    private final Session session;
    private final Spending spending;

    private volatile @Nullable Me known;

    Account(XApi api, XSettings settings, Session session, Spending spending) {
        this.api = api;
        this.settings = settings;
        this.session = session;
        this.spending = spending;
    }

    /** @param username without {@code @} */
    record Me(String id, String username, String name) {}

    Me me() throws DeliveryException {
        Me me = known;
        return me == null ? ask() : me;
    }

    private Me ask() throws DeliveryException {
        JsonNode data =
                api.data(HttpCall.get(api.address("/2/users/me", Map.of("user.fields", "name,username"))), Scopes.READ);
        spending.spend(Spending.USER_READ);
        Me me = new Me(
                data.path("id").asText(""),
                data.path("username").asText(""),
                data.path("name").asText(""));
        if (!Snowflake.isId(me.id()) || me.username().isEmpty()) {
            throw new DeliveryException(FailureCategory.UNAVAILABLE, "X does not say whose tokens these are.", null);
        }
        known = me;
        return me;
    }

    String check() throws DeliveryException {
        if (session.isTrial()) {
            session.tryApp();
            return "an app that X knows. Whose account it is, the check of the channel tells once it is made: X would use the"
                    + " refresh token up by trying it";
        }
        Me me = ask();
        Set<String> missing = session.missing(Scopes.of(settings));
        if (!missing.isEmpty()) {
            throw new DeliveryException(FailureCategory.AUTH_EXPIRED, XApi.lacks(missing), null);
        }
        return "@" + me.username() + " (" + me.name() + ")";
    }

    String pageOf(String id) throws DeliveryException {
        return settings.web() + "/" + me().username() + "/status/" + id;
    }
}
