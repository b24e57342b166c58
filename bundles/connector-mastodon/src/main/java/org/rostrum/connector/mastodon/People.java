package org.rostrum.connector.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.rostrum.api.activity.Actor;
import org.rostrum.spi.http.HttpAddress;
import org.rostrum.spi.text.PlainText;

/** Makes actors of accounts: by the id that they have in the fediverse, which an account's export uses as well. */
final class People {
    /** No post is lost for the name of its author. */
    private static final int LONGEST_NAME = 512;

    private static final int LONGEST_HANDLE = 256;

    private People() {}

    static Actor of(JsonNode account) {
        String id = uri(account);
        if (id == null) {
            throw new IllegalArgumentException("account: no uri");
        }
        URI page = HttpAddress.link(account.path("url").asText(""));
        String name = PlainText.line(account.path("display_name").asText(""));
        return new Actor(
                id,
                handle(account, id),
                name.isEmpty() || name.length() > LONGEST_NAME ? null : name,
                page == null ? HttpAddress.link(id) : page);
    }

    /** Servers before 4.2 leave it out; what they have is the account's page, {@code https://host/@name}. */
    static @Nullable String uri(JsonNode account) {
        String uri = account.path("uri").asText("");
        if (!uri.isEmpty()) {
            return HttpAddress.link(uri) == null ? null : uri;
        }
        String page = account.path("url").asText("");
        return HttpAddress.link(page) == null ? null : page.replaceFirst("/@([^/@]+)$", "/users/$1");
    }

    /** {@code name@host}; accounts of the server itself come without their host. */
    private static @Nullable String handle(JsonNode account, String id) {
        String name = account.path("acct").asText("");
        URI address = HttpAddress.link(id);
        String handle = name.contains("@") || address == null ? name : name + "@" + address.getHost();
        return name.isEmpty() || handle.length() > LONGEST_HANDLE ? null : handle;
    }
}
